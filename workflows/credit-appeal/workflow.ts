import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { runCase } from '../kernel/run-case.ts';
import { creditAppeal as rules } from './rules.ts';

/** One appeal against somebody's line of an evaluation. */
export const creditAppeal = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], opening);
