/** Banjie as one program: worker, relay and API on given servers. Integrators who have a worker and a server of their own mount the parts. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { createServerAdapter } from '@whatwg-node/server';
import { Pool } from 'pg';
import type { Logger } from 'pino';
import { photoDesk } from '../activities/attachments/desk.ts';
import { attachmentFolder } from '../activities/attachments/store.ts';
import { deliveryActivities, type Message } from '../activities/deliver.ts';
import { kernelActivities } from '../activities/kernel-activities.ts';
import { newest, type ProcessPackage } from '../activities/process-package.ts';
import { actOnCase, startCase } from '../graphql/acting/act.ts';
import type { ActAnswer, Acting } from '../graphql/acting/world.ts';
import { callerReader } from '../graphql/callers/caller.ts';
import { developmentIssuer } from '../graphql/callers/development-issuer.ts';
import { followGuard } from '../graphql/callers/follow-guard.ts';
import { tokenChecker } from '../graphql/callers/tokens.ts';
import type { Services } from '../graphql/context.ts';
import { announcer, liveEvents } from '../graphql/live-events.ts';
import { createSchema, type SchemaModule } from '../graphql/schema/schema.ts';
import { createApi } from '../graphql/server.ts';
import { databaseClient } from '../graphql/tenant-database.ts';
import { createCaseWorker } from './case-worker.ts';
import { readiness } from './health.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { startRelay } from './relay.ts';
import { bundleWorkflows } from './workflow-bundle.ts';

export type ProgramOptions = {
  /** The plain role's address. */
  readonly appUrl: string;
  readonly temporalAddress: string;
  readonly temporalNamespace: string;
  readonly taskQueue: string;
  readonly packages: readonly ProcessPackage[];
  readonly modules: readonly SchemaModule[];
  /** 0 picks one. */
  readonly port: number;
  /** Where attachments and keys are kept. */
  readonly dataDir: string;
  /** Key of follow codes and links. */
  readonly secret: string;
  /** Nothing means the development issuer. */
  readonly oidc: { readonly issuer: string; readonly audience: string } | undefined;
  readonly production: boolean;
  readonly log: Logger;
  readonly bundle?: WorkflowBundleWithSourceMap;
  readonly metrics?: Metrics;
  readonly send?: (message: Message) => Promise<void>;
};

export type Program = {
  readonly url: string;
  readonly services: Services;
  /** Settles when the worker has ended by itself. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
};

export const startProgram = async (options: ProgramOptions): Promise<Program> => {
  const { packages, log, taskQueue, temporalAddress: address, temporalNamespace: namespace } = options;
  const metrics = options.metrics ?? createMetrics();
  const record = pool(options.appUrl, 'banjie-record', log);
  const reading = pool(options.appUrl, 'banjie-api', log);
  const connection = await Connection.connect({ address });
  const native = await NativeConnection.connect({ address });
  const temporal = new Client({ connection, namespace });
  const attachments = attachmentFolder(join(options.dataDir, 'attachments'));
  const prisma = databaseClient(reading);
  const live = liveEvents(reading, log);
  const services: Services = {
    pool: record,
    temporal,
    taskQueue,
    packages: new Map(packages.map((shipped) => [newest(shipped).name, shipped])),
    photos: photoDesk(attachments),
    attachments,
    prisma,
    live,
    secret: options.secret,
    log,
    production: options.production,
  };
  const announce = announcer(record);
  const worker = await createCaseWorker({
    connection: native,
    namespace,
    taskQueue,
    workflowBundle: options.bundle ?? (await bundleWorkflows(packages)),
    activities: {
      ...kernelActivities(record, packages, () => {
        metrics.recorded.inc();
        announce();
      }),
      ...deliveryActivities({
        pool: record,
        ...(options.send ? { send: options.send } : {}),
        act: async ({ tenant, from, ...act }) => whyNotDone(await actOnCase(services, asCase(tenant, from), act)),
        open: async ({ tenant, from, ...start }) => whyNotDone(await startCase(services, asCase(tenant, from), start)),
      }),
    },
  });
  const running = worker.run();
  const stopRelay = startRelay({ pool: record, temporal, taskQueue, log });

  const issuer = options.oidc
    ? undefined
    : await developmentIssuer({ pool: reading, dataDir: options.dataDir, production: options.production });
  const tokens = issuer?.tokens ?? tokenChecker(options.oidc as { issuer: string; audience: string });
  const callers = callerReader({ pool: reading, tokens, guard: followGuard(options.secret) });
  const api = createApi(createSchema(packages, options.modules), services, callers);
  const ready = readiness({ pool: reading, temporal, worker });
  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (pathname === '/healthz') return new Response('ok\n');
    if (pathname === '/readyz') return ready();
    return (await issuer?.handle(request)) ?? api.handle(request);
  };
  const adapter = createServerAdapter(async (request: Request) => {
    const end = metrics.requests.startTimer({ path: pathOf(request) });
    const response = await answer(request);
    end({ status: response.status });
    return response;
  });
  const server = createServer((request, response) => void adapter(request, response));
  // Large photos over a village's line take their time, but nobody may hold a connection open for nothing.
  server.requestTimeout = 120_000;
  server.headersTimeout = 20_000;
  await new Promise<void>((done, fail) => server.once('error', fail).listen(options.port, done));
  const { port } = server.address() as AddressInfo;

  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    // New callers go elsewhere; those whose answer is under way get it.
    const closed = new Promise<void>((done) => server.close(() => done()));
    server.closeIdleConnections();
    await live.close();
    await Promise.race([closed, new Promise((done) => setTimeout(done, 5_000).unref())]);
    server.closeAllConnections();
    await stopRelay();
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await running.catch(() => undefined);
    await prisma.$disconnect();
    await Promise.all([native.close(), connection.close(), record.end(), reading.end()]);
  };
  return {
    url: `http://localhost:${port}`,
    services,
    ended: running,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
};

/** A case that does something to another one, or opens it. */
const asCase = (tenant: string, from: string): Acting => ({
  tenant,
  actor: { id: `case:${from}`, name: from, grants: [{ role: 'case' }] },
});

/** Why something that a case asked for was not done. What may be done a moment later is thrown, and tried again. */
const whyNotDone = (answer: ActAnswer): string | undefined => {
  switch (answer.kind) {
    case 'done':
      return undefined;
    case 'conflict':
      throw new Error(`${answer.by} was first; it is tried again.`);
    case 'refused':
      return answer.refusal.en;
    case 'invalid':
      return answer.issues.map(({ path, message }) => `${path.join('.')}: ${message.en}`).join(' ');
  }
};

/** Few enough names for a metrics page, whatever callers ask for. */
const pathOf = (request: Request): string => {
  const [, first = ''] = new URL(request.url).pathname.split('/');
  return ['graphql', 'files', 'healthz', 'readyz', 'dev'].includes(first) ? first : 'other';
};

/** Connections of the plain role. Short time-outs: while the database is away, callers are told and Temporal tries again. */
const pool = (connectionString: string, name: string, log: Logger): Pool => {
  const made = new Pool({
    connectionString,
    application_name: name,
    max: 10,
    connectionTimeoutMillis: 3_000,
    query_timeout: 15_000,
    idleTimeoutMillis: 60_000,
  });
  // A connection that breaks while nobody uses it is replaced when somebody does.
  made.on('error', (error) => log.warn({ err: error }, 'A database connection broke'));
  return made;
};
