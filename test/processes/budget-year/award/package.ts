import { readBudget } from '../../../../activities/budget-year/figures.ts';
import type { ProcessPackage } from '../../../../activities/process-package.ts';
import { facts, inputs } from './inputs.ts';
import { award } from './rules.ts';

export const awardPackage: ProcessPackage = {
  versions: [award],
  inputs,
  facts,
  lookups: {
    commit: async ({ read, current: { facts: of } }) => ({
      reference: { budget: (await readBudget(read, of.item, of.year)) ?? null },
    }),
  },
  workflows: new URL('./workflow.ts', import.meta.url),
};
