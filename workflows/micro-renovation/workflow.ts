import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { LONG_CASE, runCase } from '../kernel/run-case.ts';
import { microRenovation as rules } from './rules.ts';

/** The renovation of one unit, from the survey to the end of its warranty. */
export const microRenovation = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], { ...LONG_CASE, ...opening });
