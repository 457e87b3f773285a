import type { Logger } from 'pino';
import type { ActServices } from '../activities/acting/services.ts';
import { lookAtStaff } from '../activities/acting/staff-days.ts';
import { keepLooking } from './looking.ts';

/** Milliseconds between looks whether a day has begun somewhere. */
const REST = 60_000;

/** At the start and soon after each midnight of a tenant, gives the work of open cases to those who are there on the new day. */
export const watchStaff = (services: ActServices & { readonly log: Logger }): (() => Promise<void>) =>
  keepLooking({
    rest: REST,
    log: services.log,
    failed: 'The staff of a new day can’t be looked at just now; it is tried again',
    look: (stop) => lookAtStaff({ services, log: services.log, stop }),
  });
