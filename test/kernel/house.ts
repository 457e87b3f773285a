/** A village with a hall to book, on real servers: what the kernel's tests play in. */
import { Connection, Client as TemporalClient } from '@temporalio/client';
import { NativeConnection, Runtime, type Worker } from '@temporalio/worker';
import { Client as PgClient, Pool } from 'pg';
import { kernelActivities } from '../../activities/kernel-activities.ts';
import { newest, type ProcessPackage } from '../../activities/process-package.ts';
import { actOnCase, startCase } from '../../graphql/acting/act.ts';
import type { ActAnswer, ActingWorld } from '../../graphql/acting/world.ts';
import { createCaseWorker } from '../../workers/case-worker.ts';
import { bundleWorkflows } from '../../workers/workflow-bundle.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import { hallBookingPackage } from '../plugin/hall-booking/package.ts';
import { freshDatabase, sharedTemporal, type TestDatabase } from '../servers/shared.ts';

Runtime.install({
  logger: { log: () => {}, trace: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: console.error },
});

export const resident = (id: string): Actor => ({ id, name: `Resident ${id}`, grants: [{ role: 'resident' }] });
export const warden = (id: string): Actor => ({ id, name: `Warden ${id}`, grants: [{ role: 'warden' }] });

const people = ['anna', 'bao', 'chen', 'wang', 'wei'];

export type House = {
  database: TestDatabase;
  pool: Pool;
  temporal: TemporalClient;
  world: ActingWorld;
  start(actor: Actor, input: unknown, requestId?: string): Promise<ActAnswer>;
  act(
    actor: Actor,
    action: string,
    caseId: string,
    input?: unknown,
    requestId?: string,
    expectedRevision?: number,
  ): Promise<ActAnswer>;
  /** Runs `during` with a worker, and ends it. */
  close(): Promise<void>;
  newWorker(): Promise<() => Promise<void>>;
  sql<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
};

let n = 0;
export const nextRequest = (): string => `test-${process.pid}-${++n}`;

/** The number of a case that was opened. */
export const caseOf = (answer: ActAnswer): string => {
  if (answer.kind !== 'done') throw new Error(`It was not done: ${JSON.stringify(answer)}`);
  return answer.caseId;
};

export const openHouse = async (
  options: { packages?: readonly ProcessPackage[]; worker?: boolean; temporalAddress?: string } = {},
): Promise<House> => {
  const packages = options.packages ?? [hallBookingPackage];
  const [database, shared] = await Promise.all([freshDatabase(), sharedTemporal()]);
  const owner = new PgClient({ connectionString: database.ownerUrl });
  await owner.connect();
  // Case numbers name workflows, and other tests use the same Temporal.
  const code = `V${database.name.slice(-6).toUpperCase()}`;
  await owner.query(`INSERT INTO tenants (id, code, en, zh) VALUES ('village', $1, 'Village', '村')`, [code]);
  for (const id of people) {
    const role = id.startsWith('w') ? 'warden' : 'resident';
    await owner.query(`INSERT INTO people (tenant, id, subject, name) VALUES ('village', $1, $1, $1)`, [id]);
    await owner.query(
      `INSERT INTO person_roles (tenant, id, person_id, role, holds_from) VALUES ('village', $1, $1, $2, '2020-01-01')`,
      [id, role],
    );
  }
  const address = options.temporalAddress ?? shared.address;
  const taskQueue = `cases-${database.name}`;
  const pool = new Pool({ connectionString: database.appUrl, max: 10, connectionTimeoutMillis: 3_000, query_timeout: 4_000 });
  pool.on('error', () => undefined);
  const connection = await Connection.connect({ address });
  const temporal = new TemporalClient({ connection, namespace: shared.namespace });
  const bundle = await bundleWorkflows(packages);
  const native = await NativeConnection.connect({ address });
  const activities = {
    ...kernelActivities(pool, packages),
    deliver: async () => {},
    giveUp: async () => {},
  };
  const newWorker = async () => {
    const worker: Worker = await createCaseWorker({
      connection: native,
      namespace: shared.namespace,
      taskQueue,
      workflowBundle: bundle,
      activities,
      shutdownGraceTime: 500,
    });
    const running = worker.run();
    return async () => {
      worker.shutdown();
      await running;
    };
  };
  const stops: (() => Promise<void>)[] = [];
  if (options.worker !== false) stops.push(await newWorker());
  const photos = { maxBytes: 0, look: async () => ({ problem: { en: 'No photos here.', zh: '' } }) };
  const world: ActingWorld = {
    pool,
    temporal,
    taskQueue,
    packages: new Map(packages.map((shipped) => [newest(shipped).name, shipped])),
    photos,
  };
  const process = newest(packages[0] as ProcessPackage).name;
  return {
    database,
    pool,
    temporal,
    world,
    newWorker,
    start: (actor, input, requestId = nextRequest()) =>
      startCase(world, { tenant: 'village', actor }, { process, input, requestId }),
    act: (actor, action, caseId, input = {}, requestId = nextRequest(), expectedRevision) =>
      actOnCase(world, { tenant: 'village', actor }, { process, action, caseId, input, requestId, expectedRevision }),
    sql: async (text, values = []) => (await owner.query(text, values)).rows,
    close: async () => {
      for (const stop of stops) await stop();
      await native.close();
      await connection.close();
      await pool.end();
      await owner.end();
    },
  };
};
