/** How often a street is patrolled, as people say it, and the rule of the clock that follows. Pure. */
import { type Refusal, refuse } from '../kernel/process.ts';
import type { Every, Recurrence } from '../kernel/recurrence.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';

const unclear = (en: string, zh: string): Refusal =>
  refuse('frequencyUnclear', `It isn’t clear on which days: ${en}.`, `未说明在哪些日子巡查：${zh}。`);

/** A frequency with what is left out filled in. */
export const ruleOf = ({ by, each, on, nth, day }: Inputs['start']['frequency'] | Facts['rule']): Facts['rule'] => ({
  by,
  each: each ?? 1,
  on: on ?? [],
  nth: nth ?? null,
  day: day ?? null,
});

/** The days that somebody means, or what is missing to know them. */
export const everyOf = (frequency: Inputs['start']['frequency'] | Facts['rule']): Every | Refusal => {
  const { by, each, on, nth, day } = ruleOf(frequency);
  switch (by) {
    case 'days':
      return { days: each };
    case 'weeks':
      return on.length > 0
        ? { weeks: each, on: [...new Set(on)] }
        : unclear('name one weekday or more', '请选择一个或多个星期几');
    case 'nthWeekday': {
      const [weekday, ...more] = on;
      return nth === null || weekday === undefined || more.length > 0
        ? unclear(
            'name one weekday, and which one of the month (1 to 5, or -1 for the last)',
            '请选择一个星期几，并填写当月第几个（1至5，-1为最后一个）',
          )
        : { months: each, nth, weekday };
    }
    case 'dayOfMonth':
      return day === null
        ? unclear('name the day of the month (1 to 31, or -1 for the last)', '请填写每月几日（1至31，-1为最后一天）')
        : { months: each, day };
    case 'workingDay':
      return nth === null
        ? unclear(
            'name which working day of the month (1 to 5, or -1 for the last)',
            '请填写当月第几个工作日（1至5，-1为最后一个）',
          )
        : { months: each, workingDay: nth };
  }
};

/** How many rounds there are in a week, on the average. */
export const perWeek = (every: Every): number => {
  if ('days' in every) return 7 / every.days;
  return 'weeks' in every ? every.on.length / every.weeks : 12 / 52 / every.months;
};

type Planned = Pick<Facts, 'rule' | 'from' | 'to' | 'holidays' | 'skipped' | 'earliest' | 'aheadDays'>;

/**
 * The rule of the clock: a day is a turn until its 24:00, and its round is opened so many days before it begins, and no later than the day
 * before the first on which it may be walked.
 */
export const recurrenceOf = ({ rule, from, to, holidays, skipped, earliest, aheadDays }: Planned): Recurrence => ({
  every: everyOf(rule) as Every,
  from,
  ...(to === null ? {} : { to }),
  at: '24:00',
  ...(holidays === 'keep' ? {} : { holidays }),
  without: skipped.map(({ planned }) => planned),
  ahead: Math.max(aheadDays, earliest) + 1,
});
