import type { Pool } from 'pg';
import type { Recovered, Recovery } from '../../activities/recovery.ts';
import { keepLooking } from '../looking.ts';
import { type LookServices, lookAtAll, overdueLook } from './look.ts';

/** Milliseconds between looks. */
const REST = 10_000;

export type RecoveryOptions = LookServices & {
  /** Called for each case for which something was done. */
  readonly onRecovered?: ((kind: Recovery) => void) | undefined;
  /** Milliseconds between looks, and seconds by which a step is late before anybody asks why; for tests. */
  readonly rest?: number;
  readonly late?: number;
};

/**
 * Keeps Temporal as the record has it: starts what has no workflow, begins again what is ahead of the record or behind it, and wakes what
 * is overdue. It looks at all open cases when the database or the namespace is another than before, or when it was asked to. Of several
 * programs one at a time does so.
 */
export const watchRecovery = (options: RecoveryOptions): (() => Promise<void>) => {
  const { pool, log, onRecovered } = options;
  const overdue = overdueLook(options, options.late);
  const told = (recovered: readonly Recovered[]) => {
    for (const { kind, tenant, caseId, revision } of recovered) {
      log.warn({ kind, tenant, caseId, revision }, 'A workflow wasn’t as the record has its case');
      onRecovered?.(kind);
    }
  };
  return keepLooking({
    rest: options.rest ?? REST,
    log,
    failed: 'Open cases can’t be compared with their workflows just now; it is tried again',
    look: (stop) =>
      inTurn(pool, async () => {
        if (await begins(pool)) await lookAll(options, { stop, told });
        told(await overdue(stop));
      }),
  });
};

const begins = async (pool: Pool): Promise<boolean> => {
  const { rows } = await pool.query<{ begins: boolean }>('SELECT begin_recovery() AS begins');
  return rows[0]?.begins === true;
};

const lookAll = async (
  options: RecoveryOptions,
  { stop, told }: { stop: AbortSignal; told: (recovered: readonly Recovered[]) => void },
): Promise<void> => {
  const { pool, log } = options;
  const counts: Record<string, number> = { looked: 0 };
  const note = (ended: boolean) => pool.query('SELECT note_look($1, $2)', [JSON.stringify(counts), ended]);
  const count = (what: string, many = 1) => {
    counts[what] = (counts[what] ?? 0) + many;
  };
  const began = performance.now();
  await lookAtAll(options, {
    stop,
    tell: async ({ looked, recovered }) => {
      count('looked', looked);
      for (const { kind } of recovered) count(kind);
      told(recovered);
      await note(false);
    },
  });
  await note(true);
  log.info(
    { ...counts, seconds: Math.round((performance.now() - began) / 1_000) },
    'All open cases were compared with their workflows',
  );
};

const TURN = `hashtextextended('banjie.recovery', 0)`;

/** Does it where no other program is at it. */
const inTurn = async (pool: Pool, work: () => Promise<void>): Promise<void> => {
  const client = await pool.connect();
  let broken = true;
  try {
    const { rows } = await client.query<{ mine: boolean }>(`SELECT pg_try_advisory_lock(${TURN}) AS mine`);
    if (rows[0]?.mine) {
      await work().finally(() => client.query(`SELECT pg_advisory_unlock(${TURN})`));
    }
    broken = false;
  } finally {
    // The turn ends with the connection in any case.
    client.release(broken);
  }
};
