/** The tenant's tables about courses: topics, and formats with what attendance means in each. */
import { z } from 'zod';
import { ringOf } from '../../workflows/credits/accrual.ts';
import { choice, picked, shownAs, titled } from '../../workflows/kernel/describe.ts';
import { say } from '../../workflows/kernel/inputs.ts';
import type { Attendance } from '../../workflows/training-course/facts.ts';
import { creditTables } from '../credits/tables.ts';
import { code, rowTitle, whole } from '../table-parts.ts';
import type { TableRule } from '../tables.ts';

const percent = say('Give a whole number of per cent from 1 to 100.', '请填写1至100的整数百分比。');

type Named = { readonly title: { readonly en: string; readonly zh: string } };

/** A row of `courseTopics`; a course on it may give a qualification, in all formats or in some. */
export type TopicRow = Named & {
  readonly qualifies?:
    | { readonly kind: string; readonly formats?: readonly string[] | undefined; readonly months?: number | undefined }
    | undefined;
};

const courseTopics: TableRule = {
  title: { en: 'Course topics', zh: '课程主题' },
  key: { en: 'Topic, such as enrolment', zh: '主题，例如enrolment' },
  row: z.strictObject({
    title: rowTitle(),
    qualifies: titled(
      'Gives the qualification',
      '授予资格',
      z
        .strictObject({
          kind: titled('Qualification', '资格', picked('qualification', code())),
          formats: titled(
            'In the formats',
            '培训形式',
            z.array(picked('table:courseFormats', code())).min(1).max(10).optional(),
            ['Left out, in each of them.', '留空则不限形式。'],
          ),
          months: titled('Months it counts', '有效月数', whole(1, 120).optional(), [
            'Left out, without end.',
            '留空则长期有效。',
          ]),
        })
        .optional(),
      ['To those who attended enough, when the course is finished.', '结课时授予达到出勤要求者。'],
    ),
  }),
};

/** A row of `courseFormats`. */
export type FormatRow = Named & {
  readonly attendance: Attendance;
  readonly percent: number;
  readonly requires?: readonly string[] | undefined;
};

const courseFormats: TableRule = {
  title: { en: 'Course formats', zh: '培训形式' },
  key: { en: 'Format, such as lecture', zh: '形式，例如lecture' },
  row: z.strictObject({
    title: rowTitle(),
    attendance: titled(
      'Attendance by',
      '考勤方式',
      choice({
        roll: ['roll call', '点名'],
        code: ['code of the hour, or roll call', '动态码或点名'],
        minutes: ['minutes of a live stream', '直播时长'],
        days: ['each day of a rotation, by code or roll call', '轮训逐日签到（动态码或点名）'],
        site: ['roll call at the site to which the course comes', '送教上门点名'],
      }),
    ),
    percent: titled(
      'Attendance that is enough',
      '合格出勤率',
      shownAs('percent', z.int(percent).min(1, percent).max(100, percent)),
      ['Per cent of the sessions, or of the minutes.', '占课次或时长的百分比。'],
    ),
    requires: titled('Required before', '先修形式', z.array(picked('table:courseFormats', code())).min(1).max(5).optional(), [
      'Who enrols has finished a course of one of these formats on the same topic. Left out, anybody may.',
      '报名者须已完成同一主题的其中一种形式的课程；留空则不作要求。',
    ]),
  }),
  check: (rows) => {
    const formats = rows as ReadonlyMap<string, FormatRow>;
    for (const [format, { requires = [] }] of formats) {
      const unknown = requires.find((other) => !formats.has(other));
      if (unknown !== undefined) {
        return {
          en: `“${format}” requires “${unknown}”, which is no format; enter that one first.`,
          zh: `“${format}”的先修形式“${unknown}”不存在，请先录入。`,
        };
      }
    }
    const ring = ringOf(formats, ({ requires = [] }) => requires);
    return (
      ring && {
        en: `Nobody could begin: ${ring.join(' requires ')}. Take one of these out of “requires”.`,
        zh: `先修要求循环，无人可以开始：${ring.join(' ← ')}。请从requires中去掉其中一项。`,
      }
    );
  },
};

export const courseTables = {
  courseTopics,
  courseFormats,
  creditRequirements: creditTables.creditRequirements,
  creditRules: creditTables.creditRules,
} as const;
