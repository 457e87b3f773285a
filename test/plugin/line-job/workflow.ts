import type { Opening } from '../../../workflows/kernel/contract.ts';
import { runCase } from '../../../workflows/kernel/run-case.ts';
import { lineJob as rules } from './rules.ts';

/** One job on a line. */
export const lineJob = (opening: Opening): Promise<void> => runCase([rules], opening);
