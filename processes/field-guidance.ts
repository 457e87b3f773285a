import { fieldGuidanceLookups } from '../activities/field-guidance/lookups.ts';
import { guidanceTables } from '../activities/field-guidance/tables.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import { fieldGuidanceReportModule } from '../graphql/field-guidance/report.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { facts } from '../workflows/field-guidance/facts.ts';
import { inputs } from '../workflows/field-guidance/inputs.ts';
import { notices } from '../workflows/field-guidance/notices.ts';
import { fieldGuidance } from '../workflows/field-guidance/rules.ts';

/** Guidance in the field 技术指导. */
export const fieldGuidancePackage: ManifestOf<typeof inputs> = {
  versions: [fieldGuidance],
  inputs,
  facts,
  lookups: fieldGuidanceLookups,
  tables: guidanceTables,
  notices,
  modules: [fieldGuidanceReportModule],
  workflows: moduleBeside(import.meta.url, '../workflows/field-guidance/workflow'),
};
