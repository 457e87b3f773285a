/** A worker of all processes as a separate process, to be killed: `fork('worker.ts', [JSON.stringify(WorkerOrder)])`. Says `ready` to its parent, and ends with it. */
import { readFileSync } from 'node:fs';
import { Runtime } from '@temporalio/worker';
import pino from 'pino';
import { NO_LIMITS } from '../../graphql/rates/rates.ts';
import { caseWork } from '../../workers/case-work.ts';
import { countedAnswers, countedWork, createMetrics } from '../../workers/metrics.ts';
import { processes } from '../../workers/processes.ts';
import { openServices } from '../../workers/services.ts';
import { startWorkerPart } from '../../workers/worker-part.ts';

export type WorkerOrder = {
  appUrl: string;
  workerUrl: string;
  temporalAddress: string;
  temporalNamespace: string;
  taskQueue: string;
  dataDir: string;
  secret: string;
  /** A file with the bundled workflows. */
  bundle: string;
  /** How far the clock of the house is ahead, in milliseconds. */
  ahead: number;
};

process.once('disconnect', () => process.exit());
Runtime.install({
  logger: { log: () => {}, trace: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } },
});
const order: WorkerOrder = JSON.parse(process.argv[2] ?? '');
let { ahead } = order;
process.on('message', (said: number) => {
  ahead = said;
});
const metrics = createMetrics();
const options = {
  ...order,
  packages: processes,
  oidc: undefined,
  production: false,
  rates: NO_LIMITS,
  log: pino({ level: 'silent' }),
  now: () => Date.now() + ahead,
  bundle: { code: readFileSync(order.bundle, 'utf8'), sourceMap: '' },
  // The server of the tests leaves the cases to a worker that has kept them, also when it is dead.
  casesKept: 0,
};
const opened = await openServices({ ...options, ...countedAnswers(metrics), publicUrl: () => undefined });
await startWorkerPart(opened, caseWork(opened, { ...options, ...countedWork(metrics) }), options);
process.send?.('ready');
