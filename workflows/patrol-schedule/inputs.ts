/** What a caller must send to order patrols, and to change the order. */
import { z } from 'zod';
import { choice, instant, named, otherCase, person, picked, titled } from '../kernel/describe.ts';
import { aDay, lines, openingRefused, personId, say, tableKey, unitId, whole, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';
import { itemKind } from '../lines/inputs.ts';
import { BY, HOLIDAYS, roundState, weekday } from './facts.ts';

const orLast = (most: number) => {
  const wrong = say(`Give a whole number from 1 to ${most}, or -1 for the last.`, `请填写1至${most}的整数，或以-1表示最后一个。`);
  return z.int(wrong).refine((value) => value === -1 || (value >= 1 && value <= most), wrong);
};

const frequency = z
  .object({
    by: titled('By', '周期', choice(BY)),
    each: titled('Every', '间隔', whole(1, 52).optional(), [
      'Every so many weeks, days or months; 1 when left out.',
      '每隔几周、几天或几个月，不填为1。',
    ]),
    on: titled('Weekdays', '星期几', z.array(weekday()).max(7).optional()),
    nth: titled('Which one', '第几个', orLast(5).optional(), ['1 to 5, or -1 for the last.', '1至5，-1为最后一个。']),
    day: titled('Day of the month', '每月几日', orLast(31).optional(), [
      'Months without it are passed over; -1 is the last day.',
      '当月没有该日的跳过，-1为最后一天。',
    ]),
  })
  .meta({ title: 'PatrolFrequency' });

const buffer = (en: string, zh: string) => titled(en, zh, whole(0, 14).optional(), ['None when left out.', '不填为0。']);

const plan = {
  frequency: titled('How often', '巡查频次', frequency),
  holidays: titled('On days off', '遇休息日', choice(HOLIDAYS).optional(), [
    'The day is kept when left out.',
    '不填为照常巡查。',
  ]),
  earliest: buffer('Days earlier', '可提前天数'),
  latest: buffer('Days later', '可推后天数'),
  to: titled('Last day', '结束日期', aDay().optional(), ['Without it the patrols go on until they are ended.', '不填为长期。']),
  rota: titled(
    'Patrollers in turn',
    '轮值人员',
    z.array(personId('patroller')).max(30, say('Name at most 30 people.', '最多30人。')).optional(),
    [
      'One person, or several who take turns. Left out, the unit’s patrollers do it.',
      '可填一人或多人轮值，不填由单位巡视人员承担。',
    ],
  ),
  unit: titled('Unit', '承办单位', unitId().optional(), ['That of the route when left out.', '不填为路线所属单位。']),
  points: titled(
    'Checkpoints',
    '点位',
    z
      .array(picked('row:route.checkpoints', words(40)))
      .max(200, say('Name at most 200 checkpoints.', '最多200个点位。'))
      .optional(),
    ['All of the route when left out.', '不填为路线全部点位。'],
  ),
};

const reason = (en: string, zh: string) => titled('Reason', '原因', lines(500), [en, zh]);

export const inputs = {
  start: z.object({
    title: titled('Title', '名称', words(100)),
    route: titled('Route', '巡查路线', tableKey('patrolRoutes')),
    kind: titled('Kind', '巡查类别', tableKey('patrolKinds')),
    from: titled('First day', '开始日期', aDay().optional(), ['Today when left out.', '不填为今天。']),
    ...plan,
  }),
  change: z.object({
    ...plan,
    from: titled('From', '起始日期', aDay().optional(), [
      'Tomorrow when left out. Rounds before that day, and those that are due, stay.',
      '不填为明天。该日之前及已到期的轮次不变。',
    ]),
    reason: reason('Those who patrol read it.', '巡视人员可见。'),
  }),
  openRound: z.object({}),
  roundRefused: openingRefused,
  /** Sent by the rounds alone. */
  noteRound: z.object({
    round: titled('Round', '巡视任务', otherCase()),
    number: titled('Number', '轮次', z.int()),
    revision: titled('Revision', '版本', z.int()),
    state: titled('State', '状态', roundState()),
    overdue: titled('Overdue', '是否逾期', z.boolean()),
    inspected: titled(
      'Inspected',
      '已巡视',
      z.array(z.object({ kind: titled('Kind', '类别', itemKind()), id: titled('Number', '编号', z.string()) })),
    ),
    unit: titled('Unit', '单位', named().exactOptional()),
    assignee: titled('Patroller', '巡视人员', person().exactOptional()),
    beganAt: titled('Began at', '开始时间', instant().exactOptional()),
    finishedAt: titled('Finished at', '完成时间', instant().exactOptional()),
  }),
  skip: z.object({
    day: titled('Day', '日期', aDay(), ['The day of a round to come.', '尚未进行的巡查日期。']),
    reason: reason('Those who patrol read it.', '巡视人员可见。'),
  }),
  pause: z.object({
    until: titled('Until', '恢复日期', aDay().optional(), [
      'The first day on which there may be a round again. Left out, somebody resumes it.',
      '自该日起恢复；不填须人工恢复。',
    ]),
    reason: reason('Those who patrol read it.', '巡视人员可见。'),
  }),
  resume: z.object({}),
  resumeByItself: z.object({}),
  hand: z.object({
    person: titled('Responsible', '负责人', personId('patrolLeader'), ['Somebody who leads patrols.', '巡查负责人。']),
  }),
  end: z.object({ reason: reason('Those who patrol read it.', '巡视人员可见。') }),
  finish: z.object({}),
  comment: z.object({ text: titled('Comment', '留言', lines(1_000)) }),
};

export type Inputs = InputTypes<typeof inputs>;
