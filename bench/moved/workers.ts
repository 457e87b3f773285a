/** Workers beside the house's own, each a process of its own. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ServiceOptions } from '../../workers/mount-options.ts';

export type WorkerOrder = Pick<
  ServiceOptions,
  'appUrl' | 'workerUrl' | 'temporalAddress' | 'temporalNamespace' | 'taskQueue' | 'dataDir' | 'secret'
> & {
  /** A file with the bundled workflows. */
  readonly bundle: string;
};

export type OtherWorker = {
  readonly pid: number;
  /** Ends it as a power cut would, and waits until it has gone. */
  kill(): Promise<void>;
};

export const startOtherWorker = async (order: WorkerOrder): Promise<OtherWorker> => {
  const child = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), [JSON.stringify(order)]);
  const ended = new Promise<void>((gone) => child.once('exit', () => gone()));
  await new Promise<void>((ready, fail) => {
    child.once('message', () => ready());
    child.once('exit', (code) => fail(new Error(`The worker ended with ${code} before it was ready.`)));
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('The worker has no process.');
  return {
    pid,
    kill: async () => {
      if (child.exitCode === null && child.signalCode === null) process.kill(pid, 'SIGKILL');
      await ended;
    },
  };
};
