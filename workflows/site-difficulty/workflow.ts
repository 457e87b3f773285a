import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { runCase } from '../kernel/run-case.ts';
import { siteDifficulty as rules } from './rules.ts';

/** One difficulty of a site, until the site confirms. */
export const siteDifficulty = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], opening);
