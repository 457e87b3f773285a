import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

/** Looks at once, and again after each rest of so many milliseconds, until the function it gives is called; what fails is logged and tried again. */
export const keepLooking = (of: {
  readonly rest: number;
  readonly look: (stop: AbortSignal) => Promise<void>;
  readonly log: Logger;
  /** What is logged when it fails. */
  readonly failed: string;
}): (() => Promise<void>) => {
  const stop = new AbortController();
  const { signal } = stop;
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await of.look(signal).catch((error: unknown) => {
        if (!signal.aborted) of.log.warn({ err: error }, of.failed);
      });
      await sleep(of.rest, undefined, { signal }).catch(() => undefined);
    }
  };
  const running = run();
  return async () => {
    stop.abort();
    await running;
  };
};
