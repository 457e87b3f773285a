import type { CaseWorkflowInput } from '../../workflows/kernel/contract.ts';
import { runCase } from '../../workflows/kernel/run-case.ts';
import { hallBooking as rules } from './rules.ts';

/** One booking of a hall. */
export const hallBooking = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], opening);
