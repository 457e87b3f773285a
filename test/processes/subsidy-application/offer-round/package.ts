import type { ProcessPackage } from '../../../../activities/process-package.ts';
import { facts, inputs } from './inputs.ts';
import { offerRound } from './rules.ts';

export const offerRoundPackage: ProcessPackage = {
  versions: [offerRound],
  inputs,
  facts,
  workflows: new URL('./workflow.ts', import.meta.url),
};
