/**
 * `npm run cluster [-- --callers N]`: a real Temporal cluster on PostgreSQL, two APIs and two workers under a stream of acts, each killed in
 * turn; prints what was lost and the longest stall. Ends with code 1 where anything was lost or doubled.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import getPort from 'get-port';
import { Client } from 'pg';
import { seedSampleData } from '../../prisma/seed/seed.ts';
import { connectRoles } from '../../workers/app-role.ts';
import { startPostgres } from '../../workers/embedded/postgres.ts';
import { migrate } from '../../workers/migrations.ts';
import { showProgress } from '../../workers/progress.ts';
import { connectTemporal, prepareNamespace } from '../../workers/temporal-namespace.ts';
import { quantile, showTable } from '../figures.ts';
import { banjieProgram } from './programs.ts';
import { ACTS, openStream } from './stream.ts';
import { temporalBinaries } from './temporal-binaries.ts';
import { startTemporalCluster } from './temporal-cluster.ts';

const { values } = parseArgs({ options: { callers: { type: 'string', default: '8' } } });
/** Milliseconds that a killed process stays away, and that the others have after it is back. */
const [AWAY, AFTER] = [4_000, 8_000];

const progress = showProgress();
const binaries = await temporalBinaries(progress);
const folder = mkdtempSync(join(tmpdir(), 'banjie-cluster-'));
// PostgreSQL runs as another user and passes through it.
chmodSync(folder, 0o755);
const dataDir = join(folder, 'banjie');
mkdirSync(dataDir);
const postgres = await startPostgres({ dataDir, progress });
const ends: (() => Promise<unknown>)[] = [() => postgres.stop()];
let whole = false;
try {
  const { ownerUrl } = postgres;
  const plain = await connectRoles(ownerUrl, { dataDir });
  await migrate(ownerUrl, { progress });
  await seedSampleData(ownerUrl);
  const temporal = await progress.during('Temporal cluster', 'two frontends, two histories, matching and worker', () =>
    startTemporalCluster(binaries, ownerUrl, folder),
  );
  ends.push(() => temporal.stop());
  const connection = await connectTemporal(temporal.address);
  await prepareNamespace(connection, 'default');
  await connection.close();

  const settings = {
    APP_DATABASE_URL: plain.appUrl,
    WORKER_DATABASE_URL: plain.workerUrl,
    TEMPORAL_ADDRESS: temporal.address,
    BANJIE_SECRET: 'a secret of the cluster, of any length',
    BANJIE_DATA_DIR: dataDir,
    BANJIE_RATES: 'requests=0,anonymousRequests=0',
    LOG_LEVEL: 'warn',
  };
  const program = async (name: string, module: string) => {
    const [port, metrics] = [await getPort(), await getPort()];
    return {
      port,
      ...banjieProgram(
        name,
        module,
        port,
        { ...settings, PORT: `${port}`, HEALTH_PORT: `${port}`, METRICS_PORT: `${metrics}` },
        folder,
      ),
    };
  };
  const apis = [await program('API 1', 'api.ts'), await program('API 2', 'api.ts')];
  const workers = [await program('worker 1', 'worker.ts'), await program('worker 2', 'worker.ts')];
  const ours = [...apis, ...workers];
  ends.push(() => Promise.all(ours.map(({ kill }) => kill())));
  await progress.during('Banjie', 'two APIs and two workers', async () => {
    for (const { start } of ours) start();
    for (const { untilReady } of ours) await untilReady();
  });

  const stream = await openStream(
    apis.map(({ port }) => `http://127.0.0.1:${port}`),
    Number(values.callers),
  );
  const began = performance.now();
  await sleep(AFTER);
  const rows: (string | number)[][] = [rowOf('nothing', stream.acts, began, performance.now())];
  for (const victim of [...temporal.members, ...ours]) {
    const from = performance.now();
    await victim.kill();
    await sleep(AWAY);
    victim.start();
    if ('untilReady' in victim) await (victim as (typeof ours)[number]).untilReady();
    await sleep(AFTER);
    rows.push(rowOf(victim.name, stream.acts, from, performance.now()));
    progress.note(`killed and back: ${victim.name}`);
  }
  const seconds = (performance.now() - began) / 1_000;
  await stream.stop();

  console.log('\nKilled by force, away for 4 s, and back; times in s');
  showTable(['', 'acts', 'acts/s', 'sent again', 'p50', 'longest'], rows);
  const { faults, doubled, missing, broken } = await check(ownerUrl, stream.acts);
  whole = stream.faults.length + faults + doubled + missing + broken === 0;
  console.log(
    `\n${stream.acts.length} acts of ${stream.acts.length / ACTS} cases in ${seconds.toFixed(0)} s, ${(stream.acts.length / seconds).toFixed(1)} a second.\n` +
      `Not answered or otherwise than done: ${stream.faults.length}. Answered and not on record: ${missing}. On record twice: ${doubled}.\n` +
      `Cases that aren't closed: ${faults}. Chains of hashes that are broken: ${broken}.`,
  );
  for (const fault of stream.faults) console.error(fault);
} finally {
  for (const end of ends.toReversed()) await end();
  if (!whole) console.error(`The logs are in ${folder}.`);
  else rmSync(folder, { recursive: true, force: true });
}
process.exit(whole ? 0 : 1);

/** How the acts went that were under way between two moments. */
function rowOf(
  killed: string,
  acts: readonly { sent: number; answered: number; repeats: number }[],
  from: number,
  until: number,
) {
  const these = acts.filter(({ sent, answered }) => answered >= from && sent <= until);
  const times = these.map(({ sent, answered }) => (answered - sent) / 1_000);
  const again = these.reduce((sum, { repeats }) => sum + repeats, 0);
  return [killed, these.length, these.length / ((until - from) / 1_000), again, quantile(times, 0.5), Math.max(...times)];
}

/** Compares what callers were told with what stands on record. */
async function check(ownerUrl: string, acts: readonly { requestId: string; caseId: string }[]) {
  const database = new Client({ connectionString: ownerUrl });
  await database.connect();
  try {
    const { rows: events } = await database.query<{ request_id: string; case_id: string; whole: boolean }>(
      `SELECT e.request_id, e.case_id, e.revision = 0 OR e.previous = p.hash AS whole
       FROM events e LEFT JOIN events p ON p.case_id = e.case_id AND p.revision = e.revision - 1
       WHERE e.process = 'issueReport'`,
    );
    const { rows: open } = await database.query(`SELECT id FROM cases WHERE process = 'issueReport' AND closed_at IS NULL`);
    const recorded = new Map(events.map(({ request_id, case_id }) => [request_id, case_id]));
    return {
      missing: acts.filter(({ requestId, caseId }) => recorded.get(requestId) !== caseId).length,
      doubled: events.length - recorded.size,
      faults: open.length,
      broken: events.filter(({ whole }) => !whole).length,
    };
  } finally {
    await database.end();
  }
}
