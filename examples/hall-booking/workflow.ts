import { type CaseWorkflowInput, runCase } from 'banjie/workflow';
import { hallBooking as rules } from './rules.ts';

/** One booking of a hall. */
export const hallBooking = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], opening);
