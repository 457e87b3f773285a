import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { runCase } from '../kernel/run-case.ts';
import { issueReport1, issueReport as rules } from './rules.ts';

/** One issue report, from filing to the end of its reopening window. Released versions of the rules stand here until no open case uses them. */
export const issueReport = (opening: CaseWorkflowInput): Promise<void> => runCase([issueReport1, rules], opening);
