import { moduleBeside } from '../activities/module-beside.ts';
import { savingStatementLookups } from '../activities/saving-statement/lookups.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { facts } from '../workflows/saving-statement/facts.ts';
import { inputs } from '../workflows/saving-statement/inputs.ts';
import { notices } from '../workflows/saving-statement/notices.ts';
import { savingStatement } from '../workflows/saving-statement/rules.ts';

/** The weekly statement of what growers saved 惠农节省周报. */
export const savingStatementPackage: ManifestOf<typeof inputs> = {
  versions: [savingStatement],
  inputs,
  facts,
  lookups: savingStatementLookups,
  notices,
  workflows: moduleBeside(import.meta.url, '../workflows/saving-statement/workflow'),
};
