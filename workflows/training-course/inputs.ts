/** What a caller must send to plan a course and to act on it. */
import { z } from 'zod';
import { reason } from '../academy/inputs.ts';
import { personal, shownAs, titled } from '../kernel/describe.ts';
import { lines, moment, personId, say, tableKey, unitId, whole, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

const code = say('Give the code that the lecturer shows.', '请输入讲师出示的签到码。');
const session = () => titled('Session number', '课次', whole(1, 60), ['Sessions are numbered from 1.', '第几次课，从1起。']);
const people = (most: number) =>
  z
    .array(personId(), say('Give a list of people.', '请填写人员列表。'))
    .max(most, say(`Name at most ${most} people.`, `最多${most}人。`));

const sessions = (least: number) =>
  z
    .array(
      z.object({
        starts: titled('Begins at', '开课时间', moment()),
        minutes: titled('Length in minutes', '时长（分钟）', whole(10, 720)),
      }),
      say('Give a list of sessions.', '请填写课次列表。'),
    )
    .min(least, say('A course has at least one session.', '课程至少一次课。'))
    .max(60, say('A course has at most 60 sessions.', '课程最多60次课。'));
const room = () =>
  titled('Room or address', '上课地点', words(200).optional(), ['Where people come to.', '学员前往的教室或地址。']);
const link = () =>
  titled('Live stream', '直播链接', z.url(say('Give a web address.', '请填写网址。')).max(500).optional(), [
    'Its web address.',
    '直播的网址。',
  ]);

export const inputs = {
  start: z.object({
    title: titled('Course title', '课程名称', words(100)),
    topic: titled('Topic', '课程主题', tableKey('courseTopics')),
    format: titled('Format', '培训形式', tableKey('courseFormats'), [
      'The format decides how attendance is taken.',
      '培训形式决定考勤方式。',
    ]),
    groups: titled(
      'Target groups',
      '培训对象',
      z
        .array(tableKey('creditRequirements'))
        .min(1, say('Name at least one target group.', '请至少选择一类培训对象。'))
        .max(10, say('Name at most 10 target groups.', '培训对象最多10类。')),
    ),
    text: titled('Course content', '课程内容', lines(2000).optional()),
    places: titled('Number of places', '招生名额', whole(1, 500)),
    sessions: titled('Sessions', '课次安排', sessions(1), [
      'List the sessions in order; for a rotation, list each day.',
      '按先后顺序填写；轮训逐日填写。',
    ]),
    room: room(),
    link: link(),
    site: titled('Site', '送教地点', unitId().optional(), [
      'The village site, township or park to which a door-to-door course comes.',
      '送教上门的村社服务点、镇街或园区。',
    ]),
    lecturer: titled('Lecturer', '授课讲师', personId('lecturer').optional(), [
      'The academy asks this lecturer first. If you leave it out, it asks the lecturer of the pool with the fewest courses.',
      '优先邀请该讲师；留空时邀请讲师库中授课最少的讲师。',
    ]),
  }),
  takeCourse: z.object({}),
  declineCourse: z.object({ reason: reason('谢绝理由', ['The academy reads it.', '学院将看到。']) }),
  passOn: z.object({}),
  askLecturer: z.object({
    lecturer: titled('Lecturer', '拟邀讲师', personId('lecturer'), [
      'For a course that has a lecturer, they take it over when they accept.',
      '已有讲师的课程，接受后由其接任。',
    ]),
  }),
  publish: z.object({}),
  change: z.object({
    sessions: titled('Sessions still to come', '后续课次', sessions(0).default([]), [
      'All of them, in order; those that have begun stay. Leave them out to keep them as they are.',
      '按顺序填写全部后续课次，已开始的不变；不变更请留空。',
    ]),
    places: titled('Number of places', '招生名额', whole(1, 500).optional()),
    room: room(),
    link: link(),
    text: titled('Course content', '课程内容', lines(2000).optional()),
    reason: reason('变更理由', ['Everybody concerned reads it.', '所有相关人员都会看到。']),
  }),
  remind: z.object({}),
  enrol: z.object({
    person: titled('Person', '报名人员', personId('trainee').optional(), [
      'Somebody of a unit that you lead. Leave it out to enrol yourself.',
      '您所负责单位的人员；本人报名请留空。',
    ]),
  }),
  leave: z.object({
    person: titled('Person', '退出人员', personId().optional(), [
      'Somebody of a unit that you lead. Leave it out to give your own place back.',
      '您所负责单位的人员；本人退出请留空。',
    ]),
  }),
  checkIn: z.object({
    checkInCode: titled(
      'Check-in code',
      '签到码',
      shownAs('code', personal('code', z.string(code).trim().min(1, code).max(40, code))),
      ['The code that the lecturer shows now.', '讲师当前出示的签到码。'],
    ),
  }),
  takeRoll: z.object({
    session: session(),
    present: titled('People present', '到课人员', people(500)),
    absent: titled('People absent', '缺课人员', people(500).default([]), [
      'People who were marked as present but aren’t there.',
      '曾登记到课而实际缺课的人员。',
    ]),
  }),
  recordMinutes: z.object({
    session: session(),
    attended: titled(
      'Minutes by person',
      '观看时长',
      z
        .array(
          z.object({
            person: titled('Person', '人员', personId()),
            minutes: titled('Minutes watched', '观看分钟数', whole(0, 720)),
          }),
          say('Give a list of people with their minutes.', '请填写人员及观看分钟数。'),
        )
        .min(1, say('Name at least one person.', '请至少填写一人。'))
        .max(500, say('Name at most 500 people.', '最多500人。'))
        .refine(
          (attended) => new Set(attended.map(({ person }) => person)).size === attended.length,
          say('Name each person once.', '每人只填写一次。'),
        ),
    ),
  }),
  finish: z.object({}),
  evaluate: z.object({
    stars: titled('Rating', '评分', shownAs('stars', whole(1, 5)), ['From 1 (bad) to 5 (very good).', '1分最低，5分最高。']),
    comment: titled('Comment', '意见建议', lines(1000).optional(), ['What was good and what wasn’t.', '好的方面与不足之处。']),
  }),
  close: z.object({}),
  cancel: z.object({ reason: reason('取消理由', ['Everybody enrolled reads it.', '所有报名人员都会看到。']) }),
};

export type Inputs = InputTypes<typeof inputs>;
