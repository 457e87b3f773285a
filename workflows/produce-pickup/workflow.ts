import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { LONG_CASE, runCase } from '../kernel/run-case.ts';
import { producePickup as rules } from './rules.ts';

/** One pickup, from its booking to the end of its claim window. Released versions of the rules stand here until no open case uses them. */
export const producePickup = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], { ...LONG_CASE, ...opening });
