/** The tenant's tables about courses: topics, and formats with what attendance means in each. */
import { z } from 'zod';
import { say } from '../../workflows/kernel/inputs.ts';
import type { Attendance } from '../../workflows/training-course/facts.ts';
import { creditTables } from '../credits/tables.ts';
import type { TableRule } from '../tables.ts';

const title = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });
const percent = say('Give a whole number of per cent from 1 to 100.', '请填写1至100的整数百分比。');

/** A row of `courseTopics`. */
export type TopicRow = { readonly title: { readonly en: string; readonly zh: string } };

const courseTopics: TableRule = {
  title: { en: 'Course topics', zh: '课程主题' },
  key: { en: 'Topic, such as enrolment', zh: '主题，例如enrolment' },
  row: z.strictObject({ title }),
};

/** A row of `courseFormats`. */
export type FormatRow = TopicRow & { readonly attendance: Attendance; readonly percent: number };

const courseFormats: TableRule = {
  title: { en: 'Course formats', zh: '培训形式' },
  key: { en: 'Format, such as lecture', zh: '形式，例如lecture' },
  row: z.strictObject({
    title,
    attendance: z
      .enum(['roll', 'code', 'minutes', 'days', 'site'])
      .describe(
        'roll: the lecturer’s; code: a code of the hour, or the roll; minutes: of a live stream; days: each day of a rotation, by code or roll; site: the roll at the site to which the course comes.',
      ),
    percent: z.int(percent).min(1, percent).max(100, percent).describe('Of the sessions, or of the minutes, that is enough.'),
  }),
};

export const courseTables = {
  courseTopics,
  courseFormats,
  creditRequirements: creditTables.creditRequirements,
  creditRules: creditTables.creditRules,
} as const;
