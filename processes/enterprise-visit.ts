import { enterpriseVisitLookups } from '../activities/enterprise-visit/lookups.ts';
import { visitTables } from '../activities/enterprise-visit/tables.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import { visitReportModule } from '../graphql/enterprise-visit/report.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { facts } from '../workflows/enterprise-visit/facts.ts';
import { inputs } from '../workflows/enterprise-visit/inputs.ts';
import { notices } from '../workflows/enterprise-visit/notices.ts';
import { enterpriseVisit } from '../workflows/enterprise-visit/rules.ts';

/** The visit to a firm 企业走访. */
export const enterpriseVisitPackage: ManifestOf<typeof inputs> = {
  versions: [enterpriseVisit],
  inputs,
  facts,
  lookups: enterpriseVisitLookups,
  tables: { grids: visitTables.grids, firmOfficers: visitTables.firmOfficers, quietDays: visitTables.quietDays },
  notices,
  modules: [visitReportModule],
  workflows: moduleBeside(import.meta.url, '../workflows/enterprise-visit/workflow'),
};
