import type { Opening } from '../kernel/contract.ts';
import { runCase } from '../kernel/run-case.ts';
import { trainingCourse as rules } from './rules.ts';

/** History events after which a course goes on in a new run: some hundred enrolments are several times as many. */
const HISTORY_LIMIT = 200;

/** One course, from the plan to the credits. */
export const trainingCourse = (opening: Opening): Promise<void> => runCase([rules], { historyLimit: HISTORY_LIMIT, ...opening });
