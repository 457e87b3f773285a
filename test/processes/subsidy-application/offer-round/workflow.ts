import type { CaseWorkflowInput } from '../../../../workflows/kernel/contract.ts';
import { runCase } from '../../../../workflows/kernel/run-case.ts';
import { offerRound as rules } from './rules.ts';

/** One round of offers. */
export const offerRound = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], opening);
