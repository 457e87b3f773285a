import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { runCase } from '../kernel/run-case.ts';
import { deskQuestion as rules } from './rules.ts';

/** One question, from the asking to the accepted answer. */
export const deskQuestion = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], opening);
