import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { runCase } from '../kernel/run-case.ts';
import { enterpriseDemand as rules } from './rules.ts';

/** One demand of a firm, until the firm has its answer. */
export const enterpriseDemand = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], opening);
