import type { ProcessPackage } from '../../../../activities/process-package.ts';
import { facts, inputs } from './inputs.ts';
import { listing } from './rules.ts';

export const listingPackage: ProcessPackage = {
  versions: [listing],
  inputs,
  facts,
  workflows: new URL('./workflow.ts', import.meta.url),
};
