/** The budget from which a policy item is paid this year: opened by one person and approved by another, once; raised when it runs short. */
import { FINANCE, type Town, TREASURER } from './cast.ts';

const MILLION = 100_000_000;
/** More than a telling needs, and than those that were broken off still wait for. */
const ENOUGH = 30_000_000;

export type Item = { readonly key: string; readonly title: { readonly en: string; readonly zh: string } };

export type Figures = Readonly<Record<'allocated' | 'free' | 'committed' | 'payable' | 'inTransit' | 'spent', number>> & {
  readonly caseId: string;
};

export const readBudget = async ({ ask, day }: Town, { key }: Pick<Item, 'key'>): Promise<Figures | null> =>
  (
    await ask(
      FINANCE,
      `query ($item: String!, $year: Int!) { budget(item: $item, year: $year) {
         caseId allocated free committed payable inTransit spent } }`,
      { item: key, year: Number(day().slice(0, 4)) },
    )
  ).budget;

export const fund = async (town: Town, item: Item): Promise<void> => {
  const { act, facts, start, day } = town;
  const budget = await readBudget(town, item);
  if (budget !== null && budget.free >= ENOUGH) return;
  const year = Number(day().slice(0, 4));
  const caseId = budget?.caseId ?? (await start(FINANCE, 'budgetYear', { item: item.key, itemTitle: item.title, year })).id;
  const { proposal, changes } = await facts(FINANCE, 'BudgetYear', caseId, 'proposal { by } changes { fen }');
  if (proposal === null)
    await act(FINANCE, changes.length === 0 ? 'allocate' : 'increase', caseId, { fen: MILLION, document: 'Xindai 1' });
  await act(TREASURER, 'approve', caseId);
};
