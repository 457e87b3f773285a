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

/** By which the maker is owed for the parcels of a pickup. */
export const packagingOf = (pickup: string): string => `packaging:${pickup}`;

const budgetOf = (id: string): string => `budget:trial:${id}`;

/** The alliance sets the money of a trial aside. */
export const fund = (id: string, { budgetFen }: Facts): readonly Effect[] =>
  budgetFen > 0
    ? [credit({ asset: 'money', from: 'scheme:alliance', to: budgetOf(id), amount: budgetFen, rule: 'trialBudget' })]
    : [];

/** The maker of the packaging is owed for the parcels of a shipment. */
export const owe = (id: string, { firm, scheme }: Facts, pickup: string, parcels: number): readonly Effect[] =>
  parcels * scheme.costFen > 0
    ? [
        credit({
          asset: 'money',
          from: budgetOf(id),
          to: `payable:${firm.id}`,
          amount: parcels * scheme.costFen,
          rule: packagingOf(pickup),
        }),
      ]
    : [];

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
