/** Two APIs and two workers are replaced one after another, orderly and by force, and by another version, while people act. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedSampleData } from '../../prisma/seed/seed.ts';
import { faultsOfRecord } from '../kernel/record-check.ts';
import { killPrograms, makeCurrent, type RunningProgram, runProgram, saidBy } from '../servers/programs.ts';
import { freshDatabase, sharedTemporal, type TestDatabase } from '../servers/shared.ts';
import { sql } from '../servers/sql.ts';

type Temporal = Awaited<ReturnType<typeof sharedTemporal>>;
type Api = { readonly program: RunningProgram; readonly url: string; readonly token: string };

const CALLERS = 6;
const folder = mkdtempSync(join(tmpdir(), 'banjie-rolling-'));
let database: TestDatabase;
let temporal: Temporal;
let settings: Record<string, string>;

beforeAll(async () => {
  [database, temporal] = await Promise.all([freshDatabase(), sharedTemporal()]);
  await seedSampleData(database.ownerUrl);
  await sql(database.ownerUrl, 'UPDATE tenants SET code = code || $1', [database.name.slice(-6).toUpperCase()]);
  settings = {
    APP_DATABASE_URL: database.appUrl,
    WORKER_DATABASE_URL: database.workerUrl,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    TEMPORAL_TASK_QUEUE: `cases-${database.name}`,
    BANJIE_SECRET: 'a secret of the tests',
    BANJIE_DATA_DIR: folder,
    BANJIE_DEPLOYMENT: database.name,
    BANJIE_RATES: 'requests=0',
  };
});
afterAll(() => {
  killPrograms();
  rmSync(folder, { recursive: true, force: true });
});

const startApi = async (): Promise<Api> => {
  const program = runProgram('api', settings);
  const url = await saidBy(program, /ready at (\S+)\/graphql/);
  const people = (await (await fetch(`${url}/dev/people`)).json()) as { id: string; token: string }[];
  return { program, url, token: people.find(({ id }) => id === 'deng-li')?.token ?? '' };
};
const startWorker = async (version: string): Promise<RunningProgram> => {
  const program = runProgram('worker', { ...settings, BANJIE_BUILD_ID: version });
  await saidBy(program, /health is at (\S+)/);
  return program;
};

test('nothing is lost, nothing is done twice, and whoever asks again is answered', async () => {
  const [firstApi, secondApi, firstWorker, secondWorker] = await Promise.all([
    startApi(),
    startApi(),
    startWorker('one'),
    startWorker('one'),
  ]);
  const apis: Api[] = [firstApi, secondApi];
  const workers: RunningProgram[] = [firstWorker, secondWorker];
  await makeCurrent(temporal, database.name, 'one');

  const answered = new Map<string, string>();
  const stalls: number[] = [];
  let going = true;
  let repeats = 0;
  /** Sends an act until it is answered, at whichever API is there, always under the same name. */
  const send = async (requestId: string, mutation: string): Promise<string> => {
    const since = performance.now();
    for (let turn = 0; ; turn++) {
      const { url, token } = apis[turn % apis.length] as Api;
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query: `mutation { act: ${mutation} { __typename ... on ActionDone { case { id } } } }` }),
      })
        // biome-ignore lint/suspicious/noExplicitAny: whatever came
        .then((response) => response.json() as any)
        .catch(() => undefined);
      const act = answer?.data?.act;
      if (act) {
        stalls.push(performance.now() - since);
        expect(act.__typename, `${requestId}: ${JSON.stringify(answer)}`).toBe('ActionDone');
        answered.set(requestId, act.case.id);
        return act.case.id;
      }
      repeats += 1;
      if (performance.now() - since > 90_000) throw new Error(`${requestId} had no answer: ${JSON.stringify(answer)}`);
      await sleep(100);
    }
  };
  const caller = async (who: number): Promise<void> => {
    for (let n = 0; going; n++) {
      const report = `report-${who}-${n}`;
      const id = await send(
        report,
        `startIssueReport(requestId: "${report}", input: {category: "rubbish", text: "Rubbish ${who} ${n}", place: {lat: ${30.003 + who / 100_000}, lon: ${120.573 + n / 1_000_000}}})`,
      );
      const withdrawal = `withdraw-${who}-${n}`;
      await send(withdrawal, `issueReportWithdraw(requestId: "${withdrawal}", caseId: "${id}")`);
    }
  };
  const calling = Promise.all(Array.from({ length: CALLERS }, (_, who) => caller(who)));
  calling.catch(() => undefined);

  /** One goes, and another comes in its place; `first` where the next one is there before. */
  const replaceApi = async (signal: NodeJS.Signals): Promise<void> => {
    const next = await startApi();
    const [old] = apis.splice(0, 1, next) as [Api];
    old.program.child.kill(signal);
    expect(await old.program.ended).toBe(signal === 'SIGTERM' ? 0 : null);
  };
  const replaceWorker = async (signal: NodeJS.Signals, version: string): Promise<void> => {
    const old = workers.shift() as RunningProgram;
    old.child.kill(signal);
    expect(await old.ended).toBe(signal === 'SIGTERM' ? 0 : null);
    workers.push(await startWorker(version));
  };
  await sleep(2_000);
  await replaceApi('SIGTERM');
  await replaceWorker('SIGTERM', 'one');
  await replaceApi('SIGKILL');
  await replaceWorker('SIGKILL', 'one');
  // Another version runs beside, takes over at one moment, and the old one ends.
  workers.push(await startWorker('two'));
  await makeCurrent(temporal, database.name, 'two');
  await replaceWorker('SIGTERM', 'two');
  await replaceWorker('SIGKILL', 'two');
  going = false;
  await calling;

  const events = await sql<{ request_id: string; case_id: string }>(
    database.ownerUrl,
    `SELECT request_id, case_id FROM events WHERE request_id ~ '^(report|withdraw)-'`,
  );
  expect(new Set(events.map(({ request_id }) => request_id)).size).toBe(events.length);
  expect(new Map(events.map(({ request_id, case_id }) => [request_id, case_id]))).toEqual(answered);
  const pool = new Pool({ connectionString: database.appUrl, max: 2 });
  const faults = await faultsOfRecord({ pool, sql: (text, values) => sql(database.ownerUrl, text, values) });
  await pool.end();
  expect(faults).toEqual([]);
  const longest = Math.max(...stalls) / 1_000;
  console.log(`${events.length} acts, ${repeats} sent again, the longest answer took ${longest.toFixed(1)} s`);
}, 400_000);
