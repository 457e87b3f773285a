import type { Case } from '../../workflows/kernel/process.ts';
import { type Facts, facts, inputs } from '../../workflows/yearly-evaluation/inputs.ts';
import { type Reference, yearlyEvaluation } from '../../workflows/yearly-evaluation/rules.ts';
import { badgeTerms } from '../badges/terms.ts';
import { creditTables, readToday } from '../credits/tables.ts';
import type { LookupAsk } from '../lookups.ts';
import type { ProcessPackage } from '../process-package.ts';
import { freeze, readEvaluation } from './evaluation.ts';

const start = async ({ read, now }: LookupAsk): Promise<{ reference: Reference['start'] }> => ({
  reference: { thisYear: Number((await readToday(read, now)).slice(0, 4)) },
});

const confirm = async ({ read, tenant, current, now }: LookupAsk): Promise<{ reference: Reference['confirm'] }> => {
  const { year } = (current as Case<string, Facts>).facts;
  return { reference: { frozen: await freeze(read, await readEvaluation(read, { tenant, year, now })) } };
};

/** The yearly evaluation 年度考评, as workers and the API mount it. */
export const yearlyEvaluationPackage: ProcessPackage = {
  versions: [yearlyEvaluation],
  inputs,
  facts,
  lookups: { start, confirm },
  tables: { ...creditTables, badgeTerms },
  workflows: new URL('../../workflows/yearly-evaluation/workflow.ts', import.meta.url),
};
