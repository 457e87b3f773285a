/** Points, credits, money and stock, by double entry. Pure. */
import type { Title } from '../kernel/process.ts';
import { refuseByKernel } from '../kernel/refusals.ts';
import { defineEffect, type Effect } from './effect.ts';

/** A double-entry line: `amount` (a positive integer) leaves `from` and arrives at `to`. Unique per case, revision and rule. */
export type LedgerLine = {
  readonly asset: 'points' | 'credits' | 'money' | 'stock';
  readonly from: string;
  readonly to: string;
  readonly amount: number;
  readonly rule: string;
  /** Counted together with all other lines of this key: what is beyond `most` is cut, and what was asked for is kept beside it. */
  readonly cap?: { readonly key: string; readonly most: number };
  /** What it is for, in which year it counts, and the last day (YYYY-MM-DD) on which it does. */
  readonly kind?: string;
  readonly year?: number;
  readonly until?: string;
};

type Item =
  | ({ readonly op: 'credit' } & LedgerLine)
  | { readonly op: 'reverse'; readonly rule: string }
  | { readonly op: 'takeBack'; readonly id: string }
  | { readonly op: 'expire'; readonly asset: LedgerLine['asset']; readonly before: string; readonly notice: string }
  | { readonly op: 'foretell'; readonly asset: LedgerLine['asset']; readonly until: string; readonly notice: string };

const ASSETS: Readonly<Record<LedgerLine['asset'], Title>> = {
  points: { en: 'points', zh: '积分' },
  credits: { en: 'credits', zh: '学分' },
  money: { en: 'money', zh: '款项' },
  stock: { en: 'stock', zh: '库存' },
};

const effect = (items: readonly Item[]): Effect => ({ kind: ledger.kind, items });

/** Enters lines. Refused when a balance or a ceiling would be passed. */
export const credit = (...lines: readonly LedgerLine[]): Effect => effect(lines.map((line) => ({ op: 'credit', ...line })));

/** Takes back the lines that this case has entered by these rules. */
export const reverse = (...rules: readonly string[]): Effect => effect(rules.map((rule) => ({ op: 'reverse', rule })));

/** Takes back lines of any case by their ids. Refused for a line that was taken back already. */
export const takeBack = (...ids: readonly string[]): Effect => effect(ids.map((id) => ({ op: 'takeBack', id })));

/** Takes back every line of the asset whose last day lies before this one (YYYY-MM-DD), and tells their owners how much it was. */
export const expire = (asset: LedgerLine['asset'], before: string, notice: string): Effect =>
  effect([{ op: 'expire', asset, before, notice }]);

/** Tells the owners of lines whose last day is this one (YYYY-MM-DD) how much will expire; nothing is taken back. */
export const foretell = (asset: LedgerLine['asset'], until: string, notice: string): Effect =>
  effect([{ op: 'foretell', asset, until, notice }]);

/** The ledger comes last: many cases draw on one account, and wait for each other from here to the end. */
export const ledger = defineEffect({
  kind: 'ledger',
  order: 900,
  refusals: {
    // Whose account it is isn't said: not everybody who draws on it may know.
    BJ002: ({ asset }: { asset: LedgerLine['asset'] }) =>
      refuseByKernel(
        'kernel.balance',
        `The account’s balance of ${ASSETS[asset].en} doesn’t allow this, or its ceiling would be passed. Look at the account, and choose a smaller amount.`,
        `账户的${ASSETS[asset].zh}余额不足或将超过上限，请核对账户并减少数额。`,
      ),
    BJ006: () =>
      refuseByKernel(
        'kernel.takenBack',
        'These entries were taken back already, or have expired. Look at the account for what is left.',
        '该分录已冲回或已到期，请核对账户明细。',
      ),
  },
});
