import { lines } from '../activities/lines.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import { protectionPlanLookups } from '../activities/protection-plan/lookups.ts';
import { irrigationWells, priorityCustomers } from '../activities/protection-plan/tables.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { coverageModule } from '../graphql/protection-plan/coverage.ts';
import { facts } from '../workflows/protection-plan/facts.ts';
import { inputs } from '../workflows/protection-plan/inputs.ts';
import { notices } from '../workflows/protection-plan/notices.ts';
import { protectionPlan } from '../workflows/protection-plan/rules.ts';

/** The protection plan 保电方案. */
export const protectionPlanPackage: ManifestOf<typeof inputs> = {
  versions: [protectionPlan],
  inputs,
  facts,
  lookups: protectionPlanLookups,
  tables: { lines, irrigationWells, priorityCustomers },
  notices,
  modules: [coverageModule],
  workflows: moduleBeside(import.meta.url, '../workflows/protection-plan/workflow'),
};
