import type { ProcessPackage } from '../../../activities/process-package.ts';
import { inputs } from './inputs.ts';
import { keyLoan } from './rules.ts';

export const keyLoanPackage: ProcessPackage = {
  versions: [keyLoan],
  inputs,
  workflows: new URL('./workflow.ts', import.meta.url),
};
