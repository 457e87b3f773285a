/** What the rules of a packaging trial have in common: its hold, its money, its figures in words. */
import { credit, type Effect, type Hold, release } from '../effects/index.ts';
import { notifier, yuan } from '../kernel/parts.ts';
import { type Notice, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Notices } from './notices.ts';
import { type Result, resultOf } from './result.ts';
import type { ENDED } from './vocabulary.ts';

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

/** What the maker of a packaging is owed, for all its trials. */
export const payableTo = ({ firm }: Pick<Facts, 'firm'>): string => `payable:${firm.id}`;

const packagingLine = (
  id: string,
  { firm, scheme }: Pick<Facts, 'firm' | 'scheme'>,
  parcels: number,
  rule: string,
  isBack = false,
): readonly Effect[] => {
  const [from, to] = isBack ? [payableTo({ firm }), budgetOf(id)] : [budgetOf(id), payableTo({ firm })];
  const amount = parcels * scheme.costFen;
  return amount > 0 ? [credit({ asset: 'money', from, to, amount, rule })] : [];
};

/** The maker of the packaging is owed for the parcels of a pickup. */
export const owe = (id: string, facts: Facts, pickup: string, parcels: number): readonly Effect[] =>
  packagingLine(id, facts, parcels, `packaging:${pickup}`);

/** The same for parcels that don't come after all. */
export const oweNoMore = (id: string, facts: Facts, pickup: string, parcels: number): readonly Effect[] =>
  packagingLine(id, facts, parcels, `packagingBack:${pickup}`, true);

/** What the maker is owed for all that was shipped in its packaging. */
export const owedFen = ({ parcels, scheme }: Pick<Facts, 'parcels' | 'scheme'>): number =>
  parcels.filter(({ arm }) => arm === 'trial').length * scheme.costFen;

/** The trial is over in this state: the packaging is let go, what is left of the money goes back, and the maker is paid first where it is owed something. */
export const endedAs = (id: string, facts: Facts, state: (typeof ENDED)[number]) => {
  const owed = owedFen(facts);
  const left = facts.approved ? facts.budgetFen - owed : 0;
  return {
    state: owed > 0 ? ('settling' as const) : state,
    facts: { ends: state },
    effects: [
      release(placeOf(facts).resource),
      ...(left > 0
        ? [credit({ asset: 'money', from: budgetOf(id), to: 'scheme:alliance', amount: left, rule: 'trialBudgetBack' })]
        : []),
    ],
    notify:
      owed > 0 ? [notify({ role: 'cashier' }, 'toPay', { yuan: yuan(owed), firm: facts.firm.name })] : ([] as readonly Notice[]),
  };
};

const inWords = (loss: number | null): string => (loss === null ? '—' : String(loss));

/** The figures as notices say them. */
export const figuresOf = ({ trial, baseline }: Result) => ({
  trialLoss: inWords(trial.loss),
  baselineLoss: inWords(baseline.loss),
});
