import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { LONG_CASE, runCase } from '../kernel/run-case.ts';
import { savingStatement as rules } from './rules.ts';

/** The statements of a tenant, week after week. Released versions of the rules stand here until no open case uses them. */
export const savingStatement = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], { ...LONG_CASE, ...opening });
