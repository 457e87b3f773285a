/** For how long a host books no more, after not coming too often. Pure. */
import type { Limits } from './limits.ts';

const DAY = 86_400_000;

/**
 * Until when a host is barred, by the moments at which they didn't come: each time that it has happened so often within the days that count,
 * for the days after it. Nothing where they aren't, or no longer; all in epoch milliseconds.
 */
export const barredUntil = (
  marks: readonly number[],
  now: number,
  { noShowsToBar, noShowDays, barDays }: Pick<Limits, 'noShowsToBar' | 'noShowDays' | 'barDays'>,
): number | null => {
  const sorted = marks.filter((at) => at <= now).toSorted((one, other) => one - other);
  const ends = sorted.flatMap((at, n) => {
    const first = sorted[n - noShowsToBar + 1];
    return first !== undefined && at - first <= noShowDays * DAY ? [at + barDays * DAY] : [];
  });
  const last = ends.at(-1);
  return last !== undefined && last > now ? last : null;
};
