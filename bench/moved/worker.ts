/** A worker beside the house's own, as a separate process that may be killed; started by `workers.ts`. Its clock follows the database's. */
import { readFileSync } from 'node:fs';
import { Runtime } from '@temporalio/worker';
import { Client } from 'pg';
import pino from 'pino';
import { caseWork } from '../../workers/case-work.ts';
import { processes } from '../../workers/processes.ts';
import { openServices } from '../../workers/services.ts';
import { startWorkerPart } from '../../workers/worker-part.ts';
import { followClock } from './moved-clock.ts';
import type { WorkerOrder } from './workers.ts';

process.once('disconnect', () => process.exit());
Runtime.install({
  // The SDK takes it for a fault of its own when a worker that keeps no case in memory answers an Update, and says so each time.
  logger: { log: () => {}, trace: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  telemetryOptions: { logging: { forward: {}, filter: { core: 'ERROR', other: 'ERROR' } } },
});
const { bundle, ...place } = JSON.parse(process.argv[2] ?? '') as WorkerOrder;
const database = new Client({ connectionString: place.workerUrl });
await database.connect();
const options = {
  ...place,
  packages: processes,
  production: false,
  log: pino({ level: 'error' }, pino.destination(2)),
  now: await followClock(database),
};
const opened = await openServices(options);
await startWorkerPart(opened, caseWork(opened, options), {
  ...options,
  // Temporal’s test server leaves a case for good to the worker that has it in its memory, also when that one has gone.
  casesKept: 0,
  bundle: { code: readFileSync(bundle, 'utf8'), sourceMap: '' },
});
process.send?.('ready');
