import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { runCase } from '../kernel/run-case.ts';
import { hazardInspection as rules } from './rules.ts';

/** One hazard, from its finding to its recheck. Released versions of the rules stand here until no open case uses them. */
export const hazardInspection = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], opening);
