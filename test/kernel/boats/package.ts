import { defineLookups } from '../../../activities/lookups.ts';
import type { ProcessPackage } from '../../../activities/process-package.ts';
import { type Facts, facts, type Inputs, inputs } from './inputs.ts';
import { boats, type Reference } from './rules.ts';

export const boatsPackage: ProcessPackage = {
  versions: [boats],
  inputs,
  facts,
  lookups: defineLookups<Reference, Inputs, Facts>()({
    paint: async ({ current: { facts } }) => ({ reference: { name: `of ${facts.place}` } }),
  }),
  workflows: new URL('./workflow.ts', import.meta.url),
};
