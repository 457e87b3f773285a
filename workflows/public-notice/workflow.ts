import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { LONG_CASE, runCase } from '../kernel/run-case.ts';
import { publicNotice as rules } from './rules.ts';

/** One public notice, from its publication to its last row; many may object to it. */
export const publicNotice = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], { ...LONG_CASE, ...opening });
