/** The list of those who are approved and wait for money: who of them can have it now, and who is passed over. Pure. */
import { actOn, type Effect } from '../effects/index.ts';
import { overCeiling } from './ceilings.ts';
import type { Facts, PASSED_OVER } from './facts.ts';
import type { Limits } from './limits.ts';
import { hasEnded } from './standing.ts';
import type { Granted, Money } from './vocabulary.ts';

export type Why = keyof typeof PASSED_OVER;

/** One that waits, with what was granted to its firm, and what the register says of that. */
export type Waits = Pick<Facts, 'firm' | 'item' | 'year' | 'fen' | 'affiliation' | 'itemMost'> & {
  readonly id: string;
  readonly state: string;
  readonly granted: Granted;
  /** Whether it knows that others go before it. */
  readonly told: boolean;
};

/** What of its own keeps it from money that is there. */
export const keptBack = (one: Waits, limits: Limits): Why | undefined => {
  if (hasEnded(one.state)) return 'firmEnded';
  return overCeiling(one, one.fen, one.granted, limits) ? 'ceiling' : undefined;
};

/** The first that can have it. */
export const firstServed = (list: readonly Waits[], limits: Limits): string | null =>
  list.find((one) => keptBack(one, limits) === undefined)?.id ?? null;

/** What those who came before need: who can’t have it now leaves it to those behind, and keeps their place. */
export const aheadOf = (list: readonly Waits[], limits: Limits): Money['ahead'] => {
  const judged = list.map((one) => ({ ...one, why: keptBack(one, limits) }));
  const served = judged.filter(({ why }) => why === undefined);
  return {
    cases: served.length,
    fen: served.reduce((sum, { fen }) => sum + (fen ?? 0), 0),
    passedOver: judged.flatMap(({ id, why, told }) => (why === undefined || told ? [] : [{ id, why }])),
  };
};

/** As many as one act tells; the next one tells the others. */
const AT_ONCE = 20;

/** A word to those who were passed over. */
export const tellPassedOver = ({ passedOver = [] }: Money['ahead']): readonly Effect[] =>
  passedOver.slice(0, AT_ONCE).map(({ id, why }) => actOn(id, 'passedOver', { why }));
