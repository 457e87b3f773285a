import { dualAssessmentLookups } from '../activities/dual-assessment/lookups.ts';
import { assessmentTables } from '../activities/dual-assessment/tables.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import { papersModule } from '../graphql/dual-assessment/papers.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { facts } from '../workflows/dual-assessment/facts.ts';
import { inputs } from '../workflows/dual-assessment/inputs.ts';
import { notices } from '../workflows/dual-assessment/notices.ts';
import { dualAssessment } from '../workflows/dual-assessment/rules.ts';

/** The dual assessment 双考核. */
export const dualAssessmentPackage: ManifestOf<typeof inputs> = {
  versions: [dualAssessment],
  inputs,
  facts,
  lookups: dualAssessmentLookups,
  tables: assessmentTables,
  qualifications: {
    claimsHandling: { en: 'claims handling', zh: '医保经办资格' },
    liveLineWork: { en: 'live-line work', zh: '带电作业资格' },
  },
  notices,
  modules: [papersModule],
  workflows: moduleBeside(import.meta.url, '../workflows/dual-assessment/workflow'),
};
