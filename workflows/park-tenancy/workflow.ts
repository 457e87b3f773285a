import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { LONG_CASE, runCase } from '../kernel/run-case.ts';
import { parkTenancy as rules } from './rules.ts';

/** One tenancy in a park, from the intent to the deposit back. */
export const parkTenancy = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], { ...LONG_CASE, ...opening });
