import { coordinationMeetingLookups } from '../activities/coordination-meeting/lookups.ts';
import { blockedActs, meetingRules } from '../activities/coordination-meeting/tables.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import { meetingReportModule } from '../graphql/coordination-meeting/report.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { facts } from '../workflows/coordination-meeting/facts.ts';
import { inputs } from '../workflows/coordination-meeting/inputs.ts';
import { notices } from '../workflows/coordination-meeting/notices.ts';
import { coordinationMeeting } from '../workflows/coordination-meeting/rules.ts';

/** The coordination meeting 现场协调会, which cases of other processes call. */
export const coordinationMeetingPackage: ManifestOf<typeof inputs> = {
  versions: [coordinationMeeting],
  inputs,
  facts,
  lookups: coordinationMeetingLookups,
  tables: { meetingRules, blockedActs },
  notices,
  modules: [meetingReportModule],
  workflows: moduleBeside(import.meta.url, '../workflows/coordination-meeting/workflow'),
};
