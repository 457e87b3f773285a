import { facts } from '../../workflows/dual-assessment/facts.ts';
import { inputs } from '../../workflows/dual-assessment/inputs.ts';
import { dualAssessment } from '../../workflows/dual-assessment/rules.ts';
import type { ProcessPackage } from '../process-package.ts';
import { dualAssessmentLookups } from './lookups.ts';
import { assessmentTables } from './tables.ts';

/** The dual assessment 双考核, as workers and the API mount it. */
export const dualAssessmentPackage: ProcessPackage = {
  versions: [dualAssessment],
  inputs,
  facts,
  lookups: dualAssessmentLookups,
  tables: assessmentTables,
  qualifications: {
    claimsHandling: { en: 'claims handling', zh: '医保经办资格' },
    liveLineWork: { en: 'live-line work', zh: '带电作业资格' },
  },
  workflows: new URL('../../workflows/dual-assessment/workflow.ts', import.meta.url),
};
