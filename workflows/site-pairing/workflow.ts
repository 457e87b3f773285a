import type { Opening } from '../kernel/contract.ts';
import { runCase } from '../kernel/run-case.ts';
import { sitePairing as rules } from './rules.ts';

/** One pairing of a site, from the proposal to the last confirmed visit. */
export const sitePairing = (opening: Opening): Promise<void> => runCase([rules], opening);
