import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { LONG_CASE, runCase } from '../kernel/run-case.ts';
import { coordinationMeeting as rules } from './rules.ts';

/** One coordination meeting, from its call to its last item. */
export const coordinationMeeting = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], { ...LONG_CASE, ...opening });
