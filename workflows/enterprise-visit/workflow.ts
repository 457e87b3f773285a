import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { LONG_CASE, runCase } from '../kernel/run-case.ts';
import { enterpriseVisit as rules } from './rules.ts';

/** One visit to a firm, from the plan to what the firm says to its record. */
export const enterpriseVisit = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], { ...LONG_CASE, ...opening });
