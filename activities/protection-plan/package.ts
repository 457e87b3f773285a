import { facts } from '../../workflows/protection-plan/facts.ts';
import { inputs } from '../../workflows/protection-plan/inputs.ts';
import { protectionPlan } from '../../workflows/protection-plan/rules.ts';
import { lines } from '../lines.ts';
import type { ProcessPackage } from '../process-package.ts';
import { protectionPlanLookups } from './lookups.ts';
import { irrigationWells, priorityCustomers } from './tables.ts';

/** The protection plan 保电方案, as workers and the API mount it. */
export const protectionPlanPackage: ProcessPackage = {
  versions: [protectionPlan],
  inputs,
  facts,
  lookups: protectionPlanLookups,
  tables: { lines, irrigationWells, priorityCustomers },
  workflows: new URL('../../workflows/protection-plan/workflow.ts', import.meta.url),
};
