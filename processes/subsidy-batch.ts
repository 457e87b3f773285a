import { moduleBeside } from '../activities/module-beside.ts';
import { subsidyTables } from '../activities/subsidy-application/tables.ts';
import { subsidyBatchLookups } from '../activities/subsidy-batch/lookups.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { addDryRun } from '../graphql/subsidy-batch/dry-run.ts';
import { facts } from '../workflows/subsidy-batch/facts.ts';
import { inputs } from '../workflows/subsidy-batch/inputs.ts';
import { notices } from '../workflows/subsidy-batch/notices.ts';
import { subsidyBatch } from '../workflows/subsidy-batch/rules.ts';

/** The batch of subsidies 惠企补贴批次. */
export const subsidyBatchPackage: ManifestOf<typeof inputs> = {
  versions: [subsidyBatch],
  inputs,
  facts,
  lookups: subsidyBatchLookups,
  tables: subsidyTables,
  notices,
  modules: [addDryRun],
  workflows: moduleBeside(import.meta.url, '../workflows/subsidy-batch/workflow'),
};
