import { createServer, type Server } from 'node:http';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { WorkOptions } from './mount-options.ts';

/** What the program counts about itself. */
export const createMetrics = () => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'banjie_' });
  const requests = new Histogram({
    name: 'banjie_http_request_seconds',
    help: 'Time to answer a request, by path and status.',
    labelNames: ['path', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  const recorded = new Counter({
    name: 'banjie_transitions_recorded_total',
    help: 'Transitions written to the record.',
    registers: [registry],
  });
  const recovered = new Counter({
    name: 'banjie_workflows_recovered_total',
    help: 'Cases whose workflow was not as the record has them, by what was done.',
    labelNames: ['kind'],
    registers: [registry],
  });
  return { registry, requests, recorded, recovered };
};
export type Metrics = ReturnType<typeof createMetrics>;

/** What is counted of the work on cases. */
export const countedWork = ({ recorded, recovered }: Metrics): Pick<WorkOptions, 'onRecorded' | 'onRecovered'> => ({
  onRecorded: () => recorded.inc(),
  onRecovered: (kind) => recovered.inc({ kind }),
});

/** One Prometheus page for all: our own figures, then those of Temporal's worker, which its runtime shows at `workerPage`. */
export const serveMetrics = async (
  metrics: Metrics,
  {
    port,
    host,
    workerPage,
  }: {
    readonly port: number;
    readonly host: string;
    /** Nothing where no worker runs. */
    readonly workerPage?: string | undefined;
  },
): Promise<{ port: number; close(): void }> => {
  const server: Server = createServer((request, response) => {
    void (async () => {
      if (request.url !== '/metrics') return response.writeHead(404).end('The figures are at /metrics.\n');
      const own = await metrics.registry.metrics();
      const worker =
        workerPage === undefined
          ? ''
          : await fetch(workerPage).then(
              (page) => page.text(),
              () => '# the worker shows no figures yet\n',
            );
      response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(`${own}\n${worker}`);
    })();
  });
  await new Promise<void>((done, fail) => server.once('error', fail).listen(port, host, done));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
