/** What happens by chance, the same for the same seed. Each life draws separately, so that none depends on whose turn came first. */
export type Chance = {
  /** From 0 to below 1. */
  next(): number;
  /** So often out of 1. */
  happens(share: number): boolean;
  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number;
  pick<T>(of: readonly T[]): T;
  /** So many of these, each once, in their order by chance. */
  some<T>(of: readonly T[], count: number): readonly T[];
};

/** mulberry32 (Tommy Ettinger, public domain), begun by an FNV-1a hash of the words. */
export const chanceOf = (seed: number, ...words: readonly (string | number)[]): Chance => {
  let state = seed >>> 0;
  for (const char of words.join('\0')) state = Math.imul(state ^ (char.codePointAt(0) as number), 0x01000193) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const some = <T>(of: readonly T[], count: number): readonly T[] => {
    const left = [...of];
    for (let i = left.length - 1; i > 0; i--) {
      const j = whole(0, i);
      [left[i], left[j]] = [left[j] as T, left[i] as T];
    }
    return left.slice(0, count);
  };
  return {
    next,
    happens: (share) => next() < share,
    whole,
    pick: (of) => of[whole(0, of.length - 1)] as (typeof of)[number],
    some,
  };
};

/** The chance of one life, by its name. */
export type Chances = (...words: readonly (string | number)[]) => Chance;

export const chances =
  (seed: number): Chances =>
  (...words) =>
    chanceOf(seed, ...words);
