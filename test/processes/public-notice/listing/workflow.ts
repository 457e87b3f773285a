import type { CaseWorkflowInput } from '../../../../workflows/kernel/contract.ts';
import { runCase } from '../../../../workflows/kernel/run-case.ts';
import { listing as rules } from './rules.ts';

/** One list that is made public. */
export const listing = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], opening);
