/** Banjie as one program: worker, relay and API on given servers. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NativeConnection, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { createServerAdapter } from '@whatwg-node/server';
import { pathBelow, shownBasePath } from '../graphql/base-path.ts';
import type { Services } from '../graphql/context.ts';
import { BanjiePlugin } from './banjie-plugin.ts';
import { createBanjieWorker } from './case-worker.ts';
import { readiness } from './health.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { type MountOptions, mountBanjie } from './mounting.ts';
import { bundleWorkflows } from './workflow-bundle.ts';

export type ProgramOptions = Omit<MountOptions, 'onRecorded' | 'publicUrl'> & {
  /** The address under which others reach the API; nothing means this machine, outside of production. */
  readonly publicUrl?: string | undefined;
  /** 0 picks one. */
  readonly port: number;
  /** The address to listen on; all of this machine's where nothing is said. */
  readonly host?: string | undefined;
  /** Connections that are open at once; the next is closed again. */
  readonly maxConnections?: number | undefined;
  readonly bundle?: WorkflowBundleWithSourceMap;
  readonly metrics?: Metrics;
};

export type Program = {
  readonly url: string;
  readonly services: Services;
  /** Settles when the worker has ended by itself. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
};

/** Milliseconds that requests under way have to get their answer when the program is asked to stop. */
const DRAIN = 15_000;

export const MOST_CONNECTIONS = 5_000;

export const startProgram = async (options: ProgramOptions): Promise<Program> => {
  const { packages, taskQueue, temporalAddress: address, temporalNamespace: namespace, basePath = '' } = options;
  const metrics = options.metrics ?? createMetrics();
  let url: string | undefined;
  const banjie = await mountBanjie({
    ...options,
    publicUrl: () => options.publicUrl ?? (options.production ? undefined : url),
    onRecorded: () => metrics.recorded.inc(),
  });
  const { services } = banjie;
  // Messages have a few kilobytes: packing and unpacking them costs more than it saves on the way.
  const native = await NativeConnection.connect({ ...options.temporalConnection, address, grpcCompression: { codec: 'none' } });
  const worker = await createBanjieWorker({
    connection: native,
    namespace,
    taskQueue,
    workflowBundle: options.bundle ?? (await bundleWorkflows(packages)),
    plugins: [new BanjiePlugin(banjie)],
  });
  const running = worker.run();
  const stopRelay = banjie.startRelay();

  const ready = readiness({ pool: services.pool, temporal: services.temporal, worker });
  const answer = async (request: Request, address: string | undefined): Promise<Response> => {
    const { pathname } = new URL(request.url);
    // Probes ask the machine itself, past the proxy that knows the base path.
    const path = pathBelow(basePath, pathname) ?? pathname;
    if (path === '/healthz') return new Response('ok\n');
    if (path === '/readyz') return ready();
    return (
      (await banjie.handle(request, address)) ??
      new Response(`Not found. The API is at ${shownBasePath(basePath, banjie.services.publicUrl())}/graphql.\n`, { status: 404 })
    );
  };
  const adapter = createServerAdapter<{ req: IncomingMessage }>(async (request, { req }) => {
    // A Host that is none makes no address.
    if (!URL.canParse(request.url)) return new Response('The Host header is not an address.\n', { status: 400 });
    const end = metrics.requests.startTimer({ path: pathOf(request, basePath) });
    const response = await answer(request, req.socket.remoteAddress);
    end({ status: response.status });
    return response;
  });
  // Large photos over a village's line take their time, but an idle caller may not hold a connection open.
  const patience = { requestTimeout: 120_000, headersTimeout: 20_000, connectionsCheckingInterval: 5_000 };
  const server = createServer(patience, (request, response) => void adapter(request, response));
  server.maxConnections = options.maxConnections ?? MOST_CONNECTIONS;
  await new Promise<void>((done, fail) => server.once('error', fail).listen(options.port, options.host, done));
  url = `http://localhost:${(server.address() as AddressInfo).port}${basePath}`;

  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    // New callers go elsewhere; those whose answer is under way get it.
    const closed = new Promise<void>((done) => server.close(() => done()));
    await banjie.endStreams();
    // A connection that was busy and is idle now would be kept open for its next request.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    await Promise.race([closed, new Promise((done) => setTimeout(done, DRAIN).unref())]);
    clearInterval(idle);
    server.closeAllConnections();
    await stopRelay();
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await running.catch(() => undefined);
    await native.close();
    await banjie.close();
  };
  return {
    url,
    services,
    ended: running,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
};

/** The path as a metrics label: few names, so that callers can't add new ones. */
const pathOf = (request: Request, basePath: string): string => {
  const { pathname } = new URL(request.url);
  const [, first = ''] = (pathBelow(basePath, pathname) ?? pathname).split('/');
  return ['graphql', 'files', 'academy', 'healthz', 'readyz', 'dev'].includes(first) ? first : 'other';
};
