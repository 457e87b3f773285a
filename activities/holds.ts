/** What cases hold: for those who wait for it, and for pages of what is still free. */
import type { Blocker, During } from '../workflows/effects/holds.ts';
import type { Title } from '../workflows/kernel/process.ts';
import type { TenantRead } from './tenant-read.ts';

/** Who holds these resources, each with its holders in the order in which they came. */
export const readBlockers = (read: TenantRead, resources: readonly string[]): Promise<readonly Blocker[]> =>
  read<Blocker>(
    `SELECT resource, title, case_id AS "caseId", process FROM holds
     WHERE resource IN (SELECT jsonb_array_elements_text($1->'resources')) ORDER BY since, case_id`,
    { resources },
  );

/**
 * How much of each resource is taken, by all cases: the most at any instant of that time, or ever where none is named. What nobody holds is 0.
 */
export const readTaken = async (
  read: TenantRead,
  resources: readonly string[],
  during?: During,
): Promise<ReadonlyMap<string, number>> => {
  const rows = await read<{ resource: string; taken: number }>(
    `SELECT r AS resource, most_taken(current_setting('banjie.tenant'), r, moment_of($1#>'{during,from}'), moment_of($1#>'{during,until}'), NULL) AS taken
     FROM jsonb_array_elements_text($1->'resources') r`,
    { resources, during },
  );
  return new Map(rows.map(({ resource, taken }) => [resource, taken]));
};

/** What is held of a resource, and when; epoch milliseconds, and nothing where it is for ever. */
export type Held = {
  readonly resource: string;
  readonly caseId: string;
  readonly title: Title;
  readonly amount: number;
  readonly shared: boolean;
  readonly since: number;
  readonly from: number | null;
  readonly until: number | null;
};

const HELD = `SELECT resource, case_id AS "caseId", title, amount, left(slot, 1) NOT IN ('', '@') AS shared, ms(since) AS since,
  ms(from_at) AS "from", ms(until_at) AS "until" FROM holds`;

/** All that is held of these resources at some instant of that time, in the order in which it begins. */
export const readHeld = (read: TenantRead, resources: readonly string[], during: During): Promise<readonly Held[]> =>
  read<Held>(
    `${HELD} WHERE resource IN (SELECT jsonb_array_elements_text($1->'resources'))
       AND spans_meet(from_at, until_at, moment_of($1#>'{during,from}'), moment_of($1#>'{during,until}')) ORDER BY from_at NULLS FIRST, since, case_id`,
    { resources, during },
  );

/** What these cases hold. */
export const readHoldsOf = (read: TenantRead, cases: readonly string[]): Promise<readonly Held[]> =>
  read<Held>(`${HELD} WHERE case_id IN (SELECT jsonb_array_elements_text($1->'cases')) ORDER BY resource, from_at NULLS FIRST`, {
    cases,
  });
