import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { runCase } from '../kernel/run-case.ts';
import { inspectionRound as rules } from './rules.ts';

/** One round, from its planning to its end. Released versions of the rules stand here until no open case uses them. */
export const inspectionRound = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], opening);
