import { hazardGrades } from '../activities/hazard-inspection/grades.ts';
import { hazardInspectionLookups } from '../activities/hazard-inspection/lookups.ts';
import { lines } from '../activities/lines.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import { hazardReportModule } from '../graphql/hazard-inspection/hazard-report.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { facts } from '../workflows/hazard-inspection/facts.ts';
import { inputs } from '../workflows/hazard-inspection/inputs.ts';
import { notices } from '../workflows/hazard-inspection/notices.ts';
import { hazardInspection } from '../workflows/hazard-inspection/rules.ts';

/** The hazard inspection 隐患排查. */
export const hazardInspectionPackage: ManifestOf<typeof inputs> = {
  versions: [hazardInspection],
  inputs,
  facts,
  lookups: hazardInspectionLookups,
  tables: { hazardGrades, lines },
  notices,
  modules: [hazardReportModule],
  workflows: moduleBeside(import.meta.url, '../workflows/hazard-inspection/workflow'),
};
