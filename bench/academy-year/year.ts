/** What every part of the year works with. */
import type { Chances } from '../moved/chance.ts';
import type { Lives } from '../moved/lives.ts';
import type { Tally } from '../moved/tally.ts';
import type { Academy } from './academy.ts';
import type { Cast } from './cast.ts';
import type { Figures } from './figures.ts';

export type Year = {
  readonly academy: Academy;
  readonly lives: Lives;
  readonly cast: Cast;
  readonly figures: Figures;
  /** The calendar year that is evaluated; pairings begin in the December before. */
  readonly calendarYear: number;
  readonly chance: Chances;
  readonly tally: Tally;
};
