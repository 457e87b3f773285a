/** The program that is measured, in a separate process: Banjie's worker and API. Started by `office.ts`; `npm start` runs the same. */

import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NativeConnection, Worker } from '@temporalio/worker';
import getPort from 'get-port';
import { Pool } from 'pg';
import pino from 'pino';

import { kernelActivities } from '../activities/kernel-activities.ts';
import { NO_LIMITS } from '../graphql/rates/rates.ts';
import { BanjiePlugin } from '../workers/banjie-plugin.ts';
import { createBanjieWorker } from '../workers/case-worker.ts';
import { startProgram } from '../workers/program.ts';
import { installRuntime } from '../workers/temporal-runtime.ts';
import { bundleWorkflows } from '../workers/workflow-bundle.ts';
import type { Answer, ProgramPlace, Question } from './office.ts';
import { bundled, mounted } from './packages.ts';
import { SECRET } from './secret.ts';
import { noSeals, stockQueue, trustingQueue } from './ways.ts';

const place = JSON.parse(process.argv[2] ?? '') as ProgramPlace;
const postgresPort = Number(new URL(place.appUrl).port);

// Every socket to PostgreSQL, to count what goes over it.
const sockets = new Set<Socket>();
let closedBytes = 0;
const bytesOf = ({ bytesRead, bytesWritten }: Socket) => bytesRead + bytesWritten;
subscribe('net.client.socket', (message) => {
  const { socket } = message as { socket: Socket };
  socket.once('connect', () => {
    if (socket.remotePort !== postgresPort) return;
    sockets.add(socket);
    socket.once('close', () => {
      sockets.delete(socket);
      closedBytes += bytesOf(socket);
    });
  });
});

const log = pino({ level: 'error' }, pino.destination(2));
installRuntime(log, `127.0.0.1:${await getPort({ host: '127.0.0.1' })}`);
const bundle = await bundleWorkflows(bundled);
const program = await startProgram({
  ...place,
  packages: mounted,
  bundle,
  port: 0,
  secret: SECRET,
  oidc: undefined,
  production: false,
  rates: NO_LIMITS,
  // A transport that takes everything at once: what is measured is what a message costs here.
  send: async () => {},
  log,
});
/** Runs the bare report on a worker as the SDK makes it, and gives its end. */
const startStock = async (): Promise<() => Promise<void>> => {
  const connection = await NativeConnection.connect({ address: place.temporalAddress });
  const worker = await Worker.create({
    connection,
    namespace: place.temporalNamespace,
    taskQueue: stockQueue(place.taskQueue),
    workflowsPath: join(import.meta.dirname, 'workflows/bare-report.ts'),
  });
  const running = worker.run();
  return async () => {
    worker.shutdown();
    await running;
    await connection.close();
  };
};
/** Runs cases as Banjie's own worker does, but for the seals, the codec and the signatures, and gives its end. */
const startTrusting = async (): Promise<() => Promise<void>> => {
  const pool = new Pool({ connectionString: place.workerUrl, max: 10 });
  const connection = await NativeConnection.connect({ address: place.temporalAddress, grpcCompression: { codec: 'none' } });
  const kernel = kernelActivities(pool, mounted, { seals: noSeals, secrets: ['bench'] });
  const worker = await createBanjieWorker({
    connection,
    namespace: place.temporalNamespace,
    taskQueue: trustingQueue(place.taskQueue),
    workflowBundle: bundle,
    // These cases send no messages.
    plugins: [new BanjiePlugin({ packages: mounted, activities: kernel })],
  });
  const running = worker.run();
  return async () => {
    worker.shutdown();
    await running;
    await connection.close();
    await pool.end();
  };
};
const stopOthers = place.others ? [await startStock(), await startTrusting()] : [];
const answer = async (question: Question): Promise<Answer> => {
  switch (question) {
    case 'databaseBytes':
      return [...sockets].reduce((sum, socket) => sum + bytesOf(socket), closedBytes);
    case 'memory':
      for (let i = 0; i < 3; i++) {
        globalThis.gc?.();
        await sleep(200);
      }
      return process.memoryUsage.rss();
    case 'stop':
      for (const stopOther of stopOthers) await stopOther();
      await program.stop();
      return 0;
  }
};
process.on('message', ({ id, question }: { id: number; question: Question }) => {
  void answer(question).then((value) => {
    process.send?.({ id, value });
    if (question === 'stop') process.disconnect();
  });
});
// The measuring program is gone.
process.once('disconnect', () => process.exit());
process.send?.({ url: program.url });
