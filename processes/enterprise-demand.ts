import { blockedActs, meetingRules } from '../activities/coordination-meeting/tables.ts';
import { enterpriseDemandLookups } from '../activities/enterprise-demand/lookups.ts';
import { demandCategories } from '../activities/enterprise-demand/tables.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import { policyItems } from '../activities/subsidy-application/policy-items.ts';
import { demandReportModule } from '../graphql/enterprise-demand/report.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { facts } from '../workflows/enterprise-demand/facts.ts';
import { inputs } from '../workflows/enterprise-demand/inputs.ts';
import { notices } from '../workflows/enterprise-demand/notices.ts';
import { enterpriseDemand } from '../workflows/enterprise-demand/rules.ts';

/** The demand of a firm 企业诉求. */
export const enterpriseDemandPackage: ManifestOf<typeof inputs> = {
  versions: [enterpriseDemand],
  inputs,
  facts,
  lookups: enterpriseDemandLookups,
  tables: { demandCategories, policyItems, blockedActs, meetingRules },
  notices,
  modules: [demandReportModule],
  workflows: moduleBeside(import.meta.url, '../workflows/enterprise-demand/workflow'),
};
