import { creditAppealLookups } from '../activities/credit-appeal/lookups.ts';
import { creditTables } from '../activities/credits/tables.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { facts, inputs } from '../workflows/credit-appeal/inputs.ts';
import { notices } from '../workflows/credit-appeal/notices.ts';
import { creditAppeal } from '../workflows/credit-appeal/rules.ts';

/** The credit appeal 学分申诉. */
export const creditAppealPackage: ManifestOf<typeof inputs> = {
  versions: [creditAppeal],
  inputs,
  facts,
  lookups: creditAppealLookups,
  tables: creditTables,
  notices,
  workflows: moduleBeside(import.meta.url, '../workflows/credit-appeal/workflow'),
};
