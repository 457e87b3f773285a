import type { Logger } from 'pino';
import { workerPresence } from '../activities/acting/living-workers.ts';
import type { ActServices } from '../activities/acting/services.ts';
import { newest, type ProcessPackage } from '../activities/process-package.ts';
import { keepLooking } from './looking.ts';

/** Milliseconds between words; without one for a minute and a half a worker is gone. */
const REST = 20_000;

/** Says which processes a worker runs, as long as it lives, until the function it gives is called. */
export const sayPresent = (
  { pool, taskQueue, log }: ActServices & { readonly log: Logger },
  packages: readonly ProcessPackage[],
): (() => Promise<void>) => {
  const { note, forget } = workerPresence(
    pool,
    taskQueue,
    packages.map((pkg) => newest(pkg).name),
  );
  const stop = keepLooking({
    rest: REST,
    log,
    failed: 'The worker can’t say just now which processes it runs; it is tried again',
    look: async () => void (await note()),
  });
  return async () => {
    await stop();
    // A word that stays behind is believed for a minute and a half.
    await forget().catch(() => undefined);
  };
};
