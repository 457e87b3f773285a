import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { runCase } from '../kernel/run-case.ts';
import { liveWorkPermit as rules } from './rules.ts';

/** One live-line work permit, from issuing until the line is returned. Released versions of the rules stand here until no open case uses them. */
export const liveWorkPermit = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], opening);
