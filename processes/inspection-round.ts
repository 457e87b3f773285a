import { inspectionRoundLookups } from '../activities/inspection-round/lookups.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { facts } from '../workflows/inspection-round/facts.ts';
import { inputs } from '../workflows/inspection-round/inputs.ts';
import { notices } from '../workflows/inspection-round/notices.ts';
import { inspectionRound } from '../workflows/inspection-round/rules.ts';

/** The inspection round 巡视任务 of a protection plan or of street patrols. */
export const inspectionRoundPackage: ManifestOf<typeof inputs> = {
  versions: [inspectionRound],
  inputs,
  facts,
  lookups: inspectionRoundLookups,
  notices,
  workflows: moduleBeside(import.meta.url, '../workflows/inspection-round/workflow'),
};
