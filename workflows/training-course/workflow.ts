import type { CaseWorkflowInput } from '../kernel/contract.ts';
import { LONG_CASE, runCase } from '../kernel/run-case.ts';
import { trainingCourse as rules } from './rules.ts';

/** One course, from the plan to the credits; some hundred enrolments make several runs of it. */
export const trainingCourse = (opening: CaseWorkflowInput): Promise<void> => runCase([rules], { ...LONG_CASE, ...opening });
