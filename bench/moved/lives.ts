/** Lives that go on side by side: each waits for its moments, and the clock moves to the next one when all of them wait. */
import type { MovedClock } from './moved-clock.ts';

export type Lives = {
  /** Begins a life; what it throws ends the run. */
  begin(life: () => Promise<void>): void;
  /** Waits for a moment in epoch milliseconds; a moment that is past is now. */
  until(at: number): Promise<void>;
  /** Runs until every life is over; `onMoved` hears of each moment to which the clock was moved, and no moment comes before `settled`. */
  run(onMoved: (at: number) => Promise<void>, settled?: () => Promise<unknown>): Promise<void>;
};

type Sleeper = { readonly at: number; readonly wake: () => void };

export const openLives = (clock: MovedClock): Lives => {
  const sleepers: Sleeper[] = [];
  let awake = 0;
  let failure: { error: unknown } | undefined;
  let rest: (() => void) | undefined;
  const lieDown = () => {
    awake -= 1;
    if (awake === 0) rest?.();
  };
  const until: Lives['until'] = (at) =>
    new Promise((wake) => {
      insert(sleepers, { at, wake });
      lieDown();
    });
  return {
    begin: (life) => {
      awake += 1;
      life()
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(lieDown);
    },
    until,
    run: async (onMoved, settled) => {
      for (;;) {
        if (awake > 0) {
          await new Promise<void>((done) => {
            rest = done;
          });
        }
        if (failure) throw failure.error;
        const next = sleepers[0];
        if (!next) return;
        await settled?.();
        await clock.moveTo(next.at);
        await onMoved(clock.now());
        const due = sleepers.findIndex(({ at }) => at > next.at);
        const woken = sleepers.splice(0, due === -1 ? sleepers.length : due);
        awake += woken.length;
        for (const { wake } of woken) wake();
      }
    },
  };
};

/** In the order of their moments; of equal ones, first come first. */
const insert = (sleepers: Sleeper[], sleeper: Sleeper): void => {
  let low = 0;
  let high = sleepers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sleepers[middle] as Sleeper).at <= sleeper.at) low = middle + 1;
    else high = middle;
  }
  sleepers.splice(low, 0, sleeper);
};
