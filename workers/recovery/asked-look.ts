/** Asks the worker programs for a look at all open cases, and follows it to its end. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import { StartError } from '../start-error.ts';

/** Milliseconds in which a worker program begins. */
const PATIENCE = 45_000;

export type LookCounts = Readonly<Record<string, number>>;

type House = { readonly began: boolean; readonly ended: boolean; readonly counts: LookCounts };

/** The counts when it is over; `tell` hears in between how many cases were looked at. */
export const askedLook = async (owner: ClientBase, tell: (looked: number) => void, patience = PATIENCE): Promise<LookCounts> => {
  await owner.query(`SELECT ask_recovery()`);
  // As it is kept: a clock knows smaller parts of a second.
  const asked = await owner.query<{ at: string }>(`SELECT asked_at::text AS at FROM house`);
  const until = performance.now() + patience;
  let looked = 0;
  for (;;) {
    const { rows } = await owner.query<House>(
      `SELECT coalesce(began_at >= $1, false) AS began, ended_at IS NOT NULL AS ended, counts FROM house`,
      [asked.rows[0]?.at],
    );
    const [house] = rows;
    if (house?.began && house.ended) return house.counts;
    // A look that has just begun has no counts yet.
    const now = house?.began ? (house.counts.looked ?? 0) : looked;
    if (now !== looked) {
      looked = now;
      tell(looked);
    }
    if (!house?.began && performance.now() > until)
      throw new StartError(
        'No worker program has begun the look. Start Banjie on this database, or see in its log what it waits for; it looks at all open cases as soon as it can.',
      );
    await sleep(500);
  }
};
