import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { runCase } from '../kernel/run-case.ts';
import { dualAssessment as rules } from './rules.ts';

/** One assessment of one person, until both parts are passed at once. */
export const dualAssessment = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], opening);
