import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { LONG_CASE, runCase } from '../kernel/run-case.ts';
import { roomBooking as rules } from './rules.ts';

/** One booking of a live room, from the wish to the room given back. */
export const roomBooking = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], { ...LONG_CASE, ...opening });
