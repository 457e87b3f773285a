import type { ProcessPackage } from '../../../activities/process-package.ts';
import { inputs } from './inputs.ts';
import { treeFelling } from './rules.ts';

/** A process of somebody else's that keeps a line from being free. */
export const treeFellingPackage: ProcessPackage = {
  versions: [treeFelling],
  inputs,
  workflows: new URL('./workflow.ts', import.meta.url),
};
