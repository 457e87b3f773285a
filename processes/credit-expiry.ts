import { creditExpiryLookups } from '../activities/credit-expiry/lookups.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { facts, inputs } from '../workflows/credit-expiry/inputs.ts';
import { notices } from '../workflows/credit-expiry/notices.ts';
import { creditExpiry } from '../workflows/credit-expiry/rules.ts';

/** The expiry of credits 学分到期. */
export const creditExpiryPackage: ManifestOf<typeof inputs> = {
  versions: [creditExpiry],
  inputs,
  facts,
  lookups: creditExpiryLookups,
  notices,
  workflows: moduleBeside(import.meta.url, '../workflows/credit-expiry/workflow'),
};
