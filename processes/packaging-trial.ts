import { moduleBeside } from '../activities/module-beside.ts';
import { packagingTrialLookups } from '../activities/packaging-trial/lookups.ts';
import { allianceMembers, dropTests } from '../activities/packaging-trial/tables.ts';
import { packagingSchemes, products, tariffs } from '../activities/produce-pickup/tables.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { trialResultModule } from '../graphql/packaging-trial/results.ts';
import { tableRows } from '../workflows/effects/index.ts';
import { facts } from '../workflows/packaging-trial/facts.ts';
import { inputs } from '../workflows/packaging-trial/inputs.ts';
import { notices } from '../workflows/packaging-trial/notices.ts';
import { packagingTrial } from '../workflows/packaging-trial/rules.ts';

/** The packaging trial 包装试验. */
export const packagingTrialPackage: ManifestOf<typeof inputs> = {
  versions: [packagingTrial],
  inputs,
  facts,
  lookups: packagingTrialLookups,
  tables: { allianceMembers, dropTests, products, packagingSchemes, tariffs },
  notices,
  effects: [tableRows],
  modules: [trialResultModule],
  workflows: moduleBeside(import.meta.url, '../workflows/packaging-trial/workflow'),
};
