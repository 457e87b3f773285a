/** When a clock repeats, in days of the tenant's calendar. Pure. */
import type { Title } from './process.ts';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type WeekdayName = (typeof WEEKDAYS)[number];

/**
 * On which days: every so many days; on weekdays of every so many weeks; on a day of every so many months, from 1 to 31 (months without it
 * are passed over) or -1 for the last; on the first to fifth or, by -1, the last of a weekday; on the first and so on, or last, working day.
 */
export type Every =
  | { readonly days: number }
  | { readonly weeks: number; readonly on: readonly WeekdayName[] }
  | { readonly months: number; readonly day: number }
  | { readonly months: number; readonly nth: number; readonly weekday: WeekdayName }
  | { readonly months: number; readonly workingDay: number };

/** Days are YYYY-MM-DD. */
export type Recurrence = {
  readonly every: Every;
  /** The first day on which there may be a turn; weeks and months are counted from it. */
  readonly from?: string;
  /** The last such day by the rule. */
  readonly to?: string;
  /** The time of the day, such as `02:00`, up to `24:00`; left out, the day begins with it. */
  readonly at?: string;
  /**
   * What becomes of a turn on a day off: none, or on the working day before or after; left out, it stays. Where the rule names weekdays, only
   * holidays are days off, and not what is the weekday's ordinary rest.
   */
  readonly holidays?: 'skip' | 'before' | 'after';
  /** Days by the rule on which there is none. */
  readonly without?: readonly string[];
  /** So many days by the calendar before its day the turn is taken; at once, where the clock was started later than that. */
  readonly ahead?: number;
};

/** A turn that is taken, as the look-up and the rule read it (`reference.turn`). */
export type Turn = {
  /** Its day. */
  readonly day: string;
  /** Its day by the rule, before holidays moved it. */
  readonly planned: string;
  /** When it was to be taken, in epoch milliseconds. */
  readonly at: number;
  /** How many days after that it is taken; 0 where nothing kept it. */
  readonly daysLate: number;
  /** The day of the turn behind it; null where it is the last. */
  readonly next: string | null;
};

export const WEEKDAY_TITLES: Readonly<Record<WeekdayName, Title>> = {
  mon: { en: 'Monday', zh: '周一' },
  tue: { en: 'Tuesday', zh: '周二' },
  wed: { en: 'Wednesday', zh: '周三' },
  thu: { en: 'Thursday', zh: '周四' },
  fri: { en: 'Friday', zh: '周五' },
  sat: { en: 'Saturday', zh: '周六' },
  sun: { en: 'Sunday', zh: '周日' },
};
const NTH = ['', 'first', 'second', 'third', 'fourth', 'fifth'];

const each = (count: number, one: string, zh: string): Title =>
  count === 1 ? { en: `every ${one}`, zh: `每${zh}` } : { en: `every ${count} ${one}s`, zh: `每${count}${zh}` };

const nth = (number: number): string => (number === -1 ? 'last' : (NTH[number] ?? `${number}th`));

/** A recurrence in words, such as “every week on Friday” and “每周的周五”. */
export const recurrenceWords = ({ every, at, holidays }: Recurrence): Title => {
  const days = everyWords(every);
  const off = {
    skip: { en: ', not on days off', zh: '（遇休息日取消）' },
    before: { en: ', on the working day before a day off', zh: '（遇休息日提前）' },
    after: { en: ', on the working day after a day off', zh: '（遇休息日顺延）' },
  };
  const moved = holidays === undefined ? { en: '', zh: '' } : off[holidays];
  return {
    en: `${days.en}${at === undefined || at === '24:00' ? '' : ` at ${at}`}${moved.en}`,
    zh: `${days.zh}${at === undefined || at === '24:00' ? '' : at}${moved.zh}`,
  };
};

const everyWords = (every: Every): Title => {
  if ('days' in every) return each(every.days, 'day', '天');
  if ('weeks' in every) {
    const { en, zh } = each(every.weeks, 'week', '周');
    const named = every.on.map((day) => WEEKDAY_TITLES[day]);
    return { en: `${en} on ${named.map((day) => day.en).join(', ')}`, zh: `${zh}的${named.map((day) => day.zh).join('、')}` };
  }
  const { en, zh } = each(every.months, 'month', '个月');
  if ('weekday' in every) {
    const { weekday } = every;
    const day = WEEKDAY_TITLES[weekday];
    return {
      en: `${en} on the ${nth(every.nth)} ${day.en}`,
      zh: `${zh}${every.nth === -1 ? '最后一个' : `第${every.nth}个`}${day.zh}`,
    };
  }
  if ('workingDay' in every) {
    const { workingDay } = every;
    return {
      en: `${en} on the ${nth(workingDay)} working day`,
      zh: `${zh}${workingDay === -1 ? '最后一个' : `第${workingDay}个`}工作日`,
    };
  }
  return every.day === -1
    ? { en: `${en} on the last day`, zh: `${zh}最后一天` }
    : { en: `${en} on day ${every.day}`, zh: `${zh}${every.day}日` };
};
