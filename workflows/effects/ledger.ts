/** Points, credits, money and stock, by double entry. Pure. */
import type { Refusal, Title } from '../kernel/process.ts';
import { refuseByKernel } from '../kernel/refusals.ts';
import { defineEffect, type Effect, itemsOf, type RefusedAct } from './effect.ts';

/** The most that lines of one key may come to together. */
export type Cap = {
  readonly key: string;
  readonly most: number;
  /** What is beyond it is cut, and what was asked for is kept beside it; or the act is refused. Cut, where nothing is said. */
  readonly or?: 'cut' | 'refuse';
  /** Counts only the lines of so many months back from now, and not all that there ever were. */
  readonly window?: { readonly months: number };
  /**
   * What the caller is told where it leaves less, in place of the kernel's words; never stored. `{most}`, `{used}` and `{left}` in them are what the
   * record found.
   */
  readonly full?: Refusal;
};

/** A double-entry line: `amount` (a positive integer) leaves `from` and arrives at `to`. Unique per case, revision and rule. */
export type LedgerLine = {
  readonly asset: 'points' | 'credits' | 'money' | 'stock';
  readonly from: string;
  readonly to: string;
  readonly amount: number;
  readonly rule: string;
  readonly cap?: Cap;
  /** What the caller is told where the account that it leaves has less, in place of the kernel's words; never stored. */
  readonly short?: Refusal;
  /** What it is for, in which year it counts, and the last day (YYYY-MM-DD) on which it does. */
  readonly kind?: string;
  readonly year?: number;
  readonly until?: string;
  /** In place of a last day: it counts until the end of the year so many years after this one, by the tenant's calendar. */
  readonly validYears?: number;
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

/** What a cap leaves, as the record found it. */
type CapFull = {
  readonly key: string;
  readonly asset: LedgerLine['asset'];
  readonly most: number;
  readonly used: number;
  readonly months: number | null;
};

/** An amount in words; money is in cents. */
const said = (asset: LedgerLine['asset'], amount: number): Title =>
  asset === 'money'
    ? { en: `${(amount / 100).toFixed(2)} yuan`, zh: `${(amount / 100).toFixed(2)}元` }
    : { en: `${amount} ${ASSETS[asset].en}`, zh: `${amount}${ASSETS[asset].zh}` };

const capFull = ({ asset, most, used, months }: CapFull): Refusal => {
  const [all, gone, left] = [most, used, Math.max(0, most - used)].map((amount) => said(asset, amount)) as [Title, Title, Title];
  const [time, timeZh] = months === null ? ['', ''] : [months === 1 ? ' in a month' : ` in ${months} months`, `${months}个月内`];
  return refuseByKernel(
    'kernel.cap',
    `At most ${all.en} may be given here${time}; ${gone.en} are used, and ${left.en} are left. Choose no more than that, or have the limit raised.`,
    `${timeZh}最多${all.zh}，已用${gone.zh}，剩余${left.zh}。请不超过剩余额度，或申请提高上限。`,
  );
};

/** The words of the rule for a cap, where it has some. */
const ownWords = ({ effects }: RefusedAct, { key, asset, most, used }: CapFull): Refusal | undefined => {
  const full = itemsOf<Item>(ledger, effects).flatMap((item) =>
    item.op === 'credit' && item.cap?.key === key && item.cap.full ? [item.cap.full] : [],
  )[0];
  if (!full) return undefined;
  const figures = { most, used, left: Math.max(0, most - used) };
  const filled = (text: string, language: 'en' | 'zh'): string =>
    text.replaceAll(/\{(most|used|left)\}/g, (_, name: keyof typeof figures) => said(asset, figures[name])[language]);
  return { code: full.code, en: filled(full.en, 'en'), zh: filled(full.zh, 'zh') };
};

/** The words of the rule for an account that has less than a line takes from it, where it has some. */
const shortOf = ({ effects }: RefusedAct, owner: string, asset: LedgerLine['asset']): Refusal | undefined =>
  itemsOf<Item>(ledger, effects).flatMap((item) =>
    item.op === 'credit' && item.from === owner && item.asset === asset && item.short ? [item.short] : [],
  )[0];

/** A line without the words for those who are refused. */
const withoutWords = (item: Item): Item => {
  if (item.op !== 'credit') return item;
  const { short: _, ...line } = item;
  if (!line.cap) return line;
  const { full: __, ...cap } = line.cap;
  return { ...line, cap };
};

const effect = (items: readonly Item[]): Effect => ({ kind: ledger.kind, items });

/** Enters lines. Refused when a balance or a ceiling would be passed. */
export const credit = (...lines: readonly LedgerLine[]): Effect => effect(lines.map((line) => ({ op: 'credit', ...line })));

/** Takes back the lines that this case has entered by these rules. */
export const reverse = (...rules: readonly string[]): Effect => effect(rules.map((rule) => ({ op: 'reverse', rule })));

/** Takes back lines of any case by their ids. Refused for a line that was taken back already. */
export const takeBack = (...ids: readonly string[]): Effect => effect(ids.map((id) => ({ op: 'takeBack', id })));

/**
 * Takes back every line of the asset whose last day lies before this one (YYYY-MM-DD), and tells their owners how much it was. Of points, which are
 * kept in lots, it takes back what isn't spent: what goes out is always the oldest that still counts.
 */
export const expire = (asset: LedgerLine['asset'], before: string, notice: string): Effect =>
  effect([{ op: 'expire', asset, before, notice }]);

/** Tells the owners of lines whose last day is this one (YYYY-MM-DD) how much will expire; nothing is taken back. */
export const foretell = (asset: LedgerLine['asset'], until: string, notice: string): Effect =>
  effect([{ op: 'foretell', asset, until, notice }]);

/** The ledger comes last: many cases draw on one account, and wait for each other from here to the end. */
export const ledger = defineEffect({
  kind: 'ledger',
  order: 900,
  stored: (items: readonly Item[]) => items.map(withoutWords),
  refusals: {
    // Whose account it is isn't said: not everybody who draws on it may know.
    BJ002: ({ owner, asset }: { owner: string; asset: LedgerLine['asset'] }, act) =>
      shortOf(act, owner, asset) ??
      refuseByKernel(
        'kernel.balance',
        `The account’s balance of ${ASSETS[asset].en} doesn’t allow this, or its ceiling would be passed. Look at the account, and choose a smaller amount.`,
        `账户的${ASSETS[asset].zh}余额不足或将超过上限，请核对账户并减少数额。`,
      ),
    BJ020: (full: CapFull, act) => ownWords(act, full) ?? capFull(full),
    BJ006: () =>
      refuseByKernel(
        'kernel.takenBack',
        'These entries were taken back already, or have expired. Look at the account for what is left.',
        '该分录已冲回或已到期，请核对账户明细。',
      ),
  },
});
