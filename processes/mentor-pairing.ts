import { creditTables } from '../activities/credits/tables.ts';
import { mentorPairingLookups } from '../activities/mentor-pairing/lookups.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { facts } from '../workflows/mentor-pairing/facts.ts';
import { inputs } from '../workflows/mentor-pairing/inputs.ts';
import { notices } from '../workflows/mentor-pairing/notices.ts';
import { mentorPairing } from '../workflows/mentor-pairing/rules.ts';

/** The mentor pairing 师徒结对. */
export const mentorPairingPackage: ManifestOf<typeof inputs> = {
  versions: [mentorPairing],
  inputs,
  facts,
  lookups: mentorPairingLookups,
  tables: creditTables,
  notices,
  workflows: moduleBeside(import.meta.url, '../workflows/mentor-pairing/workflow'),
};
