/** A team's worker, which runs Banjie's cases beside the team's own workflows, and serves other teams by Nexus. */
import { fileURLToPath } from 'node:url';
import { NativeConnection } from '@temporalio/worker';
import { BanjiePlugin, type MountOptions, mountBanjie } from 'banjie';
import { createBanjieWorker } from 'banjie/worker';

export const openTeamWorker = async (options: MountOptions) => {
  const banjie = await mountBanjie(options);
  const connection = await NativeConnection.connect({ address: options.temporalAddress });
  const worker = await createBanjieWorker({
    connection,
    namespace: options.temporalNamespace,
    taskQueue: options.taskQueue,
    workflowsPath: fileURLToPath(new URL('./workflows.ts', import.meta.url)),
    plugins: [
      new BanjiePlugin(banjie, {
        // Workflows on this worker act as one of these.
        machines: [{ tenant: 'fushan', person: 'bin-sensors' }],
        // Whoever may call the Nexus endpoint acts as this one.
        nexus: { tenant: 'fushan', person: 'call-centre' },
      }),
    ],
  });
  const running = worker.run();
  const stopRelay = banjie.startRelay();
  const close = async (): Promise<void> => {
    await stopRelay();
    worker.shutdown();
    await running;
    await connection.close();
    await banjie.close();
  };
  return { banjie, close };
};
