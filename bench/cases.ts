/** How fast cases go, beside the same case without a record and with an ordinary one; and what a case costs. */
import { Connection, Client as TemporalClient } from '@temporalio/client';
import { Pool } from 'pg';
import { payloadCodec } from '../activities/payload-codec.ts';
import { median, quantile, showRatio, showTable } from './figures.ts';
import { callerAt } from './graphql-caller.ts';
import { lettersOfOne } from './letters.ts';
import { type Load, type ProcessPids, play } from './load.ts';
import { type Office, openOffice } from './office.ts';
import { SECRET } from './secret.ts';
import type { Servers } from './servers.ts';
import { countStatements, type Statements } from './statements.ts';
import { temporalActions } from './temporal-actions.ts';
import { type Way, waysOf } from './ways.ts';

export type CasesOptions = {
  readonly rounds: number;
  /** Cases that each way plays in a round, by how many at once. */
  readonly sizes: ReadonlyMap<number, number>;
  readonly profileDir: string | undefined;
  /** The ways that are played; all of them where nothing is said. */
  readonly ways: readonly string[] | undefined;
};

type WayName = keyof ReturnType<typeof waysOf>;
export type Bench = {
  readonly office: Office;
  readonly ways: ReturnType<typeof waysOf>;
  readonly pids: ProcessPids;
  close(): Promise<void>;
};

/** A separate program on the servers, warmed up, and the ways to play on it. */
export const openBench = async (
  servers: Servers,
  name: string,
  { profileDir, others = false }: { profileDir?: string | undefined; others?: boolean } = {},
): Promise<Bench> => {
  const office = await openOffice({ ...servers, taskQueue: `bench-${name}`, others }, profileDir);
  const connection = await Connection.connect({ address: servers.temporalAddress });
  const place = { connection, namespace: servers.temporalNamespace };
  const temporal = new TemporalClient({ ...place, dataConverter: { payloadCodecs: [payloadCodec([SECRET])] } });
  const caller = await callerAt(office.url);
  const pool = new Pool({ connectionString: servers.appUrl, max: 1 });
  const letters = await lettersOfOne(caller, pool);
  await pool.end();
  return {
    office,
    ways: waysOf({ temporal, plain: new TemporalClient(place), taskQueue: office.taskQueue, letters, caller }),
    pids: { program: office.pid, temporal: servers.pids.temporal, postgres: servers.pids.postgres },
    close: async () => {
      await office.stop();
      await connection.close();
    },
  };
};

/** Plays all ways in turns, prints what each took, and how they compare within each round. */
export const benchCases = async (servers: Servers, { rounds, sizes, profileDir, ways }: CasesOptions): Promise<void> => {
  const bench = await openBench(servers, 'cases', { profileDir, others: true });
  try {
    const names = Object.keys(bench.ways) as WayName[];
    const unknown = ways?.find((way) => !names.includes(way as WayName));
    if (unknown !== undefined) throw new RangeError(`There is no way “${unknown}”; there are ${names.join(', ')}.`);
    await playAll(servers, bench, rounds, sizes, ways ? names.filter((name) => ways.includes(name)) : names);
  } finally {
    await bench.close();
  }
};

/** Cases of each way before anything is measured. */
const WARM_UP = 120;

const playAll = async (
  servers: Servers,
  bench: Bench,
  rounds: number,
  sizes: CasesOptions['sizes'],
  names: readonly WayName[],
): Promise<void> => {
  // A worker that has just started is compiling still, and PostgreSQL doesn't know its tables.
  for (const name of names) await play(bench.ways[name], WARM_UP, 16, bench.pids);
  await showPrices(servers, bench, names);
  for (const [atOnce, cases] of sizes) {
    const loads = Object.fromEntries(names.map((name) => [name, [] as Load[]])) as Record<WayName, Load[]>;
    for (let round = 0; round < rounds; round++) {
      // Other work of the machine hits all ways alike: each comes first, last and in between.
      const turns = names.map((_, at) => names[(at + round) % names.length] as WayName);
      for (const name of turns) loads[name].push(await play(bench.ways[name], cases, atOnce, bench.pids));
    }
    showLoads(atOnce, cases, rounds, bench.ways, names, loads);
  }
};

const showLoads = (
  atOnce: number,
  cases: number,
  rounds: number,
  ways: Record<WayName, Way>,
  names: readonly WayName[],
  loads: Record<WayName, readonly Load[]>,
): void => {
  console.log(
    `\n${atOnce} at once, ${cases} cases a round, medians of ${rounds} rounds; times in ms, processor time in ms per case`,
  );
  const middle = (name: WayName, of: (load: Load) => number) => median(loads[name].map(of));
  showTable(
    [
      '',
      'cases/s',
      'act p50',
      'act p99',
      'start p50',
      'start p99',
      'CPU worker+API',
      'CPU Temporal',
      'CPU PostgreSQL',
      'CPU client',
    ],
    names.map((name) => [
      ways[name].name,
      middle(name, ({ casesPerSecond }) => casesPerSecond),
      middle(name, ({ acts }) => quantile(acts, 0.5)),
      middle(name, ({ acts }) => quantile(acts, 0.99)),
      middle(name, ({ starts }) => quantile(starts, 0.5)),
      middle(name, ({ starts }) => quantile(starts, 0.99)),
      middle(name, ({ processor }) => processor.program),
      middle(name, ({ processor }) => processor.temporal),
      middle(name, ({ processor }) => processor.postgres),
      middle(name, ({ processor }) => processor.client),
    ]),
  );
  const speed = ({ casesPerSecond }: Load) => casesPerSecond;
  const p50 = ({ acts }: Load) => quantile(acts, 0.5);
  // Other work on the machine lengthens the waiting, but hardly the work.
  const work = ({ processor }: Load) => Object.values(processor).reduce((sum, used) => sum + used, 0);
  const show = (what: string, of: (load: Load) => number, one: WayName, other: WayName, expected: string) => {
    if (!names.includes(one) || !names.includes(other)) return;
    const ratio = median(loads[one].map((load, round) => of(load) / of(loads[other][round] as Load)));
    showRatio(`${what}, ${ways[one].name} to ${ways[other].name}`, ratio, expected);
  };
  const at = (many: number, expected: string) => (atOnce === many ? expected : `at ${many} at once`);
  show('cases/s', speed, 'kernel', 'bare', at(16, 'at least 0.7'));
  show('cases/s', speed, 'kernel', 'stock', 'nothing; Banjie tunes its worker');
  show('cases/s', speed, 'kernel', 'ordinary', at(16, 'at least 1.5'));
  show('cases/s', speed, 'kernel', 'trusting', at(16, 'at least 0.92'));
  show('act p50', p50, 'kernel', 'bare', at(1, 'at most 1.5'));
  show('act p50', p50, 'kernel', 'stock', 'nothing; Banjie tunes its worker');
  show('work per case', work, 'bare', 'kernel', 'what cases/s come to where all processors are busy');
  show('work per case', work, 'ordinary', 'kernel', 'likewise');
  show('work per case', work, 'trusting', 'kernel', 'likewise');
  show('act p50', p50, 'api', 'kernel', 'nothing; it is what the API adds');
};

/** Counts, on a few cases of each way, what doesn't depend on speed. */
const showPrices = async (servers: Servers, { office, ways }: Bench, names: readonly WayName[]): Promise<void> => {
  const cases = 10;
  const connection = await Connection.connect({ address: servers.temporalAddress });
  const temporal = new TemporalClient({ connection, namespace: servers.temporalNamespace });
  const rows: (string | number)[][] = [];
  const counted = new Map<WayName, Statements>();
  for (const name of names) {
    const ids: string[] = [];
    const [actions, bytes] = [await temporalActions(servers.temporalMetrics), await office.ask('databaseBytes')];
    const statements = await countStatements(servers.owner, async () => {
      for (let n = 0; n < cases; n++) ids.push(await ways[name].play(() => undefined));
    });
    const wire = (await office.ask('databaseBytes')) - bytes;
    const billed = (await temporalActions(servers.temporalMetrics)) - actions;
    const lengths = await Promise.all(ids.map(async (id) => (await temporal.workflow.getHandle(id).describe()).historyLength));
    counted.set(name, statements);
    rows.push([
      ways[name].name,
      median(lengths),
      billed / cases,
      statements.sent / cases,
      statements.sent / cases / ACTS,
      statements.inside / cases / ACTS,
      wire / cases,
      statements.log / cases,
    ]);
  }
  await connection.close();
  console.log(
    `\nPrice of a case: a start and ${ACTS - 1} acts (mean of ${cases} cases; bytes include the relay's looks at the outbox)`,
  );
  showTable(
    [
      '',
      'history events',
      'Temporal actions',
      'SQL statements',
      'per act',
      'inside, per act',
      'bytes to and from PostgreSQL',
      'bytes of its log',
    ],
    rows,
  );
  console.log('  expected: at most 6 SQL statements per act');
  for (const name of (['kernel', 'api'] as const).filter((way) => names.includes(way))) {
    console.log(`  ${ways[name].name} sends, per case:`);
    for (const { query, calls } of counted.get(name)?.texts ?? [])
      console.log(`    ${(calls / cases).toFixed(1).padStart(5)}  ${query.replaceAll(/\s+/g, ' ').slice(0, 110)}`);
  }
};

/** A start, and what is done after it. */
const ACTS = 5;
