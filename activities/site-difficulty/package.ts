import { facts } from '../../workflows/site-difficulty/facts.ts';
import { inputs } from '../../workflows/site-difficulty/inputs.ts';
import { siteDifficulty } from '../../workflows/site-difficulty/rules.ts';
import type { ProcessPackage } from '../process-package.ts';
import { siteDifficultyLookups } from './lookups.ts';

/** Difficulties found in site pairings 村社困难, as workers and the API mount them. */
export const siteDifficultyPackage: ProcessPackage = {
  versions: [siteDifficulty],
  inputs,
  facts,
  lookups: siteDifficultyLookups,
  workflows: new URL('../../workflows/site-difficulty/workflow.ts', import.meta.url),
};
