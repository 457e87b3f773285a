import type { Facts, Inputs } from '../../workflows/yearly-evaluation/inputs.ts';
import type { Reference } from '../../workflows/yearly-evaluation/rules.ts';
import { readToday } from '../credits/tables.ts';
import { defineLookups } from '../lookups.ts';
import { freeze, readEvaluation } from './evaluation.ts';

export const yearlyEvaluationLookups = defineLookups<Reference, Inputs, Facts>()({
  start: async ({ read, now }) => ({
    reference: { thisYear: Number((await readToday(read, now)).slice(0, 4)) },
  }),
  confirm: async ({ read, tenant, current, now }) => {
    const { year } = current.facts;
    return { reference: { frozen: await freeze(read, await readEvaluation(read, { tenant, year, now })) } };
  },
});
