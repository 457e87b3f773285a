/** What everybody has earned in a year against what their group needs: reckoned now, or as it was frozen. */
import type { Title } from '../../workflows/kernel/process.ts';
import type { Count, Frozen } from '../../workflows/yearly-evaluation/inputs.ts';
import type { CreditRequirement } from '../credits/tables.ts';
import { keepSealed, readSealed } from '../sealed.ts';
import { readTable } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';

/** One person's year; whole credits. */
export type EvaluationLine = {
  readonly person: string;
  readonly name: string;
  readonly unit: string;
  readonly group: string;
  readonly required: number;
  readonly credits: number;
  readonly passed: boolean;
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

/** What was given in a year and not taken back; what has expired since was earned all the same. */
const EARNED = `SELECT p.id AS person, p.name, u.id AS unit, u.kind, u.path, coalesce(e.credits, 0)::int AS credits
  FROM people p JOIN units u ON u.id = p.unit
  LEFT JOIN (
    SELECT owner, sum(amount) AS credits FROM (
      SELECT to_owner AS owner, amount FROM ledger_lines WHERE asset = 'credits' AND year = ($1->>'year')::int
      UNION ALL
      SELECT from_owner, -amount FROM ledger_lines WHERE asset = 'credits' AND year = ($1->>'year')::int AND rule NOT LIKE '%:expired') entries
    GROUP BY owner) e ON e.owner = 'person:' || p.id
  WHERE (p.ended_on IS NULL OR p.ended_on > tenant_today(p.tenant)) AND u.kind IN (SELECT jsonb_array_elements_text($1->'kinds'))
  ORDER BY p.id`;

type EarnedRow = Omit<EvaluationLine, 'group' | 'required' | 'passed'> & { readonly kind: string; readonly path: string };

const UNITS = `SELECT id, en, zh, path FROM units u
  WHERE EXISTS (SELECT 1 FROM jsonb_array_elements_text($1->'paths') below WHERE starts_with(below, u.path)) ORDER BY path`;

/** The evaluation of a year as it is now, after the requirements of the year's last day, or of today where that is still to come. */
export const readEvaluation = async (
  read: TenantRead,
  { tenant, year, now }: { tenant: string; year: number; now: number },
): Promise<Evaluation> => {
  const [today] = await read<{ day: string }>(
    `SELECT least(tenant_today(current_setting('banjie.tenant', true)), make_date(($1->>'year')::int, 12, 31))::text AS day`,
    { year },
  );
  const requirements = await readTable<CreditRequirement>(read, 'creditRequirements', today?.day);
  const groupOf = new Map([...requirements].flatMap(([group, row]) => row.unitKinds.map((kind) => [kind, group] as const)));
  const earned = await read<EarnedRow>(EARNED, { year, kinds: [...groupOf.keys()] });
  const units = await read<EvaluatedUnit>(UNITS, { paths: [...new Set(earned.map(({ path }) => path))] });
  return {
    format: 'banjie-evaluation-1',
    tenant,
    year,
    takenAt: new Date(now).toISOString(),
    requirements: Object.fromEntries(requirements),
    units,
    people: earned.map(({ person, name, unit, kind, credits }) => {
      const group = groupOf.get(kind) as string;
      const required = requirements.get(group)?.credits ?? 0;
      return { person, name, unit, group, required, credits, passed: credits >= required };
    }),
  };
};

/** Puts an evaluation away under its hash, before the act that names it. */
export const freeze = async (read: TenantRead, evaluation: Evaluation): Promise<Frozen> => {
  const sha256 = await keepSealed(read, evaluation);
  const groups = countBy(evaluation.people, ({ group }) => [group]);
  return {
    sha256,
    ...countOf(evaluation.people),
    groups: Object.entries(evaluation.requirements)
      .filter(([group]) => groups.has(group))
      .map(([group, { title }]) => ({ group, title, ...(groups.get(group) as Count) })),
  };
};

/** A frozen evaluation, by its hash. Throws where its bytes no longer have that hash. */
export const readFrozen = (read: TenantRead, sha256: string): Promise<Evaluation> => readSealed<Evaluation>(read, sha256);

export const countOf = (lines: readonly EvaluationLine[]): Count => ({
  people: lines.length,
  passed: lines.filter(({ passed }) => passed).length,
});

/** Counts under each key that a line has. */
export const countBy = (
  lines: readonly EvaluationLine[],
  keysOf: (line: EvaluationLine) => readonly string[],
): ReadonlyMap<string, Count> => {
  const counts = new Map<string, { people: number; passed: number }>();
  for (const line of lines) {
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
