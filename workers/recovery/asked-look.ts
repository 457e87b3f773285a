/** Asks the worker programs for a look at all open cases, and follows it to its end. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import { StartError } from '../start-error.ts';

/** Milliseconds in which a worker program begins. */
const PATIENCE = 45_000;

export type LookCounts = Readonly<Record<string, number>>;

type House = { readonly began: boolean; readonly ended: boolean; readonly counts: LookCounts };

/** The counts when it is over; `tell` hears of them in between. */
export const askedLook = async (
  owner: ClientBase,
  tell: (counts: LookCounts) => void,
  patience = PATIENCE,
): Promise<LookCounts> => {
  await owner.query(`SELECT ask_recovery()`);
  // As it is kept: a clock knows smaller parts of a second.
  const asked = await owner.query<{ at: string }>(`SELECT asked_at::text AS at FROM house`);
  const until = performance.now() + patience;
  let looked = -1;
  for (;;) {
    const { rows } = await owner.query<House>(
      `SELECT coalesce(began_at >= $1, false) AS began, ended_at IS NOT NULL AS ended, counts FROM house`,
      [asked.rows[0]?.at],
    );
    const [house] = rows;
    if (house?.began && house.ended) return house.counts;
    if (house?.began && house.counts.looked !== looked) {
      looked = house.counts.looked ?? looked;
      tell(house.counts);
    }
    if (!house?.began && performance.now() > until)
      throw new StartError(
        'No worker program has begun the look. Start Banjie on this database, or see in its log what it waits for; it looks at all open cases as soon as it can.',
      );
    await sleep(500);
  }
};
