/** Mergers of cases, in both directions and over any number of them; the SQL functions `merged_into`, `has_left_case` and `has_left_merger` say the same to the record. */
import type { TenantRead } from '../tenant-read.ts';

/**
 * Cases that cases of somebody have been merged into, which are theirs as well; those they have been taken out of again; and those of firms and
 * households for which they act no more.
 */
export type Mergers = { readonly into: readonly string[]; readonly left: readonly string[]; readonly gone: readonly string[] };

export const readMergers = async (read: TenantRead, person: string): Promise<Mergers> => {
  const rows = await read<{ id: string; still: boolean | null }>(MERGERS, { person });
  const into = rows.filter(({ still }) => still).map(({ id }) => id);
  return {
    into,
    left: rows.filter(({ id, still }) => still === false && !into.includes(id)).map(({ id }) => id),
    gone: rows.filter(({ still }) => still === null).map(({ id }) => id),
  };
};

const MERGERS = `WITH RECURSIVE mergers(id, still) AS (
    SELECT l.to_case, l.ended_revision IS NULL FROM links l
    JOIN (SELECT case_id FROM parties WHERE person = $1->>'person' AND ended_revision IS NULL
      UNION SELECT split_part(substr($1->>'person', 10), '/', 1) WHERE starts_with($1->>'person', 'follower:')) own ON l.from_case = own.case_id
    WHERE l.kind = 'mergedInto'
    UNION
    SELECT l.to_case, m.still AND l.ended_revision IS NULL FROM links l JOIN mergers m ON l.from_case = m.id WHERE l.kind = 'mergedInto')
  SELECT id, still FROM mergers
  UNION ALL
  SELECT p.case_id, NULL FROM agents a JOIN parties p ON p.tenant = a.tenant AND p.person = a.kind || ':' || a.key
    WHERE a.person_id = $1->>'person' AND a.ended_on <= tenant_today(a.tenant) AND has_left_case(p.case_id, a.person_id)`;

/** Each of these cases with those that were merged into it. */
export const readMerged = async (read: TenantRead, cases: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> => {
  const rows = await read<{ case: string; merged: string }>(
    `SELECT c.id AS "case", m.id AS merged FROM jsonb_array_elements_text($1->'cases') AS c(id), merged_into(c.id) m`,
    { cases: [...new Set(cases)] },
  );
  return new Map([...Map.groupBy(rows, (row) => row.case)].map(([id, of]) => [id, of.map(({ merged }) => merged)]));
};
