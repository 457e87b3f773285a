/** What an office watches, from the record: the same at every program, so that one page is enough. */
import type { Pool } from 'pg';
import { Gauge, type Registry } from 'prom-client';
import { skewOf } from './clock-skew.ts';

/** Milliseconds for which an answer of the database is good enough: whoever asks more often costs nothing. */
const FRESH = 15_000;

type Figure = { readonly figure: string; readonly process: string | null; readonly value: number };
type Found = Figure & { readonly at: Date };

export const watchOffice = (registry: Registry, pool: Pool): void => {
  let asked: { readonly at: number; readonly rows: Promise<readonly Figure[]> } | undefined;
  const read = async (): Promise<readonly Figure[]> => {
    const began = Date.now();
    const { rows } = await pool.query<Found>('SELECT *, clock_timestamp() AS at FROM office_figures()');
    const [first] = rows;
    if (!first) return rows;
    const skew = skewOf({ at: first.at, between: [began, Date.now()] });
    return [...rows, { figure: 'skew', process: null, value: skew / 1_000 }];
  };
  const figures = (): Promise<readonly Figure[]> => {
    if (!asked || Date.now() - asked.at > FRESH)
      asked = {
        at: Date.now(),
        // While the database is away there are no figures, which says more than old ones.
        rows: read().catch(() => []),
      };
    return asked.rows;
  };
  const gauge = (name: string, help: string, figure: string, labelNames: readonly 'process'[] = []) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        this.reset();
        for (const row of await figures()) {
          if (row.figure !== figure) continue;
          if (row.process === null) this.set(row.value);
          else this.set({ process: row.process }, row.value);
        }
      },
    });
  gauge('banjie_cases_open', 'Cases that are open, by process.', 'open', ['process']);
  gauge('banjie_cases_overdue', 'Open cases whose due time has passed, by process.', 'overdue', ['process']);
  gauge('banjie_clock_late_seconds', 'By how much the earliest step of a clock is late.', 'late');
  gauge(
    'banjie_clock_skew_seconds',
    'By how much, at least, the clock of PostgreSQL is ahead of this machine’s; negative where it is behind.',
    'skew',
  );
};

/** Connections of the pools, and who waits for one. */
export const watchPools = (registry: Registry, pools: Readonly<Record<string, Pool>>): void => {
  const gauge = (name: string, help: string, of: (pool: Pool) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['pool'],
      registers: [registry],
      collect() {
        for (const [pool, one] of Object.entries(pools)) this.set({ pool }, of(one));
      },
    });
  gauge('banjie_pool_connections', 'Connections to PostgreSQL that are open, by pool.', ({ totalCount }) => totalCount);
  gauge('banjie_pool_waiting', 'Who waits for a connection, by pool.', ({ waitingCount }) => waitingCount);
};
