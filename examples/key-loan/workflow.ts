import { type CaseWorkflowInput, runCase } from 'banjie/workflow';
import { keyLoan as rules } from './rules.ts';

/** One loan of a key. */
export const keyLoan = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], opening);
