/** A village with a hall to book, on real servers: what the kernel's tests play in. */
import { Connection, Client as TemporalClient } from '@temporalio/client';
import { NativeConnection, type Worker } from '@temporalio/worker';
import { type ClientBase, Pool } from 'pg';
import { actOnCase, startCase } from '../../activities/acting/act.ts';
import type { ActAnswer, ActServices } from '../../activities/acting/services.ts';
import { kernelActivities } from '../../activities/kernel-activities.ts';
import { newest, type ProcessPackage } from '../../activities/process-package.ts';
import { hallBookingPackage } from '../../examples/hall-booking/package.ts';
import { seedTenant } from '../../prisma/seed/seed-tenant.ts';
import type { TenantData } from '../../prisma/seed/tenant-data.ts';
import { BanjiePlugin } from '../../workers/banjie-plugin.ts';
import { createBanjieWorker } from '../../workers/case-worker.ts';
import type { KernelActivities } from '../../workflows/kernel/contract.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import { sharedBundle } from '../servers/bundles.ts';
import { freshDatabase, sharedTemporal, type TestDatabase } from '../servers/shared.ts';
import '../servers/quiet-runtime.ts';
import { seals, secrets } from './village-seals.ts';

export const resident = (id: string): Actor => ({ id, name: `Resident ${id}`, grants: [{ role: 'resident' }] });
export const warden = (id: string): Actor => ({ id, name: `Warden ${id}`, grants: [{ role: 'warden' }] });

const people = ['anna', 'bao', 'chen', 'wang', 'wei'];

/** Starts cases of one process and acts on them. */
export type Dealing = {
  start(actor: Actor, input: unknown, requestId?: string): Promise<ActAnswer>;
  act(
    actor: Actor,
    action: string,
    caseId: string,
    input?: unknown,
    requestId?: string,
    expectedRevision?: number,
  ): Promise<ActAnswer>;
};

export type House = Dealing & {
  database: TestDatabase;
  /** Signed in as the API is, and as the worker is. */
  pool: Pool;
  record: Pool;
  temporal: TemporalClient;
  world: ActServices;
  /** The same with another process than the first. */
  dealing(process: string): Dealing;
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
  options: {
    packages?: readonly ProcessPackage[];
    worker?: boolean;
    /** Another Temporal than the run's own. */
    temporalAddress?: string;
    /** Another database than a fresh one, such as that of a house that is open already. */
    database?: TestDatabase;
    /** Cases continue as new after so many history events. */
    historyLimit?: number;
    /** A tenant in place of the village. */
    data?: TenantData;
    /** Where the clock of the Temporal server isn't the machine's own. */
    now?: () => number;
    /** What happens around the kernel's activities, such as one that runs again. */
    around?: (activities: KernelActivities) => KernelActivities;
    /** Another version of Temporal's worker than the one that is there. */
    sdk?: string;
  } = {},
): Promise<House> => {
  const packages = options.packages ?? [hallBookingPackage];
  const [database, shared] = await Promise.all([
    options.database ?? freshDatabase(),
    options.temporalAddress ? { address: options.temporalAddress, namespace: 'default' } : sharedTemporal(),
  ]);
  // One connection, so that a test may hold a transaction open; a broken one is replaced.
  const owner = new Pool({ connectionString: database.ownerUrl, max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: 5_000 });
  owner.on('error', () => undefined);
  // Case numbers name workflows, and other tests use the same Temporal.
  const code = `V${database.name.slice(-6).toUpperCase()}`;
  const tenant = options.data?.tenant.id ?? 'village';
  const settling = await owner.connect();
  try {
    if (options.data) await seedTenant(settling, { ...options.data, tenant: { ...options.data.tenant, code } });
    else await settleVillage(settling, code);
  } finally {
    settling.release();
  }
  const { address } = shared;
  const taskQueue = `cases-${database.name}`;
  const patience = { max: 10, connectionTimeoutMillis: 3_000, query_timeout: 4_000 };
  const pool = new Pool({ ...patience, connectionString: database.appUrl });
  const record = new Pool({ ...patience, connectionString: database.workerUrl });
  for (const one of [pool, record]) one.on('error', () => undefined);
  const connection = await Connection.connect({ address });
  const temporal = new TemporalClient({ connection, namespace: shared.namespace });
  const bundle = await sharedBundle(packages);
  const native = await NativeConnection.connect({ address });
  const activities = (options.around ?? ((same) => same))(kernelActivities(record, packages, { seals, secrets }));
  const newWorker = async () => {
    const worker: Worker = await createBanjieWorker(
      {
        connection: native,
        namespace: shared.namespace,
        taskQueue,
        workflowBundle: bundle,
        plugins: [new BanjiePlugin({ packages, activities })],
        shutdownGraceTime: 500,
      },
      options.sdk,
    );
    const running = worker.run();
    return async () => {
      worker.shutdown();
      await running;
    };
  };
  const stops: (() => Promise<void>)[] = [];
  if (options.worker !== false) stops.push(await newWorker());
  const photos = { maxBytes: 0, look: async () => ({ problem: { en: 'No photos here.', zh: '' } }) };
  const world: ActServices = {
    pool,
    temporal,
    taskQueue,
    packages: new Map(packages.map((pkg) => [newest(pkg).name, pkg])),
    photos,
    seals,
    ...(options.historyLimit === undefined ? {} : { historyLimit: options.historyLimit }),
    ...(options.now ? { now: options.now } : {}),
  };
  const process = newest(packages[0] as ProcessPackage).name;
  const entered = new Map<string, Promise<unknown>>();
  /** Only people of the tenant act: those whom a test hasn't entered itself are, before their first act. */
  const enter = ({ id, name, grants }: Actor): Promise<unknown> => {
    const key = JSON.stringify([id, grants]);
    const known = entered.get(key) ?? owner.query(ENTER, [tenant, id, name, JSON.stringify(grants)]);
    entered.set(key, known);
    return known;
  };
  const dealing = (process: string): Dealing => ({
    start: async (actor, input, requestId = nextRequest()) => {
      await enter(actor);
      return startCase(world, { tenant, actor }, { process, input, requestId });
    },
    act: async (actor, action, caseId, input = {}, requestId = nextRequest(), expectedRevision) => {
      await enter(actor);
      return actOnCase(world, { tenant, actor }, { process, action, caseId, input, requestId, expectedRevision });
    },
  });
  return {
    ...dealing(process),
    dealing,
    database,
    pool,
    record,
    temporal,
    world,
    newWorker,
    sql: async (text, values = []) => (await owner.query(text, values)).rows,
    close: async () => {
      for (const stop of stops) await stop();
      await native.close();
      await connection.close();
      await Promise.all([pool.end(), record.end()]);
      await owner.end();
    },
  };
};

const ENTER = `WITH person AS (INSERT INTO people (tenant, id, subject, name) SELECT $1, $2, $2, $3 WHERE $2 NOT LIKE '%:%' AND $2 <> 'anonymous'
    ON CONFLICT DO NOTHING)
  INSERT INTO person_roles (tenant, id, person_id, role, valid_from)
    SELECT $1, $2 || ':' || (g->>'role'), $2, g->>'role', '2020-01-01' FROM jsonb_array_elements($4::jsonb) g
    WHERE $2 NOT LIKE '%:%' AND $2 <> 'anonymous'
      AND NOT EXISTS (SELECT 1 FROM person_roles r WHERE r.tenant = $1 AND r.person_id = $2 AND r.role = g->>'role')`;

const settleVillage = async (owner: ClientBase, code: string): Promise<void> => {
  const { rowCount: isNew } = await owner.query(
    `INSERT INTO tenants (id, code, en, zh) VALUES ('village', $1, 'Village', '村') ON CONFLICT DO NOTHING`,
    [code],
  );
  for (const id of isNew ? people : []) {
    const role = id.startsWith('w') ? 'warden' : 'resident';
    await owner.query(`INSERT INTO people (tenant, id, subject, name) VALUES ('village', $1, $1, $1)`, [id]);
    await owner.query(
      `INSERT INTO person_roles (tenant, id, person_id, role, valid_from) VALUES ('village', $1, $1, $2, '2020-01-01')`,
      [id, role],
    );
  }
};
