import type { CaseWorkflowInput } from '../../../../workflows/kernel/contract.ts';
import { runCase } from '../../../../workflows/kernel/run-case.ts';
import { award as rules } from './rules.ts';

/** One award. */
export const award = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], opening);
