/** What an application still owes the firm, what has reached it, and what may be asked back: reckoned from its payments alone. Pure. */
import { lateBack, payableAccount, recover, recoverOverpaid } from '../budget-year/parent.ts';
import type { Effect, Owing, Payment } from '../effects/index.ts';
import type { Facts } from './facts.ts';
import type { Late, State } from './vocabulary.ts';

const sum = (all: readonly { readonly fen: number }[]): number => all.reduce((fen, one) => fen + one.fen, 0);

/** Whether the ledger has it as paid, or on its way. */
const isOut = ({ state, before }: Payment): boolean =>
  state === 'inTransit' || state === 'confirmed' || (state === 'unclear' && before === 'confirmed');

/** What is left to be paid: what came back is owed again, and what was paid beyond it counts for nothing. */
export const leftToPay = ({ fen, setOff, payments, overpaid, overpaidBack }: Owed): number =>
  Math.max(0, (fen ?? 0) - sum(setOff) - sum(payments.filter(isOut)) + overpaid + overpaidBack);
type Owed = Pick<Facts, 'fen' | 'setOff' | 'payments' | 'overpaid' | 'overpaidBack'>;

/** What has reached the firm, by payments and by what was set off. */
export const arrived = ({ payments, setOff }: Pick<Facts, 'payments' | 'setOff'>): number =>
  sum(payments.filter(({ state }) => state === 'confirmed')) + sum(setOff);

/** What the firm has of it now. */
export const stillThere = (facts: Pick<Facts, 'payments' | 'setOff' | 'cameBack'>): number =>
  Math.max(0, arrived(facts) - facts.cameBack);

/** An application that has ended without its money owes nothing, whatever it was for. */
const OWING: readonly State[] = ['payable', 'instructed', 'paid', 'recovering', 'recovered', 'writtenOff'];

export const owing = (state: State, facts: Owed & Pick<Facts, 'firm'>): Owing => ({
  from: payableAccount(facts.firm),
  fen: OWING.includes(state) ? leftToPay(facts) : 0,
  overpaid: facts.overpaid,
});

/** How much of a payment that is cleared now was owed to nobody; below nothing where such money has come back. */
export const beyond = ({ fen, before }: Payment, isThere: boolean, { fen: owed, overpaid }: Owing): number => {
  if (isThere) return before === 'bounced' ? fen - Math.min(owed, fen) : 0;
  return before === 'confirmed' ? -Math.min(overpaid, fen) : 0;
};

/** What comes back is first of all what nobody owed; the rest is free again in the budget. */
export const bringBack = (
  facts: Pick<Facts, 'item' | 'year' | 'overpaid' | 'overpaidBack' | 'cameBack'>,
  fen: number,
  late: Late | undefined,
): { readonly facts: Pick<Facts, 'overpaid' | 'overpaidBack' | 'cameBack'>; readonly effects: readonly Effect[] } => {
  const over = Math.min(facts.overpaid, fen);
  return {
    facts: { overpaid: facts.overpaid - over, overpaidBack: facts.overpaidBack + over, cameBack: facts.cameBack + fen },
    effects: [
      ...(over > 0 ? [recoverOverpaid(facts, over)] : []),
      ...(fen > over ? [recover(facts, fen - over), ...lateBack(late?.over, fen - over)] : []),
    ],
  };
};
