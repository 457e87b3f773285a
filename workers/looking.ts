import type { Logger } from 'pino';

/** Milliseconds between looks that fail, at most, where looks are more frequent than that. */
const LONGEST = 10_000;

/**
 * Looks at once, and again after each rest of so many milliseconds, or as soon as `again` is called, until the function it gives is called. What fails
 * is logged and tried again, after twice the rest each time.
 */
export const keepLooking = (of: {
  readonly rest: number;
  readonly look: (stop: AbortSignal, again: () => void) => Promise<void>;
  readonly log: Logger;
  /** What is logged when it fails. */
  readonly failed: string;
}): (() => Promise<void>) => {
  const stop = new AbortController();
  const { signal } = stop;
  let asked = false;
  let wake = () => {};
  const again = () => {
    asked = true;
    wake();
  };
  const resting = (milliseconds: number, early: () => boolean): Promise<void> =>
    new Promise((done) => {
      if (early()) return done();
      const timer = setTimeout(done, milliseconds);
      wake = () => {
        if (!early()) return;
        clearTimeout(timer);
        done();
      };
    });
  signal.addEventListener('abort', () => wake());
  const run = async (): Promise<void> => {
    for (let failures = 0; !signal.aborted; ) {
      asked = false;
      try {
        await of.look(signal, again);
        failures = 0;
      } catch (error) {
        failures++;
        if (!signal.aborted) of.log.warn({ err: error }, of.failed);
      }
      const rest = failures === 0 ? of.rest : Math.max(of.rest, Math.min(of.rest * 2 ** failures, LONGEST));
      await resting(rest, () => signal.aborted || (failures === 0 && asked));
    }
  };
  const running = run();
  return async () => {
    stop.abort();
    await running;
  };
};
