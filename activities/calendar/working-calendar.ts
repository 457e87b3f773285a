import { z } from 'zod';
import type { Title } from '../../workflows/kernel/process.ts';
import { isHolidayByLaw } from './statutory.ts';
import { openZone } from './zone.ts';

/** ISO 8601: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** A stretch of duty in minutes of the local day, `to` not included; 1440 is 24:00. A night shift is split at midnight. */
export type DutySpan = { readonly from: number; readonly to: number };

export type DutyWeek = { readonly [D in Weekday]: readonly DutySpan[] };

/** A tenant's duty hours, as stored. Never changed in place: a changed calendar is a new object with a higher version. */
export type WorkingCalendar = {
  /** IANA name, such as Asia/Shanghai. */
  readonly zone: string;
  readonly version: number;
  readonly week: DutyWeek;
  /** Summer and winter hours: the latest `from` (YYYY-MM-DD) not after the day holds, and `week` before the first. */
  readonly dated: readonly { readonly from: string; readonly week: DutyWeek }[];
  /** Single days by date (YYYY-MM-DD): own hours, a holiday, or a make-up workday 调休 with the hours of an ordinary one. */
  readonly days: { readonly [date: string]: readonly DutySpan[] | 'holiday' | 'workday' };
  /**
   * Whose public holidays hold by law, and the last year whose arrangement of them stands in `days`. After it the days in the law are
   * holidays, and due times are provisional.
   */
  readonly publicHolidays?: { readonly country: 'CN'; readonly arrangedTo: number };
};

const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const weekdayNames: readonly Title[] = [
  { en: 'Monday', zh: '星期一' },
  { en: 'Tuesday', zh: '星期二' },
  { en: 'Wednesday', zh: '星期三' },
  { en: 'Thursday', zh: '星期四' },
  { en: 'Friday', zh: '星期五' },
  { en: 'Saturday', zh: '星期六' },
  { en: 'Sunday', zh: '星期日' },
];

/** Duty spans from the clock times people write: `dutySpans('08:30-12:00', '14:00-17:30')`. */
export const dutySpans = (...spans: readonly `${number}:${number}-${number}:${number}`[]): readonly DutySpan[] =>
  spans.map((span) => {
    const [from = 0, to = 0] = span.split('-').map((time) => {
      const [hours = 0, minutes = 0] = time.split(':').map(Number);
      return hours * 60 + minutes;
    });
    return { from, to };
  });

/** The same hours from Monday to Friday, and none at the weekend. */
export const mondayToFriday = (hours: readonly DutySpan[]): DutyWeek => ({
  1: hours,
  2: hours,
  3: hours,
  4: hours,
  5: hours,
  6: [],
  7: [],
});

/** An ordinary day's hours, which a make-up workday has: Monday's, or the first after it that has any. */
const ordinaryHours = (week: DutyWeek): readonly DutySpan[] => week[weekdays.find((weekday) => week[weekday].length > 0) ?? 1];

/** Minutes of duty on an ordinary day. */
export const ordinaryDuty = ({ week }: WorkingCalendar): number =>
  ordinaryHours(week).reduce((sum, { from, to }) => sum + to - from, 0);

/** The duty hours of a local date (YYYY-MM-DD); none on a holiday. */
export const hoursOn = (calendar: WorkingCalendar, date: string, weekday: Weekday): readonly DutySpan[] => {
  const day = Object.hasOwn(calendar.days, date) ? calendar.days[date] : undefined;
  if (isHoliday(calendar, date)) return [];
  if (day !== undefined && day !== 'workday' && day !== 'holiday') return day;
  let held: WorkingCalendar['dated'][number] | undefined;
  for (const dated of calendar.dated) if (dated.from <= date && (!held || dated.from > held.from)) held = dated;
  const week = held?.week ?? calendar.week;
  return day === 'workday' ? ordinaryHours(week) : week[weekday];
};

/** Whether a day (YYYY-MM-DD) is a holiday by the calendar, or by law where its year isn't arranged yet; an ordinary weekend is none. */
export const isHoliday = (calendar: WorkingCalendar, date: string): boolean => {
  const day = Object.hasOwn(calendar.days, date) ? calendar.days[date] : undefined;
  return day === 'holiday' || (day === undefined && isAfterArranged(calendar, date) && isHolidayByLaw(date));
};

/** Whether a day (YYYY-MM-DD) lies in a year whose arrangement of holidays isn't entered yet. */
export const isAfterArranged = ({ publicHolidays }: WorkingCalendar, date: string): boolean =>
  publicHolidays !== undefined && Number(date.slice(0, 4)) > publicHolidays.arrangedTo;

/** Minutes of the day as people write them. */
const clockTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

const isZone = (name: string): boolean => {
  try {
    openZone(name);
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
};

/** What is wrong, in both languages: zod hands on a single text, so the Chinese stands on its second line. */
const wrong = (en: string, zh: string): { readonly error: string } => ({ error: `${en}\n${zh}` });

const minute = z
  .int(wrong('must be a whole number of minutes of the day, such as 510 for 08:30', '须为当日的整分钟数，如08:30写作510'))
  .min(0, wrong('is before the day begins; the first minute is 0', '早于当日开始；最小为0'))
  .max(1440, wrong('is after the day has ended; the last moment is 1440, which is 24:00', '晚于当日结束；最大为1440，即24:00'));
const span = z.strictObject(
  { from: minute, to: minute },
  wrong(
    'must be a duty span and nothing else, such as { "from": 510, "to": 720 } for 08:30 to 12:00',
    '须为一个值班时段且不含其他内容，如08:30至12:00写作{ "from": 510, "to": 720 }',
  ),
);
const hours = z.array(
  span,
  wrong(
    'must be a list of duty spans, such as [{ "from": 510, "to": 720 }], or [] for a day off',
    '须为值班时段的列表，如[{ "from": 510, "to": 720 }]；休息日写作[]',
  ),
);
const week = z.strictObject(
  { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: hours, 7: hours },
  wrong(
    'must give the hours of each weekday under "1" (Monday) to "7" (Sunday), and nothing else',
    '须以"1"（星期一）至"7"（星期日）给出每天的时段，且不含其他内容',
  ),
);
const noDay = wrong(
  'is no day of the calendar; write dates as YYYY-MM-DD, such as 2026-05-01',
  '不是有效日期；请写作YYYY-MM-DD，如2026-05-01',
);
const date = z.string(wrong('must be a date such as 2026-05-01', '须为日期，如2026-05-01')).refine(isDate, noDay);
const day = z.union(
  [z.literal(['holiday', 'workday']), hours],
  wrong(
    'must be "holiday", "workday" (the hours of an ordinary day), or hours of its own such as [{ "from": 510, "to": 720 }]',
    '须为"holiday"（放假）、"workday"（按平日时段上班）或当日自有的时段，如[{ "from": 510, "to": 720 }]',
  ),
);

/** The shape and sense of a working calendar; an issue's message is the rest of a sentence that begins with its path, in English and, on the next line, in Chinese. */
export const calendarSchema = z
  .strictObject(
    {
      zone: z
        .string(wrong('must name an IANA time zone such as Asia/Shanghai', '须为IANA时区名，如Asia/Shanghai'))
        .refine(
          isZone,
          wrong(
            'is no known time zone; name one of the IANA list, such as Asia/Shanghai',
            '不是已知的时区；请用IANA时区名，如Asia/Shanghai',
          ),
        ),
      version: z.int(wrong('must be a whole number', '须为整数')).min(1, wrong('begins at 1', '须从1开始')),
      week,
      dated: z.array(
        z.strictObject(
          { from: date, week },
          wrong(
            'must be { "from": date, "week": hours } and nothing else',
            '须为{ "from": 日期, "week": 每周时段 }，且不含其他内容',
          ),
        ),
        wrong(
          'must be a list of weeks with the dates from which they hold, or [] for none',
          '须为每周时段及其起始日期的列表；没有则写作[]',
        ),
      ),
      days: z.record(
        z.string(),
        day,
        wrong('must list single days by date, or be {} for none', '须按日期列出个别日子；没有则写作{}'),
      ),
      publicHolidays: z
        .strictObject(
          { country: z.literal('CN'), arrangedTo: z.int().min(2024).max(9999) },
          wrong(
            'must be { "country": "CN", "arrangedTo": year }, with the last year whose arrangement stands in days, or be left out',
            '须为{ "country": "CN", "arrangedTo": 年份 }，年份为days中已录入放假安排的最后一年；或留空',
          ),
        )
        .exactOptional(),
    },
    wrong(
      'must be an object with zone, version, week, dated, days and, where they hold, publicHolidays, and nothing else',
      '须为含zone、version、week、dated、days及可选publicHolidays的对象，且不含其他内容',
    ),
  )
  .superRefine((calendar, context) => {
    const tell = (path: (string | number)[], { error }: { readonly error: string }) =>
      context.addIssue({ code: 'custom', path, message: error });
    const checkHours = (spans: readonly DutySpan[], path: (string | number)[]) => {
      const ordered = spans.toSorted((one, other) => one.from - other.from);
      ordered.forEach(({ from, to }, index) => {
        const next = ordered[index + 1];
        const [begins, ends] = [clockTime(from), clockTime(to)];
        if (to <= from) {
          tell(
            path,
            wrong(
              `has duty ending at ${ends} that begins at ${begins}; swap the two, or split a night shift at 24:00`,
              `有${begins}开始、${ends}结束的时段；请对调，夜班请在24:00处分为两段`,
            ),
          );
        } else if (next && next.from < to) {
          const again = `${clockTime(next.from)}-${clockTime(next.to)}`;
          tell(
            path,
            wrong(
              `has duty at ${begins}-${ends} and again at ${again}; join the two or part them`,
              `的时段${begins}-${ends}与${again}重叠；请合并或分开`,
            ),
          );
        }
      });
    };
    const checkWeek = (hoursOfWeek: DutyWeek, path: (string | number)[]) => {
      for (const weekday of weekdays) checkHours(hoursOfWeek[weekday], [...path, weekday]);
      if (weekdays.every((weekday) => hoursOfWeek[weekday].length === 0)) {
        tell(
          path,
          wrong(
            'has no duty at all, so no clock would ever end; give at least one day hours',
            '没有任何值班时段，期限将永不届满；请至少给一天安排时段',
          ),
        );
      }
    };
    checkWeek(calendar.week, ['week']);
    calendar.dated.forEach((dated, index) => {
      checkWeek(dated.week, ['dated', index, 'week']);
      if (calendar.dated.findIndex(({ from }) => from === dated.from) < index) {
        tell(
          ['dated', index],
          wrong(`is a second week from ${dated.from}; keep one of them`, `与另一项同自${dated.from}起；请只保留一项`),
        );
      }
    });
    const arranged = calendar.publicHolidays?.arrangedTo;
    if (arranged !== undefined && !Object.keys(calendar.days).some((name) => name.startsWith(`${arranged}-`))) {
      tell(
        ['publicHolidays', 'arrangedTo'],
        wrong(
          `is ${arranged}, and no day of that year stands in days; enter its holidays and make-up workdays, or name the last year that is entered`,
          `为${arranged}年，但days中没有该年的日期；请录入该年的节假日和调休工作日，或改为已录入的最后一年`,
        ),
      );
    }
    for (const [name, kind] of Object.entries(calendar.days)) {
      if (!isDate(name)) tell(['days', name], noDay);
      if (typeof kind !== 'string') checkHours(kind, ['days', name]);
    }
  });

/**
 * A working calendar from stored or sent JSON. Throws a RangeError with a sentence for each thing that is wrong with it;
 * its `cause` is a Title that says so in English and Chinese.
 */
export const readCalendar = (json: unknown): WorkingCalendar => {
  const read = calendarSchema.safeParse(json);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }): Title => {
    const [en, zh = en] = message.split('\n');
    const place = placeOf(path);
    return { en: `${place.en} ${en}.`, zh: `${place.zh}${zh}。` };
  });
  const cause: Title = { en: faults.map(({ en }) => en).join('\n'), zh: faults.map(({ zh }) => zh).join('\n') };
  throw new RangeError(cause.en, { cause });
};

/** `['dated', 0, 'week', '3', 1, 'to']` as "In the working calendar, dated 1, Wednesday, span 2, to". */
const placeOf = (path: readonly PropertyKey[]): Title => {
  if (path.length === 0) return { en: 'A working calendar', zh: '工作日历' };
  const words = path.flatMap((step, index): Title[] => {
    const before = path[index - 1];
    if (before === 'week') return [weekdayNames[Number(step) - 1] ?? same(step)];
    if (step === 'week' && index < path.length - 1) return [];
    if (step === 'dated' && index < path.length - 1) return [];
    if (before === 'dated') return [{ en: `dated ${Number(step) + 1}`, zh: `dated第${Number(step) + 1}项` }];
    if (typeof step === 'number') return [{ en: `span ${step + 1}`, zh: `第${step + 1}段` }];
    return [same(step)];
  });
  return {
    en: `In the working calendar, ${words.map(({ en }) => en).join(', ')}`,
    zh: `工作日历中，${words.map(({ zh }) => zh).join('，')}`,
  };
};

const same = (step: PropertyKey): Title => ({ en: String(step), zh: String(step) });
