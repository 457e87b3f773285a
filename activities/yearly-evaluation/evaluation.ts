/** What everybody has earned in a year against what their group needs: reckoned now, or as it was frozen. */
import type { Title } from '../../workflows/kernel/process.ts';
import type { Count, Frozen } from '../../workflows/yearly-evaluation/inputs.ts';
import type { CreditExemption, CreditRequirement } from '../credits/tables.ts';
import { keepSealed, keepText, readSealed } from '../sealed.ts';
import { readTable } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import { asCsv } from './csv.ts';

/** One person's year; whole credits. */
export type EvaluationLine = {
  readonly person: string;
  readonly name: string;
  readonly unit: string;
  readonly group: string;
  readonly required: number;
  readonly credits: number;
  readonly passed: boolean;
  /** Nothing is asked of them in this year; they don't count in any rate. */
  readonly exempt: boolean;
  /** The upheld appeal by which the line was changed. */
  readonly appeal: string | null;
};

export type EvaluatedUnit = Title & { readonly id: string; readonly path: string };

export type Evaluation = {
  readonly format: 'banjie-evaluation-1';
  readonly tenant: string;
  readonly year: number;
  readonly takenAt: string;
  readonly requirements: Readonly<Record<string, CreditRequirement>>;
  /** The units of these people and those above them. */
  readonly units: readonly EvaluatedUnit[];
  readonly people: readonly EvaluationLine[];
};

/**
 * What was given in a year and not taken back; what has expired since was earned all the same. Of those who hold a role of their group on
 * the day, with the day since when. Whoever was in the year's first snapshot stays in the year, in the unit of then.
 */
const EARNED = `SELECT p.id AS person, p.name, u.id AS unit, g.key AS group, u.path, held.since::text, coalesce(e.credits, 0)::int AS credits
  FROM people p LEFT JOIN jsonb_each_text($1->'kept') kept(person, unit) ON kept.person = p.id
  JOIN units u ON u.id = coalesce(kept.unit, p.unit)
  JOIN jsonb_to_recordset($1->'groups') AS g(key text, "unitKinds" jsonb, roles jsonb) ON g."unitKinds" ? u.kind
  CROSS JOIN LATERAL (SELECT min(r.valid_from) AS since FROM person_roles r WHERE r.tenant = p.tenant AND r.person_id = p.id AND g.roles ? r.role
    AND r.valid_from <= ($1->>'day')::date AND (r.ended_on IS NULL OR r.ended_on > ($1->>'day')::date)) held
  LEFT JOIN (
    SELECT owner, sum(amount) AS credits FROM (
      SELECT to_owner AS owner, amount FROM ledger_lines WHERE asset = 'credits' AND year = ($1->>'year')::int
      UNION ALL
      SELECT from_owner, -amount FROM ledger_lines WHERE asset = 'credits' AND year = ($1->>'year')::int AND rule NOT LIKE '%:expired') entries
    GROUP BY owner) e ON e.owner = 'person:' || p.id
  WHERE held.since IS NOT NULL AND (kept.person IS NOT NULL OR p.ended_on IS NULL OR p.ended_on > tenant_today(p.tenant))
  ORDER BY p.id`;

const FIRST = `SELECT facts#>>'{frozen,sha256}' AS sha256 FROM cases
  WHERE process = 'yearlyEvaluation' AND facts->>'year' = $1->>'year' AND facts->'frozen' <> 'null' ORDER BY opened_at, id LIMIT 1`;

/** The unit of each person in the first snapshot of a year, where there is one. */
const readKept = async (read: TenantRead, year: number): Promise<Readonly<Record<string, string>>> => {
  const [first] = await read<{ sha256: string }>(FIRST, { year });
  return first ? Object.fromEntries((await readFrozen(read, first.sha256)).people.map(({ person, unit }) => [person, unit])) : {};
};

type EarnedRow = Pick<EvaluationLine, 'person' | 'name' | 'unit' | 'group' | 'credits'> & {
  readonly path: string;
  readonly since: string;
};

const UNITS = `SELECT id, en, zh, path FROM units u
  WHERE EXISTS (SELECT 1 FROM jsonb_array_elements_text($1->'paths') below WHERE starts_with(below, u.path)) ORDER BY path`;

/** The evaluation of a year as it is now, after the requirements of the year's last day, or of today where that is still to come. */
export const readEvaluation = async (
  read: TenantRead,
  { tenant, year, now }: { tenant: string; year: number; now: number },
): Promise<Evaluation> => {
  const [on] = await read<{ day: string }>(
    `SELECT least(tenant_today(current_setting('banjie.tenant', true)), make_date(($1->>'year')::int, 12, 31))::text AS day`,
    { year },
  );
  const day = on?.day ?? '';
  const [requirements, exemptions] = await Promise.all([
    readTable<CreditRequirement>(read, 'creditRequirements', day),
    // Entered when it is known, which may be after the year.
    readTable<CreditExemption>(read, 'creditExemptions'),
  ]);
  const groups = [...requirements].map(([key, { unitKinds, roles }]) => ({ key, unitKinds, roles }));
  const kept = await readKept(read, year);
  const earned = await read<EarnedRow>(EARNED, { year, day, groups, kept });
  const units = await read<EvaluatedUnit>(UNITS, { paths: [...new Set(earned.map(({ path }) => path))] });
  const exempted = new Map([...exemptions.values()].filter((one) => one.year === year).map((one) => [one.person, one]));
  return {
    format: 'banjie-evaluation-1',
    tenant,
    year,
    takenAt: new Date(now).toISOString(),
    requirements: Object.fromEntries(requirements),
    units,
    people: earned.map(({ person, name, unit, group, credits, since }) => {
      const asked = askedOf(requirements.get(group) as CreditRequirement, { year, since, exemption: exempted.get(person) });
      return judged({ person, name, unit, group, credits, ...asked, appeal: null });
    }),
  };
};

/** What is asked of somebody in a year: what their group needs, the share of the months in which they belonged to it, or less by an exemption. */
export const askedOf = (
  { credits, byMonths }: Pick<CreditRequirement, 'credits' | 'byMonths'>,
  { year, since, exemption }: { year: number; since: string; exemption?: CreditExemption | undefined },
): Pick<EvaluationLine, 'required' | 'exempt'> => {
  if (exemption) return { required: exemption.credits ?? credits, exempt: exemption.credits === undefined };
  const months = since.startsWith(`${year}-`) ? 13 - Number(since.slice(5, 7)) : 12;
  return { required: byMonths ? Math.ceil((credits * months) / 12) : credits, exempt: false };
};

/** A line with its result. */
export const judged = (line: Omit<EvaluationLine, 'passed'>): EvaluationLine => ({
  ...line,
  passed: !line.exempt && line.credits >= line.required,
});

/** Puts an evaluation away under its hash, before the act that names it. */
export const freeze = async (read: TenantRead, evaluation: Evaluation): Promise<Frozen> => {
  const [sha256, csvSha256] = await Promise.all([keepSealed(read, evaluation), keepText(read, asCsv(evaluation))]);
  const groups = countBy(evaluation.people, ({ group }) => [group]);
  return {
    sha256,
    csvSha256,
    ...countOf(evaluation.people),
    groups: Object.entries(evaluation.requirements)
      .filter(([group]) => groups.has(group))
      .map(([group, { title }]) => ({ group, title, ...(groups.get(group) as Count) })),
    roles: [...new Set(Object.values(evaluation.requirements).flatMap(({ roles }) => roles))].toSorted(),
  };
};

/** A frozen evaluation, by its hash. Throws where its bytes no longer have that hash. */
export const readFrozen = (read: TenantRead, sha256: string): Promise<Evaluation> => readSealed<Evaluation>(read, sha256);

/** Of whom something was asked, and who has done it. */
export const countOf = (lines: readonly EvaluationLine[]): Count => ({
  people: lines.filter(({ exempt }) => !exempt).length,
  passed: lines.filter(({ passed }) => passed).length,
});

/** Counts under each key that a line has; those of whom nothing is asked are left out. */
export const countBy = (
  lines: readonly EvaluationLine[],
  keysOf: (line: EvaluationLine) => readonly string[],
): ReadonlyMap<string, Count> => {
  const counts = new Map<string, { people: number; passed: number }>();
  for (const line of lines) {
    if (line.exempt) continue;
    for (const key of keysOf(line)) {
      const count = counts.get(key) ?? { people: 0, passed: 0 };
      count.people += 1;
      count.passed += Number(line.passed);
      counts.set(key, count);
    }
  }
  return counts;
};

/** A share in hundredths of a per cent, rounded half up, from whole numbers alone: 9237 is 92.37 %. None of nobody. */
export const hundredths = ({ people, passed }: Count): number | null =>
  people === 0 ? null : Math.floor((passed * 20_000 + people) / (2 * people));

/** A share as people read it, such as “92.37 %”. */
export const percent = (count: Count): string | null => {
  const share = hundredths(count);
  return share === null ? null : `${Math.floor(share / 100)}.${String(share % 100).padStart(2, '0')} %`;
};
