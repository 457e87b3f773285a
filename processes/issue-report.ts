import { blockedActs, meetingRules } from '../activities/coordination-meeting/tables.ts';
import { checkCategory } from '../activities/issue-report/category-check.ts';
import { issueReportLookups } from '../activities/issue-report/lookups.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import { dispatchRulesModule } from '../graphql/issue-report/dispatch-rules.ts';
import { nearReportsModule } from '../graphql/issue-report/near-reports.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { facts } from '../workflows/issue-report/facts.ts';
import { inputs } from '../workflows/issue-report/inputs.ts';
import { notices } from '../workflows/issue-report/notices.ts';
import { replies } from '../workflows/issue-report/replies.ts';
import { issueReport, issueReport1 } from '../workflows/issue-report/rules.ts';

/** The issue report 随手拍. */
export const issueReportPackage: ManifestOf<typeof inputs> = {
  versions: [issueReport1, issueReport],
  tables: { meetingRules, blockedActs },
  inputs,
  facts,
  lookups: issueReportLookups,
  checkCategory,
  notices,
  replies,
  erasesPhotos: true,
  modules: [nearReportsModule, dispatchRulesModule],
  workflows: moduleBeside(import.meta.url, '../workflows/issue-report/workflow'),
};
