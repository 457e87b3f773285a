/** Credits 学分: what an act of the academy gives to somebody, by the tenant's own rules. Pure. */
import type { LedgerLine } from '../effects/index.ts';
import type { Title } from '../kernel/process.ts';

/** Where all credits come from and go back to; it owes what everybody has. */
export const CREDIT_SCHEME = 'scheme:credits';

/** A row of the table `creditRules`, by which a kind of act gives credits. */
export type CreditRule = {
  readonly title: Title;
  /** Whole credits for one act. */
  readonly amount: number;
  /** Most credits of this kind for one person in a calendar year. */
  readonly mostPerYear: number;
  /** For how many calendar years they count; the one in which they were earned is the first. */
  readonly validYears: number;
  /** Kinds that give this one too, whenever they give credits themselves. */
  readonly alsoWith: readonly string[];
};

export type CreditRules = ReadonlyMap<string, CreditRule>;

/** What one act gives by the rules of the day (YYYY-MM-DD, in the tenant's zone) on which it was done. Kept with the event as its authority. */
export type Accrual = { readonly day: string; readonly rules: readonly (CreditRule & { readonly kind: string })[] };

/** The rule of a kind, and of every kind that comes with it, each once. */
export const accrualOf = (rules: CreditRules, kind: string, day: string): Accrual => {
  const kinds = new Set(rules.has(kind) ? [kind] : []);
  // A set is walked to what is added on the way.
  for (const given of kinds) for (const [other, { alsoWith }] of rules) if (alsoWith.includes(given)) kinds.add(other);
  return {
    day,
    rules: [...kinds].flatMap((name) => (rules.get(name) ? [{ kind: name, ...(rules.get(name) as CreditRule) }] : [])),
  };
};

/**
 * The ledger lines by which somebody gets what an act gives. What is beyond the cap of the year is cut when it is recorded, and the act
 * itself is done. `of` tells several acts of one case apart, such as `week 7`: the line's rule is then `session:week 7`.
 */
export const creditLines = ({ day, rules }: Accrual, person: string, of?: string): readonly LedgerLine[] =>
  rules.filter(({ amount }) => amount > 0).map((rule) => creditLine(rule, { person, day, amount: rule.amount, of }));

/** One line of a kind with an amount of its own, under the same cap. */
export const creditLine = (
  { kind, mostPerYear, validYears }: CreditRule & { readonly kind: string },
  { person, day, amount, of }: { person: string; day: string; amount: number; of?: string | undefined },
): LedgerLine => {
  const year = yearOf(day);
  return {
    asset: 'credits',
    from: CREDIT_SCHEME,
    to: `person:${person}`,
    amount,
    rule: of === undefined ? kind : `${kind}:${of}`,
    cap: { key: capKey(kind, year, person), most: mostPerYear },
    kind,
    year,
    until: lastDayOf(year + validYears - 1),
  };
};

/** What lines of one kind, year and person are counted together under. */
export const capKey = (kind: string, year: number, person: string): string => `credits:${kind}:${year}:${person}`;

export const yearOf = (day: string): number => Number(day.slice(0, 4));
export const lastDayOf = (year: number): string => `${year}-12-31`;

/** Kinds in the order in which one leads to the next and at last to the first again; undefined where there is no such ring. */
export const ringOf = <Row>(
  rows: ReadonlyMap<string, Row>,
  leadsTo: (row: Row) => readonly string[],
): readonly string[] | undefined => {
  const clear = new Set<string>();
  const walk = (kind: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(kind)) return [...path.slice(path.indexOf(kind)), kind];
    if (clear.has(kind)) return undefined;
    const row = rows.get(kind);
    for (const before of row === undefined ? [] : leadsTo(row)) {
      const ring = walk(before, [...path, kind]);
      if (ring) return ring;
    }
    clear.add(kind);
    return undefined;
  };
  for (const kind of rows.keys()) {
    const ring = walk(kind, []);
    if (ring) return ring;
  }
  return undefined;
};
