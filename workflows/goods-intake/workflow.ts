import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { LONG_CASE, runCase } from '../kernel/run-case.ts';
import { goodsIntake as rules } from './rules.ts';

/** One movement of goods: a delivery, a move between sites, a count or a writing off. */
export const goodsIntake = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], { ...LONG_CASE, ...opening });
