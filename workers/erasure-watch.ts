import type { Logger } from 'pino';
import { eraseWhatIsOver, eraseWhatWaits } from '../activities/erasure/retention.ts';
import type { ErasureServices } from '../activities/erasure/services.ts';
import { keepLooking } from './looking.ts';

/** Milliseconds between looks at what is to be erased. */
const REST = 60_000;

/** Soon after each midnight of a tenant erases what is personal in cases whose time is over, and goes on with erasures that had to wait. */
export const watchErasures = (services: ErasureServices & { readonly log: Logger }): (() => Promise<void>) =>
  keepLooking({
    rest: REST,
    log: services.log,
    failed: 'What is to be erased can’t be erased just now; it is tried again',
    look: async (stop) => {
      await eraseWhatIsOver(services, stop);
      await eraseWhatWaits(services, stop);
    },
  });
