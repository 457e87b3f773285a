import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { LONG_CASE, runCase } from '../kernel/run-case.ts';
import { pointsLedger as rules } from './rules.ts';

/** The care of a tenant's points, for as many years as it is wanted. */
export const pointsLedger = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], { ...LONG_CASE, ...opening });
