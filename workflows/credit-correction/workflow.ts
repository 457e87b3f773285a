import type { Opening } from '../kernel/contract.ts';
import { runCase } from '../kernel/run-case.ts';
import { creditCorrection as rules } from './rules.ts';

/** One correction of somebody's credits. */
export const creditCorrection = (opening: Opening): Promise<void> => runCase([rules], opening);
