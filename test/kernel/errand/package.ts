import type { ProcessPackage } from '../../../activities/process-package.ts';
import { inputs } from './inputs.ts';
import { errand, errandAgain } from './rules.ts';

export const errandPackage: ProcessPackage = {
  versions: [errand],
  inputs,
  workflows: new URL('./workflow.ts', import.meta.url),
};

/** After an update that brings the second version of the rules. */
export const updatedErrandPackage: ProcessPackage = {
  versions: [errand, errandAgain],
  inputs,
  workflows: new URL('./second-workflow.ts', import.meta.url),
};
