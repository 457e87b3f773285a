import type { Opening } from '../kernel/contract.ts';
import { runCase } from '../kernel/run-case.ts';
import { mentorPairing as rules } from './rules.ts';

/** History events after which a pairing goes on in a new run: a year of weekly sessions is several hundred of them. */
const HISTORY_LIMIT = 200;

/** One pairing, from the proposal to the final review. */
export const mentorPairing = (opening: Opening): Promise<void> => runCase([rules], { historyLimit: HISTORY_LIMIT, ...opening });
