import { lines } from '../activities/lines.ts';
import { permitJobTypes } from '../activities/live-work-permit/job-types.ts';
import { liveWorkPermitLookups } from '../activities/live-work-permit/lookups.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import { qualificationKinds } from '../activities/qualification-kinds.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { facts } from '../workflows/live-work-permit/facts.ts';
import { inputs } from '../workflows/live-work-permit/inputs.ts';
import { notices } from '../workflows/live-work-permit/notices.ts';
import { qualifications } from '../workflows/live-work-permit/qualifications.ts';
import { liveWorkPermit } from '../workflows/live-work-permit/rules.ts';

/** The live-line work permit 带电作业票. */
export const liveWorkPermitPackage: ManifestOf<typeof inputs> = {
  versions: [liveWorkPermit],
  inputs,
  facts,
  lookups: liveWorkPermitLookups,
  tables: { lines, permitJobTypes, qualificationKinds },
  qualifications,
  notices,
  workflows: moduleBeside(import.meta.url, '../workflows/live-work-permit/workflow'),
};
