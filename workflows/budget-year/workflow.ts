import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { LONG_CASE, runCase } from '../kernel/run-case.ts';
import { budgetYear as rules } from './rules.ts';

/** One budget, from its opening to the last payment of its year. */
export const budgetYear = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], { ...LONG_CASE, ...opening });
