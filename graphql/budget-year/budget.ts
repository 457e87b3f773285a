/** The figures of a budget, reckoned from the ledger. */
import { readBudget } from '../../activities/budget-year/figures.ts';
import type { BudgetFound } from '../../workflows/budget-year/parent.ts';
import type { SchemaModule } from '../schema/schema.ts';

/** Who reads them beside those who oversee everything. */
const READERS = ['financeOfficer', 'leader', 'policyReviewer', 'auditor', 'admin'];

export const addBudgetFigures: SchemaModule = (builder) => {
  const figures = builder.objectRef<BudgetFound>('BudgetFigures').implement({
    description:
      'A budget of one year in cents, from the lines of the ledger: allocated = free + committed + payable + inTransit + spent − recovered − overpaid. What comes back after the year was carried over is `recovered` or no longer committed, and goes on to the finance office: `lapsed`. 预算执行',
    fields: (t) => {
      const fen = (field: Exclude<keyof BudgetFound, 'caseId' | 'item' | 'year' | 'state'>, description: string) =>
        t.field({ type: 'Fen', description, resolve: (of) => of[field] });
      return {
        caseId: t.exposeID('caseId'),
        item: t.exposeString('item'),
        year: t.exposeInt('year'),
        state: t.exposeString('state', { description: 'open, frozen, over (its year was carried over) or closed.' }),
        allocated: fen('allocated', 'From the finance office, less what was cut or has lapsed.'),
        free: fen('free', 'Committed to nobody.'),
        committed: fen('committed', 'Committed to cases, and not owed yet.'),
        payable: fen('payable', 'Owed, and not handed to the bank.'),
        inTransit: fen('inTransit', 'With the bank.'),
        spent: fen('spent', 'Paid out, also what came back later.'),
        recovered: fen('recovered', 'Came back, and is free again, but for what was overpaid.'),
        lapsed: fen('lapsed', 'Went back to the finance office as the year was carried over, after it, or at the close.'),
        overpaid: fen('overpaid', 'Paid out and owed to nobody, such as twice, and not yet back.'),
      };
    },
  });
  builder.queryField('budget', (t) =>
    t.field({
      type: figures,
      nullable: true,
      authScopes: { roleSomewhere: READERS },
      description: 'The budget of a policy item for a year; null where there is none. 年度预算',
      args: { item: t.arg.string(), year: t.arg.int() },
      resolve: async (_, { item, year }, { read }) => (await readBudget(read, item, year)) ?? null,
    }),
  );
};
