/** Whether this machine, PostgreSQL and Temporal have the same time: due times come from all three clocks. */
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { StartError } from './start-error.ts';

/** Milliseconds from which on a difference is logged, and from which on nothing starts. */
const WARNED = 2_000;
const REFUSED = 60_000;

/** A moment that another clock showed between two moments of this one. */
export type Shown = { readonly at: Date; readonly between: readonly [number, number] };

/** Milliseconds by which another clock is ahead of this one, at least; negative where it is behind. */
export const skewOf = ({ at, between: [began, ended] }: Shown): number => {
  const moment = at.getTime();
  if (moment > ended) return moment - ended;
  return moment < began ? moment - began : 0;
};

/** What is to be said of it, and whether it is too much to start. */
export const skewWords = (whose: string, skew: number): { readonly words: string; readonly refused: boolean } | undefined => {
  const by = Math.abs(skew);
  if (by < WARNED) return undefined;
  const words = `The clock of ${whose} is ${(by / 1_000).toFixed(0)} s ${skew > 0 ? 'ahead of' : 'behind'} this machine’s. Set both by a time server (NTP): due times come from both.`;
  return { words, refused: by >= REFUSED };
};

export const compareClocks = async ({ pool, temporal, log }: { pool: Pool; temporal: Shown; log: Logger }): Promise<void> => {
  const began = Date.now();
  const { rows } = await pool.query<{ at: Date }>('SELECT clock_timestamp() AS at');
  const postgres = { at: rows[0]?.at ?? new Date(), between: [began, Date.now()] } as const;
  for (const [whose, shown] of [['PostgreSQL', postgres] as const, ['Temporal', temporal] as const]) {
    const said = skewWords(whose, skewOf(shown));
    if (said?.refused) throw new StartError(said.words);
    if (said) log.warn(said.words);
  }
};
