/** What the rules of a packaging trial have in common: its hold, its money, its figures in words. */
import { credit, type Effect, type Hold, release } from '../effects/index.ts';
import { notifier } from '../kernel/parts.ts';
import { refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Notices } from './notices.ts';
import { type Result, resultOf } from './result.ts';

export const notify = notifier<Notices>();

/** A packaging is tried for a product once at a time. */
export const placeOf = ({ product, scheme }: Pick<Facts, 'product' | 'scheme'>): Hold => ({
  resource: `trial:${product.id}:${scheme.key}`,
  title: { en: `the trial of ${scheme.title.en} for ${product.title.en}`, zh: `${product.title.zh}的${scheme.title.zh}试验` },
});

export const resultNow = ({ parcels, measured, scheme, baseline }: Facts): Result =>
  resultOf(parcels, measured, { trial: scheme.costFen, baseline: baseline.costFen });

export const notItsParcels = () =>
  refuse('notItsParcels', 'A pickup tells of its own parcels alone.', '揽收件只能登记本件的包裹。');

const budgetOf = (id: string): string => `budget:trial:${id}`;

/** The alliance sets the money of a trial aside. */
export const fund = (id: string, { budgetFen }: Facts): readonly Effect[] =>
  budgetFen > 0
    ? [credit({ asset: 'money', from: 'scheme:alliance', to: budgetOf(id), amount: budgetFen, rule: 'trialBudget' })]
    : [];

const packagingLine = (
  id: string,
  { firm, scheme }: Pick<Facts, 'firm' | 'scheme'>,
  parcels: number,
  rule: string,
  isBack = false,
): readonly Effect[] => {
  const [from, to] = isBack ? [`payable:${firm.id}`, budgetOf(id)] : [budgetOf(id), `payable:${firm.id}`];
  const amount = parcels * scheme.costFen;
  return amount > 0 ? [credit({ asset: 'money', from, to, amount, rule })] : [];
};

/** The maker of the packaging is owed for the parcels of a pickup. */
export const owe = (id: string, facts: Facts, pickup: string, parcels: number): readonly Effect[] =>
  packagingLine(id, facts, parcels, `packaging:${pickup}`);

/** The same for parcels that don't come after all. */
export const oweNoMore = (id: string, facts: Facts, pickup: string, parcels: number): readonly Effect[] =>
  packagingLine(id, facts, parcels, `packagingBack:${pickup}`, true);

/** Lets go of the packaging, and gives back what is left of the money. */
export const over = (id: string, facts: Facts): readonly Effect[] => {
  const spent = facts.parcels.filter(({ arm }) => arm === 'trial').length * facts.scheme.costFen;
  const left = facts.approved ? facts.budgetFen - spent : 0;
  return [
    release(placeOf(facts).resource),
    ...(left > 0
      ? [credit({ asset: 'money', from: budgetOf(id), to: 'scheme:alliance', amount: left, rule: 'trialBudgetBack' })]
      : []),
  ];
};

const inWords = (loss: number | null): string => (loss === null ? '—' : String(loss));

/** The figures as notices say them. */
export const figuresOf = ({ trial, baseline }: Result) => ({
  trialLoss: inWords(trial.loss),
  baselineLoss: inWords(baseline.loss),
});
