import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { runCase } from '../kernel/run-case.ts';
import { creditExpiry as rules } from './rules.ts';

/** The expiry of a tenant's credits, for as many years as it is wanted. */
export const creditExpiry = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], opening);
