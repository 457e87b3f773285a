import { facts } from '../../workflows/live-work-permit/facts.ts';
import { inputs } from '../../workflows/live-work-permit/inputs.ts';
import { qualifications } from '../../workflows/live-work-permit/qualifications.ts';
import { liveWorkPermit } from '../../workflows/live-work-permit/rules.ts';
import { lines } from '../lines.ts';
import type { ProcessPackage } from '../process-package.ts';
import { permitJobTypes } from './job-types.ts';
import { liveWorkPermitLookups } from './lookups.ts';

/** The live-line work permit 带电作业票, as workers and the API mount it. */
export const liveWorkPermitPackage: ProcessPackage = {
  versions: [liveWorkPermit],
  inputs,
  facts,
  lookups: liveWorkPermitLookups,
  tables: { lines, permitJobTypes },
  qualifications,
  workflows: new URL('../../workflows/live-work-permit/workflow.ts', import.meta.url),
};
