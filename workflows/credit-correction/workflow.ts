import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { runCase } from '../kernel/run-case.ts';
import { creditCorrection as rules } from './rules.ts';

/** One correction of somebody's credits. */
export const creditCorrection = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], opening);
