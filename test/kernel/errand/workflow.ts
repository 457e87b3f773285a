import type { CaseWorkflowInput } from '../../../workflows/kernel/contract.ts';
import { runCase } from '../../../workflows/kernel/run-case.ts';
import { errand as rules } from './rules.ts';

/** One errand, where only the first rules are released. */
export const errand = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], opening);
