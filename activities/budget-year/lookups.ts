/** What each act of a budget is judged by. */
import type { Facts } from '../../workflows/budget-year/facts.ts';
import type { Inputs } from '../../workflows/budget-year/inputs.ts';
import type { Limits } from '../../workflows/budget-year/limits.ts';
import type { Reference } from '../../workflows/budget-year/vocabulary.ts';
import { readMoments } from '../days.ts';
import { type ActAsk, defineLookups } from '../lookups.ts';
import { readItem } from '../subsidy-application/eligibility.ts';
import { readBudget, readWaiting } from './figures.ts';

const figures = async ({ read, current: { facts } }: ActAsk<unknown, Facts, Limits>) => {
  const budget = await readBudget(read, facts.item, facts.year);
  if (!budget) throw new Error(`The record has no budget of ${facts.item} for ${facts.year}.`);
  return { reference: { budget } };
};

/** With what waits for its money, where that ends with it. */
const withWaiting = async (ask: ActAsk<unknown, Facts, Limits>) => {
  const [{ reference }, waiting] = await Promise.all([figures(ask), readWaiting(ask.read, ask.current.facts)]);
  return { reference: { ...reference, waiting } };
};

export const budgetYearLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: async ({ read, input: { item, year }, limits }) => {
    // What is applied for in the year after has its money until then.
    const after = (await readItem(read, item))?.window?.nextYear === true ? 1 : 0;
    const last = new Date(Date.UTC(year + after, 11, 31 + limits.carryOverDays)).toISOString().slice(0, 10);
    const [moments, known] = await Promise.all([readMoments(read, [last]), readBudget(read, item, year)]);
    return { reference: { carryOverAt: moments[last]?.endsAt ?? 0, known: known?.caseId ?? null } };
  },
  cut: figures,
  close: withWaiting,
  approve: (ask) => (ask.current.facts.proposal?.kind === 'close' ? withWaiting(ask) : figures(ask)),
  carryOver: withWaiting,
  noteCommitment: figures,
  noteReturn: figures,
});
