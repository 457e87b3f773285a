import { facts } from '../../workflows/training-course/facts.ts';
import { inputs } from '../../workflows/training-course/inputs.ts';
import { trainingCourse } from '../../workflows/training-course/rules.ts';
import type { ProcessPackage } from '../process-package.ts';
import { trainingCourseLookups } from './lookups.ts';
import { courseTables } from './tables.ts';

/** The training course 培训班, as workers and the API mount it. */
export const trainingCoursePackage: ProcessPackage = {
  versions: [trainingCourse],
  inputs,
  facts,
  lookups: trainingCourseLookups,
  tables: courseTables,
  workflows: new URL('../../workflows/training-course/workflow.ts', import.meta.url),
};
