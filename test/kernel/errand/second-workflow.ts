import type { CaseWorkflowInput } from '../../../workflows/kernel/contract.ts';
import { runCase } from '../../../workflows/kernel/run-case.ts';
import { errandAgain, errand as rules } from './rules.ts';

/** One errand, where both versions of its rules are released. */
export const errand = (opening: CaseWorkflowInput): Promise<void> => runCase([rules, errandAgain], opening);
