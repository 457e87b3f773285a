/** What a course knows about itself. Rules import the types alone. */
import { z } from 'zod';
import { ending, teacher } from '../academy/facts.ts';
import {
  choice,
  type Described,
  day,
  instant,
  internal,
  main,
  type Pick as PickedFrom,
  person,
  personal,
  picked,
  shownAs,
  titled,
} from '../kernel/describe.ts';

export type { Person } from '../academy/facts.ts';

const named = (from: PickedFrom) => ({
  key: internal(titled('Key', '编号', picked(from, z.string()))),
  en: z.string(),
  zh: z.string(),
});

/**
 * How attendance is found out: by the lecturer's roll, by a code of the hour or the roll, by minutes of a live stream, day by day of a
 * rotation, or by the roll at the site to which the course comes.
 */
const attendance = choice({
  roll: ['Lecturer’s roll', '讲师点名'],
  code: ['Check-in code or roll', '签到码或点名'],
  minutes: ['Minutes of a live stream', '直播观看时长'],
  days: ['Each day of a rotation', '轮训逐日签到'],
  site: ['Roll at the site', '送教现场点名'],
});

const topic = z.object(named('table:courseTopics')).meta({ title: 'CourseTopic' });
const site = z.object(named('unit')).meta({ title: 'CourseSite' });

const level = z.object(named('table:courseFormats')).meta({ title: 'CourseLevel' });

const format = z
  .object({
    ...named('table:courseFormats'),
    attendance: titled('Attendance', '考勤方式', attendance),
    percent: titled('Attendance required (%)', '出勤要求（%）', z.int(), [
      'The share of the sessions, or of the minutes, that is enough.',
      '达到该比例的课次或观看时长即为合格。',
    ]),
    requires: titled('Required before', '先修形式', z.array(level).exactOptional(), [
      'One of these, on the same topic, with enough attendance.',
      '须先完成同一主题的其中一种并达到出勤要求。',
    ]),
  })
  .meta({ title: 'CourseFormat' });

const group = z
  .object({
    ...named('table:creditRequirements'),
    unitKinds: internal(titled('Kinds of unit', '单位类型', z.array(z.string()))),
    heldRoles: internal(titled('Roles held', '所任角色', z.array(z.string()).exactOptional())),
    units: internal(titled('Units and companies', '单位及企业', z.array(picked('unit', z.string())).exactOptional())),
  })
  .meta({ title: 'CourseGroup' });

const session = z
  .object({
    n: titled('Session number', '课次', z.int()),
    day: titled('Day', '日期', day()),
    from: titled('Begins at', '开始时间', instant()),
    time: titled('Time', '时间', z.string(), ['On the wall clock of the tenant.', '本单位当地时间。']),
    until: titled('Ends at', '结束时间', instant()),
    minutes: titled('Length in minutes', '时长（分钟）', z.int()),
  })
  .meta({ title: 'CourseSession' });

const enrolment = z
  .object({
    name: titled('Name', '姓名', personal('name', z.string())),
    unit: titled('Unit', '单位', picked('unit', z.string()).nullable()),
    state: titled(
      'Enrolment',
      '报名状态',
      choice({ enrolled: ['Enrolled', '已报名'], waiting: ['Waiting', '候补'], left: ['Left', '已退出'] }),
    ),
    turn: titled('Order of enrolment', '报名次序', z.int(), ['The lower number came first.', '数字小者在先。']),
    attended: titled('Minutes by session', '各课次出勤分钟', z.record(z.string(), z.int())),
    rank: titled('Place on the waitlist', '候补名次', z.int().exactOptional(), ['1 moves up first.', '第1位最先递补。']),
    walkIn: titled('Came without a place', '未报名到课', z.boolean().exactOptional()),
    rated: titled('Has evaluated', '已评价', z.boolean().exactOptional()),
  })
  .meta({ title: 'CourseEnrolment' });

const rating = z
  .object({
    stars: titled('Stars', '评分', shownAs('stars', z.int())),
    comment: titled('Comment', '意见建议', z.string().nullable()),
  })
  .meta({ title: 'CourseRating' });

const qualifies = z
  .object({
    kind: titled('Qualification', '资格', picked('qualification', z.string())),
    months: titled('Months it counts', '有效月数', z.int().nullable(), ['None means without end.', '空为长期有效。']),
  })
  .meta({ title: 'CourseQualification' });

const course = z.object({
  topic: main(titled('Topic', '课程主题', topic)),
  format: main(titled('Format', '培训形式', format)),
  groups: main(titled('Target groups', '培训对象', z.array(group))),
  qualifies: main(titled('Gives the qualification', '授予资格', qualifies.exactOptional())),
  text: titled('Course content', '课程内容', z.string().nullable()),
  site: titled('Site', '送教地点', site.nullable()),
  room: main(titled('Room or address', '上课地点', z.string().nullable())),
  link: main(titled('Live stream', '直播链接', z.string().nullable())),
  places: main(titled('Number of places', '招生名额', z.int())),
  taken: main(titled('Places taken', '已占名额', z.int())),
  waiting: main(titled('People who wait', '候补人数', z.int())),
  sessions: main(titled('Sessions', '课次安排', z.array(session))),
  asked: titled('Lecturer asked', '待答复讲师', teacher.nullable(), ['Hasn’t answered yet.', '尚未答复。']),
  lecturer: main(titled('Lecturer', '授课讲师', teacher.nullable())),
  declined: internal(
    titled('Lecturers passed over', '未接受讲师', z.array(person()), [
      'They declined, or let the time to answer pass.',
      '已谢绝或逾期未答复。',
    ]),
  ),
  turns: internal(titled('Enrolments so far', '累计报名次数', z.int())),
  ratings: titled('Ratings', '课程评价', z.array(rating), [
    'Without saying by whom, and in no order of time.',
    '匿名，不按时间排列。',
  ]),
  reminder: internal(titled('Session of the next reminder', '下次提醒课次', z.int().nullable())),
  result: main(
    titled(
      'Result',
      '结课情况',
      z
        .object({
          enrolled: titled('Enrolled', '报名人数', z.int()),
          attended: titled('Attended', '到课人数', z.int()),
          enough: titled('Attended enough', '出勤合格人数', z.int()),
        })
        .meta({ title: 'CourseResult' })
        .nullable(),
    ),
  ),
  ending: titled('Cancelled', '取消情况', ending.nullable()),
});

/** Each enrolment is a fact of its own, `person:<id>`, so that an act on one says nothing of several hundred others. */
export const facts = course.catchall(titled('Enrolment', '报名', enrolment));

export type Attendance = Described<typeof attendance>;
export type Keyed = Described<typeof topic>;
export type Format = Described<typeof format>;
export type Session = Described<typeof session>;
export type Enrolment = Described<typeof enrolment>;
export type Facts = Described<typeof course> & { readonly [person: `person:${string}`]: Enrolment };
