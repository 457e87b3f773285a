import type { CaseWorkflowInput } from '../../../../workflows/kernel/contract.ts';
import { runCase } from '../../../../workflows/kernel/run-case.ts';
import { awardRound as rules } from './rules.ts';

/** One round of awards. */
export const awardRound = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], opening);
