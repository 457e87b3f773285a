import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { LONG_CASE, runCase } from '../kernel/run-case.ts';
import { packagingTrial as rules } from './rules.ts';

/** One packaging trial, from the proposal to the vote; its shipments and receipts make several runs of it. */
export const packagingTrial = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], { ...LONG_CASE, ...opening });
