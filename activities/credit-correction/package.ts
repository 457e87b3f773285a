import { facts, inputs } from '../../workflows/credit-correction/inputs.ts';
import { creditCorrection } from '../../workflows/credit-correction/rules.ts';
import { creditTables } from '../credits/tables.ts';
import type { ProcessPackage } from '../process-package.ts';
import { creditCorrectionLookups } from './lookups.ts';

/** The credit correction 学分更正, as workers and the API mount it. */
export const creditCorrectionPackage: ProcessPackage = {
  versions: [creditCorrection],
  inputs,
  facts,
  lookups: creditCorrectionLookups,
  tables: creditTables,
  workflows: new URL('../../workflows/credit-correction/workflow.ts', import.meta.url),
};
