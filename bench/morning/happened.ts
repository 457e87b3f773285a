/** What the record says of the morning’s pickups, in the order in which it was written. */
import type { Any } from '../moved/caller.ts';
import type { House } from '../moved/house.ts';

export type Event = {
  readonly id: string;
  readonly name: string;
  readonly actor: string;
  readonly to: string;
  /** Epoch milliseconds of the moved clock. */
  readonly at: number;
  readonly before: Any;
  readonly after: Any;
  readonly reference: Any;
};

/** Events read at a time. */
const PAGE = 500;

/** Hands over one event after another. What acts were judged by comes only where it is asked for: there is much of it. */
export const eachEvent = async (
  { owner, tenant }: House,
  { reference }: { readonly reference: boolean },
  take: (event: Event) => void,
): Promise<void> => {
  for (let after = '0'; ; ) {
    const { rows } = await owner.query<Event & { seq: string }>(
      `SELECT seq, case_id AS id, name, actor_id AS actor, to_state AS to, extract(epoch FROM at)::float8 * 1000 AS at,
         changes->'before' AS before, changes->'after' AS after, CASE WHEN $4 THEN reference END AS reference
       FROM events WHERE tenant = $1 AND process = 'producePickup' AND seq > $2 ORDER BY seq LIMIT $3`,
      [tenant, after, PAGE, reference],
    );
    for (const row of rows) take(row);
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.seq as string;
  }
};
