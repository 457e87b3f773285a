import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { runCase } from '../kernel/run-case.ts';
import { powerApplication as rules } from './rules.ts';

/** One application for power, from filing to the meter, or to the end of the time to appeal. Released versions of the rules stand here until no open case uses them. */
export const powerApplication = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], opening);
