/** What every part of the year works with. */
import type { Academy } from './academy.ts';
import type { Cast } from './cast.ts';
import { type Chance, chanceOf } from './chance.ts';
import type { Figures } from './figures.ts';
import type { Lives } from './lives.ts';

export type Year = {
  readonly academy: Academy;
  readonly lives: Lives;
  readonly cast: Cast;
  readonly figures: Figures;
  /** The calendar year that is evaluated; pairings begin in the December before. */
  readonly calendarYear: number;
  /** Of one life, by its name. */
  chance(...words: readonly (string | number)[]): Chance;
  /** What happened, counted by name. */
  readonly tally: Tally;
};

export type Tally = {
  add(what: string, many?: number): void;
  of(what: string): number;
  all(): ReadonlyMap<string, number>;
};

export const openTally = (): Tally => {
  const counts = new Map<string, number>();
  return {
    add: (what, many = 1) => void counts.set(what, (counts.get(what) ?? 0) + many),
    of: (what) => counts.get(what) ?? 0,
    all: () => counts,
  };
};

export const chances =
  (seed: number): Year['chance'] =>
  (...words) =>
    chanceOf(seed, ...words);
