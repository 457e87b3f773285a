import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { BanjieClient } from 'banjie';
import { Client as PgClient } from 'pg';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeEndpoint } from '../../examples/nexus/endpoint.ts';
import type { takeCall } from '../../examples/nexus/workflows.ts';
import { openTeamWorker } from '../../examples/team-worker/worker.ts';
import type { fullBin } from '../../examples/team-worker/workflows.ts';
import { seedSampleData } from '../../prisma/seed/seed.ts';
import { issueReportPackage } from '../../processes/issue-report.ts';
import type { MountOptions } from '../../workers/mounting.ts';
import { freshDatabase, sharedTemporal } from '../servers/shared.ts';
import { sql } from '../servers/sql.ts';
import '../servers/quiet-runtime.ts';

const place = { lat: 30.003, lon: 120.573 };

let team: Awaited<ReturnType<typeof openTeamWorker>>;
let options: MountOptions;
let name: string;
let ownerUrl: string;
let connection: Connection;
let ask: <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>;
const ends: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const [database, temporal] = await Promise.all([freshDatabase(), sharedTemporal()]);
  ({ name, ownerUrl } = database);
  await seedSampleData(database.ownerUrl);
  ask = (text, values) => sql(database.ownerUrl, text, values);
  // Case numbers name workflows, and other tests use the same Temporal.
  await ask('UPDATE tenants SET code = code || $1', [name.slice(-6).toUpperCase()]);
  for (const machine of ['bin-sensors', 'call-centre']) {
    await ask(`INSERT INTO people (tenant, id, name, subject) VALUES ('fushan', $1, $1, $1)`, [machine]);
    await ask(
      `INSERT INTO person_roles (id, tenant, person_id, role, valid_from) VALUES ($1, 'fushan', $1, 'resident', '2020-01-01')`,
      [machine],
    );
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'banjie-machines-'));
  options = {
    appUrl: database.appUrl,
    workerUrl: database.workerUrl,
    temporalAddress: temporal.address,
    temporalNamespace: temporal.namespace,
    taskQueue: `machines-${name}`,
    packages: [issueReportPackage],
    dataDir,
    secret: 'a secret of the tests',
    oidc: undefined,
    production: false,
    log: pino({ level: 'silent' }),
  };
  team = await openTeamWorker(options);
  connection = await Connection.connect({ address: temporal.address });
  ends.push(
    () => team.close(),
    () => connection.close(),
    async () => rmSync(dataDir, { recursive: true, force: true }),
  );
});
afterAll(async () => {
  for (const end of ends) await end();
});

const as = (person: string, tenant = 'fushan') =>
  new BanjieClient<typeof issueReportPackage>(team.banjie.services, 'issueReport', { tenant, person });

/** The report that was filed with these words. */
const reportOf = async (words: string): Promise<string> => {
  const filed = () => ask<{ id: string }>(`SELECT id FROM cases WHERE facts->>'text' = $1`, [words]);
  await expect.poll(filed).toHaveLength(1);
  return (await filed())[0]?.id ?? '';
};

/** What people do to a report until it is closed. */
const handle = async (caseId: string): Promise<void> => {
  expect(await as('fang-yong').act(`${caseId}-1`, caseId, 'accept', {})).toMatchObject({ kind: 'done' });
  expect(await as('fang-yong').act(`${caseId}-2`, caseId, 'done', { result: 'Emptied.' })).toMatchObject({ kind: 'done' });
  expect(await as('zhou-min').act(`${caseId}-3`, caseId, 'verify', { passed: true, at: place })).toMatchObject({ kind: 'done' });
};

const eventsOf = async (client: Client, workflowId: string) =>
  (await client.workflow.getHandle(workflowId).fetchHistory()).events ?? [];

describe('a team’s workflow on a worker with Banjie', () => {
  const start = (id: string, at = place) =>
    team.banjie.services.temporal.workflow.start<typeof fullBin>('fullBin', {
      workflowId: `bin-${id}-${name}`,
      taskQueue: options.taskQueue,
      args: [{ id, place: at }],
    });

  it('opens a case as its machine, and hears of the end though the worker was away meanwhile', async () => {
    const handle_ = await start('7');
    const caseId = await reportOf('The bin 7 is full');
    await expect.poll(() => ask('SELECT * FROM case_waits WHERE case_id = $1', [caseId])).toHaveLength(1);
    await team.close();
    team = await openTeamWorker(options);
    await handle(caseId);
    const { temporal } = team.banjie.services;
    expect(await temporal.workflow.getHandle(handle_.workflowId).result()).toBe(`${caseId} is closed`);
    expect(await ask('SELECT actor_id, role FROM events WHERE case_id = $1 AND revision = 0', [caseId])).toEqual([
      { actor_id: 'bin-sensors', role: 'resident' },
    ]);
    // Opened, asked once whether it is closed, told, and asked once more.
    const events = await eventsOf(temporal, handle_.workflowId);
    expect(events.filter((event) => event.activityTaskScheduledEventAttributes)).toHaveLength(3);
    expect(await ask('SELECT * FROM case_waits')).toEqual([]);
    // Run once more, it finds what it did under the name of the same step.
    expect(await (await start('7')).result()).toBe(`${caseId} is closed`);
  });

  it('hears of an end that comes at the moment at which it begins to wait', async () => {
    const { caseId } = (await as('call-centre').open('bin-10', { category: 'rubbish', text: 'A bin', place })) as {
      caseId: string;
    };
    const waiting = new PgClient(ownerUrl);
    await waiting.connect();
    await waiting.query('BEGIN');
    await waiting.query('SELECT wait_for_end($1, $2, $3)', ['fushan', caseId, `nobody-${name}`]);
    const handling = handle(caseId);
    const held = `SELECT 1 FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'`;
    await expect.poll(() => ask(held, [name])).toHaveLength(1);
    await waiting.query('COMMIT');
    await waiting.end();
    await handling;
    const told = () =>
      ask(`SELECT address FROM outbox WHERE channel = 'workflow' AND case_id = $1 AND delivered_at IS NOT NULL`, [caseId]);
    await expect.poll(told).toEqual([{ address: `nobody-${name}` }]);
  });

  it('is told in a lasting code and in words what isn’t done, and isn’t tried again', async () => {
    const { temporal } = team.banjie.services;
    const far = await start('8', { lat: 10, lon: 10 });
    expect(await far.result()).toMatch(/^invalid \(INVALID_INPUT\): input\.place/);
    expect((await eventsOf(temporal, far.workflowId)).filter((event) => event.activityTaskScheduledEventAttributes)).toHaveLength(
      1,
    );
    await ask(`UPDATE people SET ended_on = '2021-01-01' WHERE id = 'bin-sensors'`);
    expect(await (await start('9')).result()).toMatch(/^refused \(FORBIDDEN\): Nobody called “bin-sensors” is entered/);
  });
});

describe('a program that acts as a machine', () => {
  const report = { category: 'rubbish', text: 'A full skip', place };

  it('opens a case once under one requestId, has its roles checked like anybody’s, and sees no more than they do', async () => {
    const filed = await as('call-centre').open('skip-1', report);
    expect(await as('call-centre').open('skip-1', report)).toEqual({ ...filed, replayed: true });
    const { caseId } = filed as { caseId: string };
    expect(await as('call-centre').act('skip-2', caseId, 'accept', {})).toMatchObject({
      kind: 'refused',
      refusal: { code: 'kernel.wrongRole' },
    });
    await expect(as('deng-li').end(caseId)).rejects.toThrow(`There is no case ${caseId} that you may see`);
    await expect(as('call-centre', 'shangyu').end(caseId)).rejects.toThrow('Nobody called “call-centre” is entered in “shangyu”');
    expect(await as('call-centre').end(caseId)).toBeUndefined();
    const same = await as('deng-li').open('skip-3', { ...report, sameAs: caseId });
    expect(same).toMatchObject({ kind: 'done' });
    expect(await as('deng-li').end((same as { caseId: string }).caseId)).toMatchObject({ state: 'merged', goesOnAs: caseId });
  });

  it('passes no writing off as a photo', async () => {
    const photos = [{ sha256: 'a'.repeat(64), mime: 'image/png', bytes: 1 }];
    expect(await as('call-centre').open('skip-4', { ...report, photos })).toMatchObject({
      kind: 'invalid',
      issues: [{ path: ['input', 'photos'] }],
    });
  });
});

describe('a workflow of another namespace, whose worker knows no key of ours,', () => {
  let caller: Client;
  beforeAll(async () => {
    const namespace = `callers-${name.slice(-8)}`;
    const taskQueue = 'calls';
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
    });
    await makeEndpoint(connection, {
      name: `banjie-${name.slice(-8)}`,
      namespace: options.temporalNamespace,
      taskQueue: options.taskQueue,
    });
    const native = await NativeConnection.connect({ address: options.temporalAddress });
    const worker = await Worker.create({
      connection: native,
      namespace,
      taskQueue,
      workflowsPath: join(import.meta.dirname, '../../examples/nexus/workflows.ts'),
      // In this repository, banjie/… is the source.
      bundlerOptions: {
        webpackConfigHook: (config) => ({ ...config, resolve: { ...config.resolve, conditionNames: ['banjie-source', '...'] } }),
      },
    });
    const running = worker.run();
    caller = new Client({ connection, namespace });
    ends.unshift(async () => {
      worker.shutdown();
      await running;
      await native.close();
    });
  });

  const call = (text: string, category = 'rubbish') =>
    caller.workflow.start<typeof takeCall>('takeCall', {
      workflowId: `call-${text}`,
      taskQueue: 'calls',
      args: [{ category, text, place }, `banjie-${name.slice(-8)}`],
    });

  it('opens a case as the machine of the endpoint and waits for its end', async () => {
    const waiting = await call('A full barrel');
    const caseId = await reportOf('A full barrel');
    await expect.poll(() => ask('SELECT * FROM case_waits WHERE case_id = $1', [caseId])).toHaveLength(1);
    await handle(caseId);
    expect(await waiting.result()).toBe(`${caseId} is closed`);
    expect(await ask('SELECT actor_id FROM events WHERE case_id = $1 AND revision = 0', [caseId])).toEqual([
      { actor_id: 'call-centre' },
    ]);
    // What the caller is told is plain, and nothing else.
    const [opening] = await eventsOf(team.banjie.services.temporal, caseId);
    const [payload] = opening?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
    expect(Buffer.from(payload?.metadata?.encoding ?? []).toString()).toBe('binary/encrypted');
  });

  it('is told in a lasting code and in words what isn’t done', async () => {
    expect(await (await call('No such thing', 'nothing')).result()).toMatch(/^invalid \(INVALID_INPUT\): input\.category/);
  });
});
