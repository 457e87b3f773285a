import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { LONG_CASE, runCase } from '../kernel/run-case.ts';
import { mentorPairing as rules } from './rules.ts';

/** One pairing, from the proposal to the final review; a year of weekly sessions makes several runs of it. */
export const mentorPairing = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], { ...LONG_CASE, ...opening });
