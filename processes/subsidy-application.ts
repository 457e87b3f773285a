import { moduleBeside } from '../activities/module-beside.ts';
import { subsidyApplicationLookups } from '../activities/subsidy-application/lookups.ts';
import { subsidyTables } from '../activities/subsidy-application/tables.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { addEligibility } from '../graphql/subsidy-application/eligibility.ts';
import { addSubsidyReport } from '../graphql/subsidy-application/report.ts';
import { testTransferModule } from '../graphql/subsidy-application/test-transfer.ts';
import { firmAccounts } from '../workflows/effects/index.ts';
import { facts } from '../workflows/subsidy-application/facts.ts';
import { inputs } from '../workflows/subsidy-application/inputs.ts';
import { notices } from '../workflows/subsidy-application/notices.ts';
import { subsidyApplication } from '../workflows/subsidy-application/rules.ts';

/** The subsidy of a firm 惠企补贴. */
export const subsidyApplicationPackage: ManifestOf<typeof inputs> = {
  versions: [subsidyApplication],
  inputs,
  facts,
  lookups: subsidyApplicationLookups,
  tables: subsidyTables,
  effects: [firmAccounts],
  notices,
  modules: [testTransferModule, addEligibility, addSubsidyReport],
  workflows: moduleBeside(import.meta.url, '../workflows/subsidy-application/workflow'),
};
