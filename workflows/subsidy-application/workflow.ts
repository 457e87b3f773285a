import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { LONG_CASE, runCase } from '../kernel/run-case.ts';
import { subsidyApplication as rules } from './rules.ts';

/** One application for a subsidy, from its draft or offer to the last instalment of a recovery. */
export const subsidyApplication = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], { ...LONG_CASE, ...opening });
