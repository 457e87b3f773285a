import type { CaseWorkflowInput } from '../../workflows/kernel/contract.ts';
import { runCase } from '../../workflows/kernel/run-case.ts';
import { keyLoan as rules } from './rules.ts';

/** One loan of a key. */
export const keyLoan = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], opening);
