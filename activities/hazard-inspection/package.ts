import { facts } from '../../workflows/hazard-inspection/facts.ts';
import { inputs } from '../../workflows/hazard-inspection/inputs.ts';
import { hazardInspection } from '../../workflows/hazard-inspection/rules.ts';
import { lines } from '../lines.ts';
import type { ProcessPackage } from '../process-package.ts';
import { hazardGrades } from './grades.ts';
import { hazardInspectionLookups } from './lookups.ts';

/** The hazard inspection 隐患排查, as workers and the API mount it. */
export const hazardInspectionPackage: ProcessPackage = {
  versions: [hazardInspection],
  inputs,
  facts,
  lookups: hazardInspectionLookups,
  tables: { hazardGrades, lines },
  workflows: new URL('../../workflows/hazard-inspection/workflow.ts', import.meta.url),
};
