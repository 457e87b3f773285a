import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { LONG_CASE, runCase } from '../kernel/run-case.ts';
import { patrolSchedule as rules } from './rules.ts';

/** One standing order, from its beginning to its end. Released versions of the rules stand here until no open case uses them. */
export const patrolSchedule = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], { ...LONG_CASE, ...opening });
