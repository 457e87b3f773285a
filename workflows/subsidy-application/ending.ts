/** How an application ends before its money is sent: what it has taken is given back, and the next on the list is told. Pure. */
import { budgetAccount, lateBack, payableAccount, uncommit } from '../budget-year/parent.ts';
import { actOn, credit, type Effect } from '../effects/index.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import { leftToPay } from './balance.ts';
import { ungrant } from './ceilings.ts';
import type { Facts } from './facts.ts';
import { releaseAll } from './holding.ts';
import { tellDemand } from './telling.ts';
import type { Application, Done, Next, State } from './vocabulary.ts';

/** States in which money is committed to it, and in which it is owed to the firm. */
const COMMITTED: readonly State[] = ['committed', 'onNotice'];

/** What was owed to the firm and isn’t any more is free again in the budget. */
export const notOwed = (facts: Pick<Facts, 'firm' | 'item' | 'year'>, fen: number): Effect =>
  credit({
    ...{ asset: 'money', from: payableAccount(facts.firm), to: budgetAccount(facts), amount: fen },
    ...{ rule: 'release', kind: facts.item, year: facts.year },
  });

/** Gives the money back to its budget, from wherever it is; it is for the next on the list. */
export const giveBack = ({ id, state, facts }: Application, { next, over }: Next): readonly Effect[] => {
  const fen = leftToPay(facts);
  const back = COMMITTED.includes(state) ? [uncommit(facts, id, fen)] : state === 'payable' ? [notOwed(facts, fen)] : [];
  return back.length === 0
    ? []
    : [...back, ...lateBack(over, fen), ungrant(), ...(next === null ? [] : [actOn(next, 'turnCame', {})])];
};

/** Nobody reads any more on a notice that a firm is to have what it isn’t. */
const offNotice = ({ id, facts }: Application, { onNotice }: Next): readonly Effect[] => {
  if (onNotice === undefined || onNotice === null) return [];
  const reason = '申请已终止 The application has ended.';
  return facts.notice === 'own' ? [actOn(onNotice, 'withdraw', { reason })] : [actOn(onNotice, 'dropRow', { key: id, reason })];
};

/** As its notice opens or ends, nobody can say yet on which one it is. */
export const noticeUnderWay = ({ state }: Application, { onNotice }: Next): Refusal | undefined =>
  state === 'onNotice' && onNotice === null
    ? refuse(
        'noticeUnderWay',
        'Its notice is just being opened or ended. Try again in a minute.',
        '公示正在发布或结束，请稍后再试。',
      )
    : undefined;

/** The end of an application that wasn’t paid. */
export const unpaid = (
  current: Application,
  end: 'rejected' | 'withdrawn' | 'lapsed',
  found: Next,
): Done & { readonly facts: Partial<Facts>; readonly effects: readonly Effect[] } => ({
  state: end,
  facts: { replaces: null },
  effects: [
    ...giveBack(current, found),
    ...offNotice(current, found),
    releaseAll(current.facts),
    ...tellDemand(current.id, current.facts, end),
  ],
});
