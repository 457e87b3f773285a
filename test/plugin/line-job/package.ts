import type { ProcessPackage } from '../../../activities/process-package.ts';
import { inputs } from './inputs.ts';
import { lineJob } from './rules.ts';

export const lineJobPackage: ProcessPackage = {
  versions: [lineJob],
  inputs,
  workflows: new URL('./workflow.ts', import.meta.url),
};
