/** What a case costs an installation, and what a million of them a month come to. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { temporalFolder } from '../workers/embedded/temporal.ts';
import { openBench } from './cases.ts';
import { showTable } from './figures.ts';
import { play } from './load.ts';
import type { Servers } from './servers.ts';

const MONTH = 1_000_000;
/** Seconds in which a month's cases come, if most of them come on 22 days between 8 and 18 o'clock. */
const OFFICE_SECONDS = 22 * 10 * 3_600;
/** How much more comes in the busiest hour than on average. */
const PEAK = 3;

/** Plays so many reports from filing to rating over GraphQL, and prints what each takes of processors, disks and memory. */
export const benchCapacity = async (servers: Servers, cases: number): Promise<void> => {
  const bench = await openBench(servers, 'capacity');
  try {
    await play(bench.ways.api, 100, 16, bench.pids);
    const before = await sizes(servers);
    const { processor, casesPerSecond } = await play(bench.ways.api, cases, 16, bench.pids);
    const after = await sizes(servers);
    const memory = await bench.office.ask('memory');
    const per = (what: keyof typeof before) => (after[what] - before[what]) / cases;
    const peak = (MONTH / OFFICE_SECONDS) * PEAK;
    const cores = (milliseconds: number) => (milliseconds * peak) / 1_000;
    console.log(`\n${cases} reports with a start and 4 acts over GraphQL, 16 at once: ${casesPerSecond.toFixed(1)} cases/s`);
    showTable(
      ['', 'per case', `at ${MONTH.toLocaleString('en')} a month`],
      [
        [
          'processor of worker and API, ms',
          processor.program,
          `${cores(processor.program).toFixed(2)} cores in the busiest hour`,
        ],
        ['processor of Temporal, ms', processor.temporal, `${cores(processor.temporal).toFixed(2)} cores`],
        ['processor of PostgreSQL, ms', processor.postgres, `${cores(processor.postgres).toFixed(2)} cores`],
        ['PostgreSQL on disk, KiB', per('database') / 2 ** 10, `${((per('database') * MONTH) / 2 ** 30).toFixed(1)} GiB more`],
        ['its log (WAL), KiB', per('log') / 2 ** 10, `${((per('log') * MONTH) / 2 ** 30).toFixed(1)} GiB written`],
        ['Temporal on disk, KiB', per('temporal') / 2 ** 10, `${((per('temporal') * MONTH) / 2 ** 30).toFixed(1)} GiB written`],
      ],
    );
    console.log(
      `  Busiest hour: ${peak.toFixed(1)} cases a second, ${PEAK} times the average of ${OFFICE_SECONDS / 3_600} office hours. Memory of worker and API together afterwards: ${(memory / 2 ** 20).toFixed(0)} MiB.`,
    );
  } finally {
    await bench.close();
  }
};

/** Bytes. */
const sizes = async ({ owner, dataDir }: Servers) => {
  const { rows } = await owner.query<{ database: string; log: string }>(
    `SELECT pg_database_size(current_database()) AS database, pg_current_wal_lsn() - '0/0'::pg_lsn AS log`,
  );
  const folder = temporalFolder(dataDir);
  const temporal = ['cases.db', 'cases.db-wal'].map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0);
  return {
    database: Number(rows[0]?.database),
    log: Number(rows[0]?.log),
    temporal: temporal.reduce((sum, size) => sum + size, 0),
  };
};
