import { z } from 'zod';
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
};

const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

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

/** The duty hours of a local date (YYYY-MM-DD); none on a holiday. */
export const hoursOn = (calendar: WorkingCalendar, date: string, weekday: Weekday): readonly DutySpan[] => {
  const day = Object.hasOwn(calendar.days, date) ? calendar.days[date] : undefined;
  if (day === 'holiday') return [];
  if (day !== undefined && day !== 'workday') return day;
  let held: WorkingCalendar['dated'][number] | undefined;
  for (const dated of calendar.dated) if (dated.from <= date && (!held || dated.from > held.from)) held = dated;
  const week = held?.week ?? calendar.week;
  return day === 'workday' ? ordinaryHours(week) : week[weekday];
};

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

const minute = z
  .int({ error: 'must be a whole number of minutes of the day, such as 510 for 08:30' })
  .min(0, { error: 'is before the day begins; the first minute is 0' })
  .max(1440, { error: 'is after the day has ended; the last moment is 1440, which is 24:00' });
const span = z.strictObject(
  { from: minute, to: minute },
  { error: 'must be a duty span and nothing else, such as { "from": 510, "to": 720 } for 08:30 to 12:00' },
);
const hours = z.array(span, {
  error: 'must be a list of duty spans, such as [{ "from": 510, "to": 720 }], or [] for a day off',
});
const week = z.strictObject(
  { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: hours, 7: hours },
  { error: 'must give the hours of each weekday under "1" (Monday) to "7" (Sunday), and nothing else' },
);
const date = z.string({ error: 'must be a date such as 2026-05-01' }).refine(isDate, {
  error: 'is no day of the calendar; write dates as YYYY-MM-DD, such as 2026-05-01',
});
const dayError =
  'must be "holiday", "workday" (the hours of an ordinary day), or hours of its own such as [{ "from": 510, "to": 720 }]';

/** The shape and sense of a working calendar; each issue is the rest of a sentence that begins with its path. */
export const calendarSchema = z
  .strictObject(
    {
      zone: z
        .string({ error: 'must name an IANA time zone such as Asia/Shanghai' })
        .refine(isZone, { error: 'is no known time zone; name one of the IANA list, such as Asia/Shanghai' }),
      version: z.int({ error: 'must be a whole number' }).min(1, { error: 'begins at 1' }),
      week,
      dated: z.array(
        z.strictObject({ from: date, week }, { error: 'must be { "from": date, "week": hours } and nothing else' }),
        {
          error: 'must be a list of weeks with the dates from which they hold, or [] for none',
        },
      ),
      days: z.record(z.string(), z.union([z.literal(['holiday', 'workday']), hours], { error: dayError }), {
        error: 'must list single days by date, or be {} for none',
      }),
    },
    { error: 'must be an object with zone, version, week, dated and days, and nothing else' },
  )
  .superRefine((calendar, context) => {
    const tell = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    const checkHours = (spans: readonly DutySpan[], path: (string | number)[]) => {
      const ordered = spans.toSorted((one, other) => one.from - other.from);
      ordered.forEach(({ from, to }, index) => {
        const next = ordered[index + 1];
        if (to <= from) {
          tell(
            path,
            `has duty ending at ${clockTime(to)} that begins at ${clockTime(from)}; swap the two, or split a night shift at 24:00`,
          );
        } else if (next && next.from < to) {
          tell(
            path,
            `has duty at ${clockTime(from)}-${clockTime(to)} and again at ${clockTime(next.from)}-${clockTime(next.to)}; join the two or part them`,
          );
        }
      });
    };
    const checkWeek = (hoursOfWeek: DutyWeek, path: (string | number)[]) => {
      for (const weekday of weekdays) checkHours(hoursOfWeek[weekday], [...path, weekday]);
      if (weekdays.every((weekday) => hoursOfWeek[weekday].length === 0)) {
        tell(path, 'has no duty at all, so no clock would ever end; give at least one day hours');
      }
    };
    checkWeek(calendar.week, ['week']);
    calendar.dated.forEach((dated, index) => {
      checkWeek(dated.week, ['dated', index, 'week']);
      if (calendar.dated.findIndex(({ from }) => from === dated.from) < index) {
        tell(['dated', index], `is a second week from ${dated.from}; keep one of them`);
      }
    });
    for (const [day, kind] of Object.entries(calendar.days)) {
      if (!isDate(day)) tell(['days', day], 'is no day of the calendar; write dates as YYYY-MM-DD, such as 2026-05-01');
      if (typeof kind !== 'string') checkHours(kind, ['days', day]);
    }
  });

/** A working calendar from stored or sent JSON. Throws a RangeError with a sentence for each thing that is wrong with it. */
export const readCalendar = (json: unknown): WorkingCalendar => {
  const read = calendarSchema.safeParse(json);
  if (read.success) return read.data;
  throw new RangeError(read.error.issues.map(({ path, message }) => `${sentenceStart(path)} ${message}.`).join('\n'));
};

/** `['dated', 0, 'week', '3', 1, 'to']` as "dated 1, Wednesday, span 2, to". */
const sentenceStart = (path: readonly PropertyKey[]): string => {
  if (path.length === 0) return 'A working calendar';
  const words = path.flatMap((step, index): string | number | (string | number)[] => {
    const before = path[index - 1];
    if (before === 'week') return weekdayNames[Number(step) - 1] ?? String(step);
    if (step === 'week' && index < path.length - 1) return [];
    if (/^\d+$/.test(String(step))) return before === 'dated' ? [Number(step) + 1] : `span ${Number(step) + 1}`;
    return String(step);
  });
  return `In the working calendar, ${words.join(', ')}`;
};
