/**
 * What cases import that commit and pay money of a budget. A commitment isn’t a payment: money goes from the budget to what is committed to a
 * case, from there to what is owed to somebody, and from there through the bank to what was spent. One case draws on one budget. Pure.
 */
import { needFree } from '../effects/holds.ts';
import { actOn, credit, type Effect, OVERPAID, type PaymentOrder } from '../effects/index.ts';
import { yuan } from '../kernel/parts.ts';
import { type Refusal, refuse, type Title } from '../kernel/process.ts';

/** A budget as a look-up finds it (`readBudget` of `activities/budget-year/figures.ts`), in cents. */
export type BudgetFound = {
  readonly caseId: string;
  readonly item: string;
  readonly year: number;
  /** `over` is one whose year was carried over. */
  readonly state: 'open' | 'frozen' | 'over' | 'closed';
  readonly allocated: number;
  readonly free: number;
  readonly committed: number;
  readonly payable: number;
  readonly inTransit: number;
  readonly spent: number;
  readonly recovered: number;
  /** Paid out and owed to nobody, such as twice; it isn’t taken from what is free. */
  readonly overpaid: number;
  /** Went back to the finance office as the year was carried over or after it; `allocated` is without it. */
  readonly lapsed: number;
};

type Of = Pick<BudgetFound, 'item' | 'year'>;

export const budgetAccount = ({ item, year }: Of): string => `budget:${item}:${year}`;
export const committedAccount = (caseId: string): string => `committed:${caseId}`;
export const payableAccount = (firm: string): string => `payable:${firm}`;
export const spentAccount = ({ item }: Pick<Of, 'item'>): string => `scheme:spent:${item}`;

/** Held by a budget that takes no new commitments. */
export const freezeOf = ({ item, year }: Of): string => `budgetFrozen:${item}:${year}`;

const line = ({ item, year }: Of, rule: string, from: string, to: string, amount: number): Effect =>
  credit({ asset: 'money', from, to, amount, rule, kind: item, year });

/**
 * Commits money to a case. Refused where the budget is frozen or hasn’t as much; of two at once, the record lets only one have the last of it. The budget notes each
 * commitment, and tells those who keep it when it is nearly used. A case that waits on a list for it hears by an action `budgetOver` that there is nothing more.
 */
export const commit = (budget: BudgetFound, caseId: string, fen: number): readonly Effect[] | Refusal => {
  const { item, year, free, state } = budget;
  if (state === 'over' || state === 'closed') return yearOver(budget);
  if (state !== 'open')
    return refuse(
      'frozen',
      `The budget of ${item} for ${year} takes no new commitments. Wait until it is thawed, or ask the finance office.`,
      `${item}${year}年预算已冻结，不能新增承诺，请待解冻或咨询财政部门。`,
    );
  if (fen > free)
    return refuse(
      'budgetShort',
      `The budget of ${item} for ${year} has ${yuan(free)} yuan left, and this needs ${yuan(fen)}. Wait for more, or ask for less.`,
      `${item}${year}年预算余额${yuan(free)}元，本次需${yuan(fen)}元，请待追加或减少金额。`,
    );
  return [
    needFree(freezeOf(budget)),
    line(budget, 'commit', budgetAccount(budget), committedAccount(caseId), fen),
    actOn(budget.caseId, 'noteCommitment', { fen }),
  ];
};

/** A budget whose year is over, or that is closed, commits nothing any more. */
export const yearOver = ({ item, year }: Of): Refusal =>
  refuse(
    'yearOver',
    `The budget of ${item} for ${year} was carried over or closed, and commits nothing any more. Use that of a later year, or end this for want of a budget.`,
    `${item}${year}年预算已结转或结账，不能再承诺资金。请使用以后年度预算，或以预算已用完为由终止。`,
  );

/** Gives back to its budget what was committed and isn’t needed; also where that is frozen, or of a year that is over. */
export const uncommit = (of: Of, caseId: string, fen: number): Effect =>
  line(of, 'release', committedAccount(caseId), budgetAccount(of), fen);

/** Of what is committed, some is owed to somebody now. */
export const owe = (of: Of, caseId: string, firm: string, fen: number): Effect =>
  line(of, 'owe', committedAccount(caseId), payableAccount(firm), fen);

/** How what is owed is paid: an order for `pay`. A payment that comes back is owed again. */
export const orderOf = (
  of: Of,
  order: { readonly id: string; readonly firm: string; readonly fen: number; readonly account?: string; readonly title: Title },
): PaymentOrder => {
  const { id, firm, fen, account, title } = order;
  return {
    ...{ id, fen, title },
    from: payableAccount(firm),
    to: spentAccount(of),
    ...(account === undefined ? {} : { account }),
  };
};

/** Money that was spent and came back, free again for others of the same year. */
export const recover = (of: Of, fen: number): Effect =>
  line(of, 'recovered', `scheme:recovered:${of.item}`, budgetAccount(of), fen);

/**
 * What comes back to a budget whose year is over goes on to the finance office: its case (`readOver` of `activities/budget-year/figures.ts`) is told. Of a
 * budget that isn’t over nothing is said.
 */
export const lateBack = (over: string | null | undefined, fen: number): readonly Effect[] =>
  over == null || fen <= 0 ? [] : [actOn(over, 'noteReturn', { fen })];

/** Money that was paid beyond what was owed and came back: the budget never had it. */
export const recoverOverpaid = (of: Of, fen: number): Effect =>
  line(of, 'recoveredOverpaid', `scheme:recovered:${of.item}`, OVERPAID, fen);
