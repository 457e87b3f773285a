import { moduleBeside } from '../activities/module-beside.ts';
import { siteDifficultyLookups } from '../activities/site-difficulty/lookups.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { facts } from '../workflows/site-difficulty/facts.ts';
import { inputs } from '../workflows/site-difficulty/inputs.ts';
import { notices } from '../workflows/site-difficulty/notices.ts';
import { siteDifficulty } from '../workflows/site-difficulty/rules.ts';

/** Difficulties found in site pairings 村社困难. */
export const siteDifficultyPackage: ManifestOf<typeof inputs> = {
  versions: [siteDifficulty],
  inputs,
  facts,
  lookups: siteDifficultyLookups,
  notices,
  workflows: moduleBeside(import.meta.url, '../workflows/site-difficulty/workflow'),
};
