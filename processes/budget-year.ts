import { budgetYearLookups } from '../activities/budget-year/lookups.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import { addBudgetFigures } from '../graphql/budget-year/budget.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { facts } from '../workflows/budget-year/facts.ts';
import { inputs } from '../workflows/budget-year/inputs.ts';
import { notices } from '../workflows/budget-year/notices.ts';
import { budgetYear } from '../workflows/budget-year/rules.ts';

/** The budget of a policy item for one year 年度预算. */
export const budgetYearPackage: ManifestOf<typeof inputs> = {
  versions: [budgetYear],
  inputs,
  facts,
  lookups: budgetYearLookups,
  notices,
  modules: [addBudgetFigures],
  workflows: moduleBeside(import.meta.url, '../workflows/budget-year/workflow'),
};
