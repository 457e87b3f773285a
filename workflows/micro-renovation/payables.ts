/** The accounts by which money leaves a renovation, and what is to be paid. Pure. */
import { credit, type Effect } from '../effects/index.ts';
import type { Facts } from './facts.ts';

/** Residents’ money that is owed to a contractor, apart from that of the budget. */
export const duesPayable = (uscc: string): string => `payable:dues:${uscc}`;
export const refundAccount = (id: string, door: string): string => `payable:${id}/${door}`;
/** What is kept back of the budget’s money, and of the residents’. */
export const retainedOf = (id: string): string => `retained:${id}`;
/** What residents are asked for, before it is owed. */
export const DUES = 'scheme:dues';
export const DUES_SPENT = 'scheme:duesSpent';
export const DUES_REFUNDED = 'scheme:duesRefunded';

/** Moves money, where it is any; of a budget where it is that of one. */
export const money = (
  from: string,
  to: string,
  amount: number,
  rule: string,
  of?: { readonly item: string; readonly year: number },
): readonly Effect[] =>
  amount > 0 ? [credit({ asset: 'money', from, to, amount, rule, ...(of ? { kind: of.item, year: of.year } : {}) })] : [];

export const payable = (key: string, to: string, from: string, spent: string, fen: number): Facts['payables'][number] => ({
  ...{ key, to, from, spent, fen, payments: [] },
});

/** What goes back to households, as it is to be paid. */
export const refundsOf = (
  id: string,
  refunds: readonly { readonly door: string; readonly household: string; readonly fen: number }[],
): Facts['payables'] =>
  refunds.map(({ door, household, fen }) => payable(`refund/${door}`, household, refundAccount(id, door), DUES_REFUNDED, fen));
