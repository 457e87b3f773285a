/** Banjie's parts, for a server and a Temporal worker that run already; `startProgram` puts them together where there are none. */
import type { PayloadCodec } from '@temporalio/common';
import type { Services } from '../graphql/context.ts';
import type { KernelActivities } from '../workflows/kernel/contract.ts';
import type { PluginParts } from './banjie-plugin.ts';
import { caseWork } from './case-work.ts';
import { type Health, healthOf, serverHealth, toldHealth } from './health.ts';
import type { MountOptions } from './mount-options.ts';
import { openApi } from './open-api.ts';
import { openServices } from './services.ts';
import { unmountedWords } from './unmounted.ts';

export type { MountOptions } from './mount-options.ts';

export type Mounted = PluginParts & {
  readonly services: Services;
  /** What the worker does for cases; `new BanjiePlugin(banjie)` registers it with the workflows. */
  readonly activities: KernelActivities;
  /** By which what stands in Temporal is encrypted. */
  readonly codec: PayloadCodec;
  /**
   * Answers requests for /graphql, /files/…, /codec/… and the paths of processes, and for /dev/… where the development issuer serves, all below
   * `basePath`; it never throws. Undefined means that nothing of Banjie stands there, and your own pages are next.
   * `address` is the other end of the connection (`socket.remoteAddress`), by which callers without a token are counted.
   */
  handle(request: Request, address?: string): Promise<Response | undefined>;
  /**
   * Takes messages out of the outbox, gives work to those who are there on a new day, erases what is to be erased, and goes on with the logs, until the function it gives is called; one relay is
   * enough, more do no harm.
   */
  startRelay(): () => Promise<void>;
  /** Whether acts succeed here, and what is missing; for a page such as /readyz of your own. A worker that has died is missed after a minute and a half. */
  health(): Promise<Health>;
  /** Ends live streams, so that a server can close. */
  endStreams(): Promise<void>;
  /** Lets go of all connections; the server, the relay and the worker have ended before. */
  close(): Promise<void>;
};

export const mountBanjie = async (options: MountOptions): Promise<Mounted> => {
  const opened = await openServices(options);
  const { services } = opened;
  const unmounted = await unmountedWords(services.pool, [...services.packages.keys()]);
  if (unmounted !== undefined) options.log.warn(`Open cases stand still: ${unmounted}`);
  return {
    services,
    packages: options.packages,
    codec: services.codec,
    dataConverter: options.dataConverter,
    ...caseWork(opened, options),
    handle: await openApi(opened, options),
    health: () => healthOf(serverHealth(services), toldHealth(services)),
    endStreams: () => services.live.close(),
    close: opened.close,
  };
};
