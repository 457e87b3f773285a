/** An office's portal and its Temporal worker, with Banjie mounted beside what both did before. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { NativeConnection } from '@temporalio/worker';
import { BanjiePlugin, type MountOptions, mountBanjie, nodeHandler } from 'banjie';
import { createBanjieWorker } from 'banjie/worker';

/** Opens the portal; port 0 picks a free one. */
export const openPortal = async (options: MountOptions, port: number) => {
  const banjie = await mountBanjie(options);

  // Banjie answers /graphql, /files and the paths of processes, below its base path; what isn't its own is the portal's.
  const answer = nodeHandler(banjie);
  const server = createServer((request, response) => answer(request, response, () => response.end('The portal of our street')));
  await new Promise<void>((done) => server.listen(port, done));

  // The office's own workflows and activities, and those of Banjie beside them.
  const connection = await NativeConnection.connect({ address: options.temporalAddress });
  const worker = await createBanjieWorker({
    connection,
    namespace: options.temporalNamespace,
    taskQueue: options.taskQueue,
    workflowsPath: fileURLToPath(new URL('./workflows.ts', import.meta.url)),
    activities: { greet: async (name: string) => `Good morning, ${name}` },
    plugins: [new BanjiePlugin(banjie)],
  });
  const running = worker.run();
  // Takes messages out of the outbox.
  const stopRelay = banjie.startRelay();

  const close = async (): Promise<void> => {
    await banjie.endStreams();
    await new Promise((done) => server.close(done));
    await stopRelay();
    // On SIGTERM the SDK has asked it to stop already.
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await running;
    await connection.close();
    await banjie.close();
  };
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, banjie, close };
};
