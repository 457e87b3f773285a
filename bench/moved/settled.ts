import { eventually } from './eventually.ts';
import type { House } from './house.ts';

/** Milliseconds of real time; what a killed worker had in hand is another’s after ten seconds. */
const PATIENCE = 60_000;

/** Waits until nothing is overdue: what clocks are to do by now is done. */
export const untilSettled = ({ owner, tenant, clock }: House): Promise<true> =>
  eventually(
    async () => {
      const { rows } = await owner.query<{ due: number }>(
        `SELECT count(*)::int AS due FROM cases WHERE tenant = $1 AND live AND next_step_at <= to_timestamp($2::float8 / 1000)`,
        [tenant, clock.now()],
      );
      return rows[0]?.due === 0 ? true : undefined;
    },
    'What clocks are to do should be done, and isn’t.',
    PATIENCE,
  );
