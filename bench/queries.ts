/** How long lists take on a large record, through GraphQL and as the bare SQL they need. */
import { Client, Pool } from 'pg';
import { seedSampleData } from '../prisma/seed/seed.ts';
import { onDatabase } from '../test/servers/addresses.ts';
import { migrate } from '../workers/migrations.ts';
import { quietProgress } from '../workers/progress.ts';
import { median, quantile, showTable } from './figures.ts';
import { type Caller, callerAt } from './graphql-caller.ts';
import { TENANT } from './letters.ts';
import { openOffice } from './office.ts';
import { type Asked, questions } from './questions.ts';
import type { Servers } from './servers.ts';
import { countStatements } from './statements.ts';
import { storeCases } from './stored-cases.ts';

const PAGE = 20;

/** Asks each question in turns through GraphQL and bare, on a separate database with so many stored cases. */
export const benchQueries = async (
  servers: Servers,
  { stored, asks, profileDir }: { stored: number; asks: number; profileDir: string | undefined },
): Promise<void> => {
  const [ownerUrl, appUrl, workerUrl] = [servers.ownerUrl, servers.appUrl, servers.workerUrl].map((url) =>
    onDatabase(url, 'bench_stored'),
  ) as [string, string, string];
  await servers.owner.query('CREATE DATABASE bench_stored');
  await migrate(ownerUrl, { progress: quietProgress });
  await seedSampleData(ownerUrl);
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query('CREATE EXTENSION pg_stat_statements');
  const office = await openOffice({ ...servers, appUrl, workerUrl, taskQueue: 'bench-queries' }, profileDir);
  const pool = new Pool({ connectionString: appUrl, max: 1 });
  try {
    // Before there are so many people that the development issuer doesn't list them all.
    const caller = await callerAt(office.url);
    await store(owner, stored);
    await ask(caller, pool, owner, asks);
  } finally {
    await office.stop();
    await pool.end();
    await owner.end();
  }
};

const store = async (owner: Client, stored: number): Promise<void> => {
  const since = performance.now();
  await storeCases(owner, stored);
  const { rows } = await owner.query(
    `SELECT (SELECT count(*) FROM cases) AS cases, (SELECT count(*) FROM events) AS events,
       (SELECT count(*) FROM tasks) AS tasks, (SELECT count(*) FROM tasks WHERE closed_revision IS NULL) AS open`,
  );
  const { cases, events, tasks, open } = rows[0];
  console.log(
    `\n${cases} stored cases with ${events} events and ${tasks} tasks, ${open} of them open (written in ${((performance.now() - since) / 1_000).toFixed(0)} s)`,
  );
};

const ask = async (caller: Caller, pool: Pool, owner: Client, asks: number): Promise<void> => {
  const bare = async ({ sql, tenant = TENANT }: Asked): Promise<void> => {
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query(`SELECT set_config('banjie.tenant', $1, true)`, [tenant]);
    for (const text of sql) await client.query(text, [PAGE]);
    await client.query('COMMIT');
    client.release();
  };
  const graphql = ({ person, graphql }: Asked, first: number) => caller.ask(person, graphql, { first });
  const table: (string | number)[][] = [];
  for (const asked of questions) {
    const times = { graphql: [] as number[], bare: [] as number[] };
    const timed = async (into: number[], work: () => Promise<unknown>) => {
      const since = performance.now();
      await work();
      into.push(performance.now() - since);
    };
    for (let n = 0; n < 100; n++) await Promise.all([graphql(asked, PAGE), bare(asked)]);
    for (let n = 0; n < asks; n++) {
      await timed(times.graphql, () => graphql(asked, PAGE));
      await timed(times.bare, () => bare(asked));
    }
    const sent = [];
    for (const first of [10, 100]) sent.push((await countStatements(owner, async () => void (await graphql(asked, first)))).sent);
    const [p50, p99] = [0.5, 0.99].map((share) => [quantile(times.graphql, share), quantile(times.bare, share)] as const);
    if (!p50 || !p99) continue;
    table.push([asked.name, p50[0], p50[1], p99[0], p99[1], p99[0] / p99[1], sent.join(' and ')]);
  }
  console.log(`Pages of ${PAGE}, ${asks} times each in turns; milliseconds`);
  showTable(['', 'GraphQL p50', 'SQL p50', 'GraphQL p99', 'SQL p99', 'p99 ratio', 'statements for 10 and 100 rows'], table);
  console.log('  expected: a p99 ratio of at most 3, and the same number of statements for every page');
  console.log(`  median of the p99 ratios: ${median(table.map((row) => Number(row[5]))).toFixed(2)}`);
};
