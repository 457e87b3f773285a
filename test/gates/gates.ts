/** The gates by what they look at, each with its number, and what came of one of them for one process. */
export const GATES = {
  acts: 'G1',
  races: 'G2',
  repeats: 'G3',
  holidays: 'G4',
  ledger: 'G5',
  masking: 'G6',
  figures: 'G7',
  dated: 'G8',
  leavers: 'G9',
  seeds: 'G10',
  pages: 'G11',
  price: 'G12',
} as const;

export type Result = {
  readonly process: string;
  readonly gate: string;
  /** How often was looked. */
  readonly looked: number;
  readonly faults: number;
  /** Some of the faults in words. */
  readonly first: readonly string[];
};
