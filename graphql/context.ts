import type { Logger } from 'pino';
import { type Mergers, readMergers } from '../activities/acting/mergers.ts';
import { type ActServices, timeOf } from '../activities/acting/services.ts';
import { staffRoles } from '../activities/acting/visibility.ts';
import type { AttachmentStore } from '../activities/attachments/store.ts';
import type { BadgeSigner } from '../activities/badges/signing.ts';
import { clocksCalendar } from '../activities/calendar/stored-calendar.ts';
import type { WorkingCalendar } from '../activities/calendar/working-calendar.ts';
import type { ErasureServices } from '../activities/erasure/services.ts';
import type { HouseKeys } from '../activities/evidence/keys.ts';
import type { Secrets } from '../activities/keys.ts';
import type { TenantLogs } from '../activities/merkle-log/tenant-logs.ts';
import type { HouseCodec } from '../activities/payload-codec.ts';
import { type TenantRead, tenantRead } from '../activities/tenant-read.ts';
import type { Tracing } from '../activities/tracing.ts';
import type { Receivers } from '../activities/webhooks/receivers.ts';
import type { PrismaClient } from '../prisma/client/client.ts';
import { holdsRole, type Title } from '../workflows/kernel/process.ts';
import type { Caller } from './callers/caller.ts';
import type { LiveEvents } from './live-events.ts';
import { type Loaders, requestLoaders } from './loaders.ts';
import type { AnsweredOperation } from './operation-count.ts';
import type { RateName, Rates } from './rates/rates.ts';
import type { ReadingLog } from './readings/reading-log.ts';
import { type RequestReadings, requestReadings } from './readings/request-readings.ts';
import { tenantDatabase } from './tenant-database.ts';

/** What the API works with, made once per program. */
export type Services = ActServices & {
  readonly prisma: PrismaClient;
  readonly live: LiveEvents;
  readonly rates: Rates;
  /** Where it is noted who has read personal data. */
  readonly readings: ReadingLog;
  readonly attachments: AttachmentStore;
  /** Key of follow codes and of links to files. */
  readonly secret: string;
  /** With those that the house had before. */
  readonly secrets: Secrets;
  /** By which the record is signed. */
  readonly keys: HouseKeys;
  /** By which is erased what was confirmed, in the worker’s role. */
  readonly erasing: ErasureServices;
  /** The logs of the tenants, of which checkpoints are signed. */
  readonly logs: TenantLogs;
  /** By which what stands in Temporal is encrypted. */
  readonly codec: HouseCodec;
  /** Signs badges; the house's key is made when it is first needed. */
  readonly badges: () => Promise<BadgeSigner>;
  /** The path at which Banjie stands on its server, such as /banjie; empty at the root. */
  readonly basePath: string;
  /** The address under which callers reach Banjie, its path included, without a slash at its end; undefined where nobody has said it. */
  readonly publicUrl: () => string | undefined;
  /** Is told of each question that was answered. */
  readonly onOperation?: ((operation: AnsweredOperation) => void) | undefined;
  /** Where somebody watches where the time goes. */
  readonly tracing?: Tracing | undefined;
  readonly log: Logger;
  readonly production: boolean;
  /** Addresses whose pages may ask, such as https://portal.example. */
  readonly origins: readonly string[];
  /** Where webhooks may lead. */
  readonly receivers: Receivers;
};

/** One request: who asks, in which language, under which tenant's rights. */
export type Context = {
  readonly services: Services;
  readonly caller: Caller;
  /** Sees the caller's tenant alone. */
  readonly db: PrismaClient;
  readonly read: TenantRead;
  readonly load: Loaders;
  /** What the request is shown of other people's personal data. */
  readonly readings: RequestReadings;
  /** Whether the caller holds a role in which cases of some process are worked on or overseen. */
  readonly isStaff: boolean;
  /** One moment for the whole request, so that all its times agree. */
  readonly now: number;
  readonly log: Logger;
  /** Aborted when the caller has hung up. */
  readonly signal: AbortSignal;
  /** What the tenant's clocks run by. */
  calendar(): Promise<WorkingCalendar>;
  /** Cases that the caller's own have been merged into, and those they have been taken out of again. */
  mergers(): Promise<Mergers>;
  /** Counts one for whoever calls, and refuses them where it is too often. */
  take(rate: RateName): Promise<void>;
  /** The same request with the caller's rights of now; undefined where there are none any more. */
  refreshed(): Promise<Context | undefined>;
};

export const requestContext = (of: {
  services: Services;
  caller: Caller;
  /** Where the request came from, where that is known. */
  address: string | undefined;
  log: Logger;
  signal: AbortSignal;
  readCaller: () => Promise<Caller | undefined>;
}): Context => {
  const { services, caller, address, readCaller } = of;
  const read = tenantRead(services.pool, caller.tenant);
  const db = tenantDatabase(services.prisma, caller.tenant);
  let calendar: Promise<WorkingCalendar> | undefined;
  let mergers: Promise<Mergers> | undefined;
  return {
    ...of,
    db,
    read,
    load: requestLoaders(read, db),
    readings: requestReadings(services.readings, caller, () => timeOf(services)),
    isStaff: caller.kind === 'person' && holdsRole(caller.actor, staffRoles(services.packages)),
    now: timeOf(services),
    calendar: () => {
      calendar ??= clocksCalendar(read);
      return calendar;
    },
    mergers: () => {
      mergers ??= readMergers(read, caller.actor.id);
      return mergers;
    },
    take: (rate) => takeFor(services.rates, caller, address, rate),
    refreshed: async () => {
      const now = await readCaller();
      return now && requestContext({ ...of, caller: now });
    },
  };
};

/** Who is signed in is counted by name, all others by where they call from; where that isn't known, the counts of the tenant are all there is. */
export const takeFor = async (rates: Rates, caller: Caller, address: string | undefined, rate: RateName): Promise<void> => {
  const name = caller.kind === 'anonymous' ? address : `${caller.tenant} ${caller.actor.id}`;
  if (name) await rates.take(rate, name);
};

/** A text in the caller's language. */
export const inLanguage = ({ caller }: Pick<Context, 'caller'>, title: Title): string => title[caller.locale];
