import type { ProcessPackage } from '../../activities/process-package.ts';
import { facts, inputs } from './inputs.ts';
import { keyLoan } from './rules.ts';

export const keyLoanPackage: ProcessPackage = {
  versions: [keyLoan],
  inputs,
  facts,
  workflows: new URL('./workflow.ts', import.meta.url),
};
