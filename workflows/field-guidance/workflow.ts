import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { LONG_CASE, runCase } from '../kernel/run-case.ts';
import { fieldGuidance as rules } from './rules.ts';

/** One guidance in the field, from the question to its last follow-up. */
export const fieldGuidance = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], { ...LONG_CASE, ...opening });
