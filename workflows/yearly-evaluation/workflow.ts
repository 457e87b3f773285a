import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { runCase } from '../kernel/run-case.ts';
import { yearlyEvaluation as rules } from './rules.ts';

/** The evaluation of one year, until nobody can appeal against it any more. */
export const yearlyEvaluation = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], opening);
