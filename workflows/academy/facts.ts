/** Parts of facts, shared by the processes of the academy. Rules import their types alone. */
import { z } from 'zod';
import { type Described, person, personal, titled } from '../kernel/describe.ts';

const id = titled('Person', '人员', person());

/** Somebody who teaches, and in that office stands with their name before everybody. */
export const teacher = z.object({ id, name: titled('Name', '姓名', z.string()) }).meta({ title: 'AcademyTeacher' });

/** Somebody who learns. */
export const learner = z
  .object({ id, name: titled('Name', '姓名', personal('name', z.string())) })
  .meta({ title: 'AcademyLearner' });

/** Somebody as the facts of a case know them, whether they teach or learn. */
export type Person = Described<typeof teacher>;

/** How a case came to an end before its time. */
export const ending = z
  .object({ reason: titled('Reason', '理由', z.string()), by: titled('Ended by', '办理人', person()) })
  .meta({ title: 'AcademyEnding' });
