import type { ProcessPackage } from '../../../../activities/process-package.ts';
import { facts, inputs } from './inputs.ts';
import { awardRound } from './rules.ts';

export const awardRoundPackage: ProcessPackage = {
  versions: [awardRound],
  inputs,
  facts,
  workflows: new URL('./workflow.ts', import.meta.url),
};
