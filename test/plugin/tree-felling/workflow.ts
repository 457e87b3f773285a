import type { Opening } from '../../../workflows/kernel/contract.ts';
import { runCase } from '../../../workflows/kernel/run-case.ts';
import { treeFelling as rules } from './rules.ts';

/** One tree. */
export const treeFelling = (opening: Opening): Promise<void> => runCase([rules], opening);
