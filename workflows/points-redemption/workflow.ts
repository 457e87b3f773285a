import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { LONG_CASE, runCase } from '../kernel/run-case.ts';
import { pointsRedemption as rules } from './rules.ts';

/** One exchange of points for goods, from the reservation to the goods collected. */
export const pointsRedemption = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], { ...LONG_CASE, ...opening });
