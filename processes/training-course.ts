import { moduleBeside } from '../activities/module-beside.ts';
import { trainingCourseLookups } from '../activities/training-course/lookups.ts';
import { courseTables } from '../activities/training-course/tables.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { checkInModule } from '../graphql/training-course/check-in.ts';
import { coveragePicture, trainingCoverageModule } from '../graphql/training-course/coverage.ts';
import { facts } from '../workflows/training-course/facts.ts';
import { inputs } from '../workflows/training-course/inputs.ts';
import { notices } from '../workflows/training-course/notices.ts';
import { trainingCourse } from '../workflows/training-course/rules.ts';

/** The training course 培训班. */
export const trainingCoursePackage: ManifestOf<typeof inputs> = {
  versions: [trainingCourse],
  inputs,
  facts,
  lookups: trainingCourseLookups,
  tables: courseTables,
  notices,
  modules: [trainingCoverageModule, checkInModule],
  paths: [coveragePicture],
  workflows: moduleBeside(import.meta.url, '../workflows/training-course/workflow'),
};
