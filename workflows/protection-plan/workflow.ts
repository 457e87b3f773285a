import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { runCase } from '../kernel/run-case.ts';
import { protectionPlan as rules } from './rules.ts';

/** One protection plan, from its draft to the end of its season. Released versions of the rules stand here until no open case uses them. */
export const protectionPlan = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], opening);
