/** Workers beside the house's own, each a process of its own. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { OutgoingPayment } from '../../activities/delivery/services.ts';
import type { ServiceOptions } from '../../workers/mount-options.ts';

export type WorkerOrder = Pick<
  ServiceOptions,
  'appUrl' | 'workerUrl' | 'temporalAddress' | 'temporalNamespace' | 'taskQueue' | 'dataDir' | 'secret'
> & {
  /** A file with the bundled workflows. */
  readonly bundle: string;
  /** Whether it hands payments to the bank of whoever started it. */
  readonly pays: boolean;
};

/** A payment on its way to the bank from another process, and what came of it. */
export type PaymentAsked = { readonly n: number; readonly payment: OutgoingPayment };
export type PaymentAnswered = { readonly n: number; readonly failed?: string };

export type OtherWorker = {
  readonly pid: number;
  /** Ends it as a power cut would, and waits until it has gone. */
  kill(): Promise<void>;
};

/** Lets another process pay at the bank of this one. */
const lendBank = (child: ChildProcess, sendPayment: (payment: OutgoingPayment) => Promise<void>): void => {
  const answer = (said: PaymentAnswered) => {
    // Whoever was killed meanwhile hears nothing.
    if (child.connected) child.send(said, () => undefined);
  };
  child.on('message', (message: PaymentAsked | 'ready') => {
    if (message === 'ready') return;
    const { n, payment } = message;
    sendPayment(payment).then(
      () => answer({ n }),
      (error: unknown) => answer({ n, failed: String(error) }),
    );
  });
};

export const startOtherWorker = async (
  order: WorkerOrder,
  sendPayment?: (payment: OutgoingPayment) => Promise<void>,
): Promise<OtherWorker> => {
  const child = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), [JSON.stringify(order)]);
  if (sendPayment) lendBank(child, sendPayment);
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
