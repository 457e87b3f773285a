import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { LONG_CASE, runCase } from '../kernel/run-case.ts';
import { sitePairing as rules } from './rules.ts';

/** One pairing of a site, from the proposal to the last confirmed visit; its visits and difficulties may make several runs of it. */
export const sitePairing = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], { ...LONG_CASE, ...opening });
