import { creditTables } from '../activities/credits/tables.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import { sitePairingLookups } from '../activities/site-pairing/lookups.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { facts } from '../workflows/site-pairing/facts.ts';
import { inputs } from '../workflows/site-pairing/inputs.ts';
import { notices } from '../workflows/site-pairing/notices.ts';
import { sitePairing } from '../workflows/site-pairing/rules.ts';

/** The site pairing 医保+村社. */
export const sitePairingPackage: ManifestOf<typeof inputs> = {
  versions: [sitePairing],
  inputs,
  facts,
  lookups: sitePairingLookups,
  tables: creditTables,
  notices,
  workflows: moduleBeside(import.meta.url, '../workflows/site-pairing/workflow'),
};
