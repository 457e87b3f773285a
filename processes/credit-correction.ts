import { creditCorrectionLookups } from '../activities/credit-correction/lookups.ts';
import { creditTables } from '../activities/credits/tables.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { facts, inputs } from '../workflows/credit-correction/inputs.ts';
import { notices } from '../workflows/credit-correction/notices.ts';
import { creditCorrection } from '../workflows/credit-correction/rules.ts';
import { badges } from '../workflows/yearly-evaluation/badges.ts';

/** The credit correction 学分更正. */
export const creditCorrectionPackage: ManifestOf<typeof inputs> = {
  versions: [creditCorrection],
  inputs,
  facts,
  lookups: creditCorrectionLookups,
  tables: creditTables,
  notices,
  effects: [badges],
  workflows: moduleBeside(import.meta.url, '../workflows/credit-correction/workflow'),
};
