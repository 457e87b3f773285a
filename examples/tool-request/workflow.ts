import { type CaseWorkflowInput, runCase } from 'banjie/workflow';
import { toolRequest as rules } from './rules.ts';

/** One tool request, from its opening to its end. */
export const toolRequest = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], opening);
