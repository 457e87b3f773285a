import type { ProcessPackage } from '../../../activities/process-package.ts';
import { facts, inputs } from './inputs.ts';
import { boats } from './rules.ts';

export const boatsPackage: ProcessPackage = {
  versions: [boats],
  inputs,
  facts,
  workflows: new URL('./workflow.ts', import.meta.url),
};
