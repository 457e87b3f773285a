import type { CaseWorkflowInput } from '../../../workflows/kernel/contract.ts';
import { runCase } from '../../../workflows/kernel/run-case.ts';
import { boats as rules } from './rules.ts';

/** One hire. */
export const boats = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], opening);
