import { createServer, type Server } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ServiceOptions, WorkOptions } from './mount-options.ts';
import { watchOffice, watchPools } from './office-figures.ts';
import type { OpenServices } from './services.ts';

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
  const tried = new Counter({
    name: 'banjie_messages_tried_total',
    help: 'Tries to deliver a message from here, by channel and outcome.',
    labelNames: ['channel', 'outcome'],
    registers: [registry],
  });
  const acts = new Counter({
    name: 'banjie_acts_total',
    help: 'Acts that were answered, by process, action and outcome: done, conflict, refused or invalid.',
    labelNames: ['process', 'action', 'outcome'],
    registers: [registry],
  });
  const operations = new Counter({
    name: 'banjie_graphql_operations_total',
    help: 'Questions to the API, by kind and outcome: ok, or the code of the first error.',
    labelNames: ['kind', 'outcome'],
    registers: [registry],
  });
  return { registry, requests, recorded, recovered, tried, acts, operations };
};
export type Metrics = ReturnType<typeof createMetrics>;

/** What is counted of the work on cases. */
export const countedWork = ({
  recorded,
  recovered,
  tried,
}: Metrics): Pick<WorkOptions, 'onRecorded' | 'onRecovered' | 'onTried'> => ({
  onRecorded: () => recorded.inc(),
  onRecovered: (kind) => recovered.inc({ kind }),
  onTried: (channel, outcome) => tried.inc({ channel, outcome }),
});

export type OutboxFigures = {
  readonly channel: string;
  readonly waiting: number;
  /** Seconds for which the oldest waits. */
  readonly oldest: number;
  readonly paused: number;
};

/** Shows what waits to leave, as `read` finds it when the page is asked for; while the database is away, as it was found last. */
export const showOutbox = ({ registry }: Metrics, read: () => Promise<readonly OutboxFigures[]>): void => {
  let asked: Promise<readonly OutboxFigures[]> | undefined;
  // One question for all of them.
  const figures = () => {
    asked ??= read()
      .catch(() => [])
      .finally(() => {
        asked = undefined;
      });
    return asked;
  };
  const show = (figure: Exclude<keyof OutboxFigures, 'channel'>, name: string, help: string) =>
    new Gauge({
      name,
      help,
      labelNames: ['channel'],
      registers: [registry],
      async collect() {
        for (const { channel, ...found } of await figures()) this.set({ channel }, found[figure]);
      },
    });
  show('waiting', 'banjie_outbox_waiting', 'Messages that are to leave yet, by channel.');
  show('oldest', 'banjie_outbox_oldest_seconds', 'For how long the oldest message waits to leave, by channel.');
  show('paused', 'banjie_channels_paused', 'Ways on which no message leaves just now, by channel.');
};

/** What is counted of acts and questions. */
export const countedAnswers = ({ acts, operations }: Metrics): Pick<ServiceOptions, 'onAnswer' | 'onOperation'> => ({
  onAnswer: (act) => acts.inc(act),
  onOperation: (operation) => operations.inc(operation),
});

/** What is shown of the record and of the connections to it. */
export const watchServices = ({ registry }: Metrics, { services: { pool }, record, reading }: OpenServices): void => {
  watchOffice(registry, reading);
  watchPools(registry, { acting: pool, reading, record });
};

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
