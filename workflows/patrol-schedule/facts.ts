/** What a standing order of patrols knows about itself, described for people. */
import { z } from 'zod';
import { inspectionRound } from '../inspection-round/rules.ts';
import {
  choice,
  type Described,
  day,
  instant,
  internal,
  main,
  named,
  otherCase,
  person,
  picked,
  title,
  titled,
} from '../kernel/describe.ts';
import { WEEKDAY_TITLES, type WeekdayName } from '../kernel/recurrence.ts';
import { oneOf } from '../lines/facts.ts';

export const HOLIDAYS = {
  keep: ['Keep the day', '照常巡查'],
  skip: ['Leave it out', '取消'],
  before: ['Working day before', '提前至前一工作日'],
  after: ['Working day after', '顺延至后一工作日'],
} as const;

export const BY = {
  weeks: ['Weekdays', '按周'],
  days: ['Every so many days', '按天'],
  nthWeekday: ['A weekday of the month', '每月第几个周几'],
  dayOfMonth: ['A day of the month', '每月几日'],
  workingDay: ['A working day of the month', '每月第几个工作日'],
} as const;

const dayName = (day: WeekdayName) => [WEEKDAY_TITLES[day].en, WEEKDAY_TITLES[day].zh] as const;
export const weekday = () =>
  choice({
    mon: dayName('mon'),
    tue: dayName('tue'),
    wed: dayName('wed'),
    thu: dayName('thu'),
    fri: dayName('fri'),
    sat: dayName('sat'),
    sun: dayName('sun'),
  });

/** The frequency as it was sent. */
const rule = z
  .object({
    by: titled('By', '周期', choice(BY)),
    each: titled('Every', '间隔', z.number()),
    on: titled('Weekdays', '星期几', z.array(weekday())),
    nth: titled('Which one', '第几个', z.number().nullable()),
    day: titled('Day of the month', '每月几日', z.number().nullable()),
  })
  .meta({ title: 'PatrolRule' });

export const roundState = () => oneOf({ ordered: { en: 'ordered', zh: '已下达' }, ...inspectionRound.states });

const round = z
  .object({
    number: titled('Round', '轮次', z.number()),
    day: titled('Day', '巡查日期', day()),
    planned: internal(titled('Day by rule', '计划日期', day())),
    from: titled('First day', '最早日期', day()),
    to: titled('Last day', '最晚日期', day()),
    late: titled('Opened late', '是否补开', z.boolean()),
    case: titled('Round', '巡视任务', otherCase().nullable()),
    state: titled('State', '状态', roundState()),
    revision: internal(titled('Revision', '版本', z.number())),
    overdue: titled('Overdue', '是否逾期', z.boolean()),
    assignee: titled('Patroller', '巡视人员', person().nullable()),
    inspected: titled('Inspected', '已巡点位数', z.number()),
  })
  .meta({ title: 'PatrolRound' });

const skip = z
  .object({
    day: titled('Day', '取消日期', day()),
    planned: internal(titled('Day by rule', '计划日期', day())),
    reason: titled('Reason', '原因', z.string()),
    by: titled('By', '办理人', person()),
    at: titled('At', '时间', instant()),
  })
  .meta({ title: 'PatrolSkip' });

const pause = z
  .object({
    until: titled('Until', '恢复日期', day().nullable()),
    untilAt: internal(titled('Until', '恢复时间', instant().nullable())),
    reason: titled('Reason', '原因', z.string()),
    by: titled('By', '办理人', person()),
    at: titled('At', '时间', instant()),
  })
  .meta({ title: 'PatrolPause' });

export const facts = z.object({
  title: main(titled('Title', '名称', z.string())),
  route: main(titled('Route', '巡查路线', named())),
  kind: main(titled('Kind', '巡查类别', named())),
  points: titled('Checkpoints', '点位', z.array(picked('row:route.checkpoints', z.string())), [
    'All of the route where none is named.',
    '未指定的为路线全部点位。',
  ]),
  rule: internal(titled('Days by rule', '周期规则', rule)),
  frequency: main(titled('How often', '巡查频次', title())),
  holidays: titled('On days off', '遇休息日', choice(HOLIDAYS)),
  earliest: titled('Days earlier', '可提前天数', z.number()),
  latest: titled('Days later', '可推后天数', z.number()),
  from: titled('From', '开始日期', day()),
  to: titled('To', '结束日期', day().nullable()),
  aheadDays: internal(titled('Days ahead', '提前下达天数', z.number())),
  leader: main(titled('Responsible', '负责人', person())),
  rota: titled('Patrollers in turn', '轮值人员', z.array(person()), ['Empty where the unit does it.', '由单位承担的为空。']),
  turn: internal(titled('Whose turn', '轮值序号', z.number())),
  count: titled('Rounds so far', '已下达轮次', z.number()),
  rounds: main(titled('Rounds', '轮次', z.array(round))),
  skipped: titled('Left out', '取消的日期', z.array(skip)),
  pause: titled('Pause', '暂停', pause.nullable()),
  next: main(titled('Next to be opened', '下一轮日期', day().nullable())),
  lastAt: internal(titled('Over at', '全部结束时间', instant().nullable())),
  ended: titled('Why it ended', '终止原因', z.string().nullable()),
});

export type Facts = Described<typeof facts>;
export type Round = Facts['rounds'][number];
