/** A worker beside the house's own, as a separate process that may be killed; started by `workers.ts`. Its clock follows the database's. */
import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import pino from 'pino';
import type { OutgoingPayment } from '../../activities/delivery/services.ts';
import '../../test/servers/quiet-runtime.ts';
import { caseWork } from '../../workers/case-work.ts';
import { processes } from '../../workers/processes.ts';
import { openServices } from '../../workers/services.ts';
import { startWorkerPart } from '../../workers/worker-part.ts';
import { openLine } from './line.ts';
import { followClock } from './moved-clock.ts';
import type { PaymentAnswered, PaymentAsked, WorkerOrder } from './workers.ts';

process.once('disconnect', () => process.exit());
let asked = 0;
/** Pays at the bank of whoever started this worker. */
const sendPayment = (payment: OutgoingPayment): Promise<void> =>
  new Promise((done, fail) => {
    const n = ++asked;
    const hear = ({ n: of, failed }: PaymentAnswered) => {
      if (of !== n) return;
      process.off('message', hear);
      if (failed === undefined) done();
      else fail(new Error(failed));
    };
    process.on('message', hear);
    process.send?.({ n, payment } satisfies PaymentAsked);
  });

const { bundle, temporalAddress, pays, ...place } = JSON.parse(process.argv[2] ?? '') as WorkerOrder;
const database = new Client({ connectionString: place.workerUrl });
await database.connect();
const options = {
  ...place,
  // Temporal’s test server leaves a case for good to the worker that has it in its memory, also when that one has gone.
  temporalAddress: await openLine(temporalAddress),
  packages: processes,
  production: false,
  log: pino({ level: 'error' }, pino.destination(2)),
  now: await followClock(database),
  ...(pays ? { sendPayment } : {}),
};
const opened = await openServices(options);
await startWorkerPart(opened, caseWork(opened, options), {
  ...options,
  bundle: { code: readFileSync(bundle, 'utf8'), sourceMap: '' },
});
process.send?.('ready');
