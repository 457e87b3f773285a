import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { LONG_CASE, runCase } from '../kernel/run-case.ts';
import { subsidyBatch as rules } from './rules.ts';

/** One batch, from its list to the last row of its notices. */
export const subsidyBatch = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], { ...LONG_CASE, ...opening });
