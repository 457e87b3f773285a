import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { LONG_CASE, runCase } from '../kernel/run-case.ts';
import { enterpriseDemand as rules } from './rules.ts';

/** One demand of a firm, until the firm has its answer. */
export const enterpriseDemand = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], { ...LONG_CASE, ...opening });
