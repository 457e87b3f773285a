/** API and worker as separate programs, several of each, on one PostgreSQL and one Temporal. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import getPort from 'get-port';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bucketDriver } from '../../activities/attachments/bucket.ts';
import { samplePhoto } from '../../activities/attachments/sample-photo.ts';
import { attachmentStore } from '../../activities/attachments/store.ts';
import { seedSampleData } from '../../prisma/seed/seed.ts';
import { killPrograms, makeCurrent, type RunningProgram, runProgram, saidBy } from './programs.ts';
import { emptyDatabase, freshDatabase, sharedTemporal, type TestDatabase } from './shared.ts';
import { sql } from './sql.ts';

const folder = mkdtempSync(join(tmpdir(), 'banjie-apart-'));
let database: TestDatabase;
let settings: Record<string, string>;
let apis: string[];
let apiMetrics: string;
let worker: { readonly program: RunningProgram; readonly health: string; readonly metrics: string };

const BUCKET = 'photos';
let s3: { readonly port: number; stop(): Promise<unknown> };

/** A server that speaks the language of S3, on the same files and port each time. */
const startS3 = async (port: number): Promise<typeof s3> => {
  const program = createRequire(import.meta.url).resolve('s3rver/bin/s3rver.js');
  const args = ['-d', join(folder, 's3'), '-a', '127.0.0.1', '-p', String(port), '--configure-bucket', BUCKET];
  const child = spawn(process.execPath, [program, ...args], { stdio: 'ignore' });
  const ended = new Promise((done) => child.once('exit', done));
  const answers = () =>
    fetch(`http://127.0.0.1:${port}/${BUCKET}`).then(
      () => true,
      () => false,
    );
  while (!(await answers())) await sleep(50);
  return {
    port,
    stop: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
};

const startApi = async (dataDir: string): Promise<{ readonly url: string; readonly metrics: string }> => {
  const program = runProgram('api', { ...settings, BANJIE_DATA_DIR: join(folder, dataDir) });
  const url = await saidBy(program, /ready at (\S+)\/graphql/);
  return { url, metrics: await saidBy(program, /Figures are at (\S+)/) };
};

beforeAll(async () => {
  const [fresh, temporal] = await Promise.all([freshDatabase(), sharedTemporal()]);
  database = fresh;
  await seedSampleData(database.ownerUrl);
  // Case numbers name workflows, and other tests use the same Temporal.
  await sql(database.ownerUrl, 'UPDATE tenants SET code = code || $1', [database.name.slice(-6).toUpperCase()]);
  s3 = await startS3(await getPort());
  settings = {
    APP_DATABASE_URL: database.appUrl,
    WORKER_DATABASE_URL: database.workerUrl,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    TEMPORAL_TASK_QUEUE: `cases-${database.name}`,
    BANJIE_SECRET: 'a secret of the tests',
    BANJIE_FILES: `s3://${BUCKET}/banjie?endpoint=http://127.0.0.1:${s3.port}`,
    AWS_ACCESS_KEY_ID: 'S3RVER',
    AWS_SECRET_ACCESS_KEY: 'S3RVER',
  };
  const deployment = `banjie-${database.name}`;
  const working = runProgram('worker', {
    ...settings,
    BANJIE_DATA_DIR: join(folder, 'worker'),
    BANJIE_DEPLOYMENT: deployment,
    BANJIE_BUILD_ID: 'one',
  });
  const started = await Promise.all([startApi('one'), startApi('two')]);
  apis = started.map(({ url }) => url);
  apiMetrics = started[0].metrics;
  worker = {
    program: working,
    health: await saidBy(working, /health is at (\S+)\/readyz/),
    metrics: await saidBy(working, /Figures are at (\S+)/),
  };
  await makeCurrent(temporal, deployment, 'one');
  // Three programs start beside whatever else runs.
}, 120_000);
afterAll(async () => {
  await s3?.stop();
  killPrograms();
  rmSync(folder, { recursive: true, force: true });
});

const tokenAt = async (url: string, person: string): Promise<string> => {
  const people = (await (await fetch(`${url}/dev/people`)).json()) as { id: string; token: string }[];
  return people.find(({ id }) => id === person)?.token ?? '';
};

const ask = async (url: string, person: string, query: string) => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await tokenAt(url, person)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
  return (await response.json()) as any;
};

const report = (url: string, requestId: string) =>
  ask(
    url,
    'deng-li',
    `mutation { startIssueReport(requestId: "${requestId}", input: {category: "rubbish", text: "Rubbish", place: {lat: 30.003, lon: 120.573}}) {
       ... on ActionDone { case { id state } } } }`,
  ).then(({ data }) => data.startIssueReport.case as { id: string; state: string });

test('a case that one API took is done by the worker and read at another API', async () => {
  const [first = '', second = ''] = apis;
  const { id, state } = await report(first, 'apart-1');
  expect(state).toBe('dispatched');
  const { data } = await ask(second, 'deng-li', `{ case(id: "${id}") { id state } }`);
  expect(data.case).toEqual({ id, state });
});

test('an act at one API comes live to those who listen at another', async () => {
  const [first = '', second = ''] = apis;
  const lines = await fetch(`${second}/graphql`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await tokenAt(second, 'deng-li')}`,
      'content-type': 'application/json',
      accept: 'text/event-stream',
    },
    body: JSON.stringify({ query: 'subscription { events { node { case { id } } } }' }),
  });
  const reader = lines.body?.getReader();
  if (!reader) throw new Error('There is nothing to listen to.');
  const { id } = await report(first, 'apart-2');
  let heard = '';
  while (!heard.includes(id)) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`The line ended: ${heard}`);
    heard += Buffer.from(value).toString();
  }
  await reader.cancel();
});

const PLACE = { lat: 30.003, lon: 120.573 };

/** Files a report with one photo. */
const withPhoto = async (url: string, requestId: string, hue: number) => {
  const form = new FormData();
  const query = `mutation ($photo: Upload!) { startIssueReport(requestId: "${requestId}", input: {category: "rubbish", text: "Rubbish", place: {lat: ${PLACE.lat}, lon: ${PLACE.lon}}, photos: [$photo]}) {
    __typename ... on ActionDone { case { id attachments { url } } } } }`;
  form.set('operations', JSON.stringify({ query, variables: { photo: null } }));
  form.set('map', JSON.stringify({ 0: ['variables.photo'] }));
  form.set('0', new Blob([new Uint8Array(await samplePhoto({ place: PLACE, takenAt: '2026:03:01 08:30:00', hue }))]));
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await tokenAt(url, 'deng-li')}`, 'x-graphql-yoga-csrf': '1' },
    body: form,
  });
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
  return (await response.json()) as any;
};

test('a photo that came to one API is shown by another, and no folder is shared', async () => {
  const [first = '', second = ''] = apis;
  const { data } = await withPhoto(first, 'apart-photo', 20);
  const [{ url }] = data.startIssueReport.case.attachments;
  const shown = await fetch(`${second}${url}`);
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
});

test('while the bucket is away acts with photos are asked to come again, all else goes on, and nothing is half done', async () => {
  const [first = ''] = apis;
  await s3.stop();
  const away = await withPhoto(first, 'apart-away', 90);
  expect(away.errors[0]).toMatchObject({
    message: expect.stringContaining('acts without photos go on'),
    extensions: { code: 'UNAVAILABLE' },
  });
  expect(await sql(database.ownerUrl, `SELECT 1 FROM events WHERE request_id = 'apart-away'`)).toEqual([]);
  expect(await report(first, 'apart-plain')).toMatchObject({ state: 'dispatched' });
  const ready = await fetch(`${first}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([
    200,
    expect.objectContaining({ ready: true, files: expect.stringMatching(/^not ready: GET http/) }),
  ]);
  s3 = await startS3(s3.port);
  expect((await withPhoto(first, 'apart-away', 90)).data.startIssueReport).toMatchObject({ __typename: 'ActionDone' });
});

test('a bucket that isn’t there keeps nothing, and says so', async () => {
  const bucket = {
    endpoint: `http://127.0.0.1:${s3.port}`,
    prefix: '',
    region: 'us-east-1',
    secretAccessKey: 'S3RVER',
  };
  const store = (name: string, accessKeyId = 'S3RVER') => attachmentStore(bucketDriver({ ...bucket, name, accessKeyId }));
  const bytes = new Uint8Array([1, 2, 3]);
  await expect(store('nowhere').put('fushan', bytes)).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    cause: { message: expect.stringContaining('NoSuchBucket') },
  });
  await expect(store(BUCKET, 'somebody').put('fushan', bytes)).rejects.toMatchObject({
    cause: { message: expect.stringContaining('403') },
  });
  const name = await store(BUCKET).put('fushan', bytes);
  expect(await store(BUCKET).get('fushan', name)).toEqual(bytes);
  await store(BUCKET).remove('fushan', name);
  await store(BUCKET).remove('fushan', name);
  expect(await store(BUCKET).get('fushan', name)).toBeUndefined();
});

test('the worker says on a port of its own how it is, and shows its figures', async () => {
  expect(await (await fetch(`${worker.health}/readyz`)).json()).toMatchObject({ ready: true, worker: 'ready' });
  expect(await (await fetch(worker.metrics)).text()).toMatch(/banjie_transitions_recorded_total [1-9][\s\S]*temporal_/);
});

test('the page shows each figure that the alerts and the dashboard name', async () => {
  const page = await (await fetch(worker.metrics)).text();
  const deploy = join(import.meta.dirname, '../../deploy');
  const text = ['prometheus/banjie.rules.yml', 'grafana/banjie.json']
    .map((file) => readFileSync(join(deploy, file), 'utf8'))
    .join('\n');
  const named = new Set([...text.matchAll(/\b(banjie|temporal)_[a-z_]+/g)].map(([name]) => name.replace(/_bucket$/, '')));
  expect(named.size).toBeGreaterThan(12);
  // Temporal's own show themselves when something has failed.
  const ours = [...named].filter((name) => name.startsWith('banjie_'));
  expect(ours.filter((name) => !page.includes(`# TYPE ${name} `))).toEqual([]);
  expect([...named].filter((name) => !ours.includes(name))).toEqual(['temporal_workflow_task_execution_failed']);
  expect(page).toMatch(/banjie_cases_open\{process="issueReport"\} [1-9]/);
  expect(page).toMatch(/^banjie_clock_skew_seconds 0$/m);
  expect(page).toMatch(/banjie_pool_connections\{pool="record"\} [1-9]/);
});

test('an API counts acts by process and outcome, and questions by kind', async () => {
  const page = await (await fetch(apiMetrics)).text();
  expect(page).toMatch(/banjie_acts_total\{process="issueReport",action="start",outcome="done"\} [1-9]/);
  expect(page).toMatch(/banjie_graphql_operations_total\{kind="mutation",outcome="ok"\} [1-9]/);
  expect(page).toMatch(/banjie_graphql_operations_total\{kind="mutation",outcome="UNAVAILABLE"\} 1/);
});

test('a worker that is asked to stop finishes and ends with code 0, and the API alone takes no act meanwhile', async () => {
  // What it says of itself goes with it.
  const present = () => sql(database.ownerUrl, `SELECT 1 FROM workers WHERE 'issueReport' = ANY (processes)`);
  expect(await present()).toHaveLength(1);
  worker.program.child.kill('SIGTERM');
  expect(await worker.program.ended).toBe(0);
  expect(await present()).toEqual([]);
  expect(await (await fetch(`${apis[0]}/readyz`)).json()).toMatchObject({
    ready: true,
    postgres: 'ready',
    temporal: 'ready',
    workers: 'ready',
    files: 'ready',
  });
});

test('migrating is a program that ends, and without it API and worker end with a sentence', async () => {
  const empty = await emptyDatabase();
  const env = {
    ...settings,
    APP_DATABASE_URL: empty.appUrl,
    WORKER_DATABASE_URL: empty.workerUrl,
    BANJIE_DATA_DIR: join(folder, 'three'),
  };
  const early = runProgram('api', env);
  expect(await early.ended).toBe(1);
  expect(early.said()).toMatch(
    /^The database isn't migrated to this version: it lacks \S+, \S+, \S+ and \d+ more\. Run `npm run migrate`/m,
  );
  const migrating = runProgram('migrate', { ...env, DATABASE_URL: empty.ownerUrl });
  expect([await migrating.ended, migrating.said()]).toEqual([0, expect.stringContaining('The database is up to date: ')]);
});
