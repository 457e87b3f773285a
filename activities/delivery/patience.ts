/** For how long, and how often, a message is tried. */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Pauses after the first tries; the last one is that of all later tries. */
const PAUSES = [2 * SECOND, 15 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR];
/** Acts between cases wait for servers of the house, and not for people: they are tried each minute, until they are done or refused. */
const ACT_PAUSES = [SECOND, 5 * SECOND, 20 * SECOND, MINUTE];
const THREE_DAYS = 72 * HOUR;

/**
 * Milliseconds until a message is tried again after it has failed; undefined where it is given up, three days after its first try. A tenth more or
 * less, so that what failed together doesn't come together again.
 */
export const pauseAfter = (
  way: string,
  { tries, triedFor }: { readonly tries: number; readonly triedFor: number },
  random: () => number = Math.random,
): number | undefined => {
  const act = way === 'act';
  if (!act && triedFor >= THREE_DAYS) return undefined;
  const pauses = act ? ACT_PAUSES : PAUSES;
  return (pauses[Math.min(tries, pauses.length) - 1] ?? SECOND) * (0.9 + 0.2 * random());
};
