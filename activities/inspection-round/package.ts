import { facts } from '../../workflows/inspection-round/facts.ts';
import { inputs } from '../../workflows/inspection-round/inputs.ts';
import { inspectionRound } from '../../workflows/inspection-round/rules.ts';
import type { ProcessPackage } from '../process-package.ts';
import { inspectionRoundLookups } from './lookups.ts';

/** The inspection round 巡视任务 of a protection plan, as workers and the API mount it. */
export const inspectionRoundPackage: ProcessPackage = {
  versions: [inspectionRound],
  inputs,
  facts,
  lookups: inspectionRoundLookups,
  workflows: new URL('../../workflows/inspection-round/workflow.ts', import.meta.url),
};
