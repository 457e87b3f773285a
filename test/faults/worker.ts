/** A worker as a separate process, to be killed: `fork('worker.ts', [JSON.stringify(WorkerOrder)])`. Says `ready` to its parent, and ends with it. */
import { readFileSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Runtime } from '@temporalio/worker';
import { Pool } from 'pg';
import pino from 'pino';
import { kernelActivities } from '../../activities/kernel-activities.ts';
import { webhookReceivers } from '../../activities/webhooks/receivers.ts';
import { BanjiePlugin } from '../../workers/banjie-plugin.ts';
import { createBanjieWorker } from '../../workers/case-worker.ts';
import { claimNamespace } from '../../workers/recovery/marks.ts';
import { watchRecovery } from '../../workers/recovery/watch.ts';
import { startRelay } from '../../workers/relay.ts';
import { seals, secrets } from '../kernel/village-seals.ts';
import { villagePackages } from './village-packages.ts';

export type WorkerOrder = {
  workerUrl: string;
  temporalAddress: string;
  taskQueue: string;
  secret: string;
  /** A file with the bundled workflows. */
  bundle: string;
  parts: readonly ('worker' | 'relay' | 'recovery')[];
  /** Where the bank takes payments. */
  bank?: string;
};

process.once('disconnect', () => process.exit());
Runtime.install({
  logger: { log: () => {}, trace: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  // That servers are away is what these tests are about.
  telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } },
});
const {
  workerUrl,
  temporalAddress: address,
  taskQueue,
  secret,
  bundle,
  parts,
  bank,
}: WorkerOrder = JSON.parse(process.argv[2] ?? '');
const pool = new Pool({ connectionString: workerUrl, max: 10, connectionTimeoutMillis: 3_000, query_timeout: 4_000 });
pool.on('error', () => undefined);
const act = async () => 'No case acts on another or opens one here.';
if (parts.includes('worker')) {
  const worker = await createBanjieWorker({
    connection: await NativeConnection.connect({ address }),
    namespace: 'default',
    taskQueue,
    workflowBundle: { code: readFileSync(bundle, 'utf8'), sourceMap: '' },
    plugins: [
      new BanjiePlugin({
        packages: villagePackages,
        activities: kernelActivities(pool, villagePackages, { seals, secrets }),
      }),
    ],
  });
  void worker.run();
}
if (parts.includes('relay')) {
  startRelay({
    services: {
      pool,
      packages: new Map(),
      secret,
      secrets: [secret],
      receivers: webhookReceivers({ production: false }),
      act,
      open: act,
      tellOfEnd: async () => undefined,
      ...(bank === undefined ? {} : { sendPayment: async ({ id }) => void (await fetch(bank, { method: 'POST', body: id })) }),
    },
    log: pino({ level: 'silent' }),
  });
}
if (parts.includes('recovery')) {
  const connection = Connection.lazy({ address });
  await claimNamespace({ pool, connection, namespace: 'default', taskQueue });
  const log = pino({ level: 'silent' });
  watchRecovery({ pool, temporal: new Client({ connection }), taskQueue, processes: ['hallBooking'], log, rest: 300, late: 2 });
}
process.send?.('ready');
