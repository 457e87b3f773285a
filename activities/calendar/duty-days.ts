import { hoursOn, type Weekday, type WorkingCalendar } from './working-calendar.ts';
import { DAY, openZone } from './zone.ts';

/** A stretch of real time in epoch milliseconds. */
export type Stretch = { readonly from: number; readonly to: number };

/** A local day (numbered from 1970-01-01) with its duty in order; `end` is its end of duty. */
export type DutyDay = { readonly day: number; readonly duty: readonly Stretch[]; readonly end: number };

/** A local day as the wall clock has it: `end` is its 24:00, and whether there is duty on it. */
export type CalendarDay = { readonly day: number; readonly end: number; readonly hasDuty: boolean };

type DutyTable = {
  readonly dayAt: (at: number) => number;
  readonly dutyOn: (day: number) => DutyDay | undefined;
  readonly midnightOf: (day: number) => number | undefined;
  readonly momentOn: (day: number, minutes: number) => number;
};

const MINUTE = 60_000;
/** So many days without duty in a row are a mistake in the calendar, and not a long holiday. */
const LONGEST_REST = 400;
/** A hundred years: a budget that needs more is a typing error, and would keep the process from all other work. */
const LONGEST_WALK = 36_525;
const WHOLE_DAY = { from: 0, to: 1440 };

const tables = new WeakMap<WorkingCalendar, DutyTable>();

const tableOf = (calendar: WorkingCalendar): DutyTable => {
  let table = tables.get(calendar);
  if (!table) {
    table = openTable(calendar);
    tables.set(calendar, table);
  }
  return table;
};

const openTable = (calendar: WorkingCalendar): DutyTable => {
  const zone = openZone(calendar.zone);
  const days = new Map<number, DutyDay | undefined>();
  const dayAt = (at: number): number => {
    const part = zone(Math.floor(at / DAY)).find(({ to }) => at < to);
    return Math.floor((at + (part?.offset ?? 0)) / DAY);
  };
  /** What of a local day the wall clock shows between these minutes, in order of time. */
  const shown = (day: number, spans: readonly { readonly from: number; readonly to: number }[]): readonly Stretch[] =>
    [day - 1, day, day + 1]
      .flatMap(zone)
      .flatMap((part) =>
        spans.map(({ from, to }) => ({
          from: Math.max(day * DAY + from * MINUTE - part.offset, part.from),
          to: Math.min(day * DAY + to * MINUTE - part.offset, part.to),
        })),
      )
      .filter(({ from, to }) => from < to)
      .sort((one, other) => one.from - other.from);
  const readDay = (day: number): DutyDay | undefined => {
    // 1970-01-01 was a Thursday.
    const weekday = (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;
    const hours = hoursOn(calendar, new Date(day * DAY).toISOString().slice(0, 10), weekday);
    if (hours.length === 0) return;
    // Duty is whenever the wall clock shows it: an hour that daylight saving repeats counts twice, one that it skips not at all.
    const duty = shown(day, hours);
    const last = duty.at(-1);
    return last && { day, duty, end: last.to };
  };
  const dutyOn = (day: number): DutyDay | undefined => {
    if (!days.has(day)) days.set(day, readDay(day));
    return days.get(day);
  };
  // None where the zone skipped the day as a whole.
  const midnightOf = (day: number): number | undefined => shown(day, [WHOLE_DAY]).at(-1)?.to;
  // An hour that the zone skipped has come when the next one has; a day that it skipped, with the next day.
  const momentOn = (day: number, minutes: number): number => {
    for (let later = day, at = minutes; later <= day + 2; later++, at = 0) {
      const found = at === WHOLE_DAY.to ? midnightOf(later) : shown(later, [{ from: at, to: WHOLE_DAY.to }])[0]?.from;
      if (found !== undefined) return found;
    }
    throw new RangeError(`The zone ${calendar.zone} has no day after ${new Date(day * DAY).toISOString().slice(0, 10)}.`);
  };
  return { dayAt, dutyOn, midnightOf, momentOn };
};

/** The local day of a moment, as the number of days since 1970-01-01. */
export const localDay = (calendar: WorkingCalendar, at: number): number => tableOf(calendar).dayAt(at);

/** The 24:00 of a local day; none where the zone skipped it. */
export const midnightOf = (calendar: WorkingCalendar, day: number): number | undefined => tableOf(calendar).midnightOf(day);

/** The moment at which so many minutes of a local day have passed on the clock; 1440 is its 24:00. */
export const momentOn = (calendar: WorkingCalendar, day: number, minutes: number): number =>
  tableOf(calendar).momentOn(day, minutes);

/** Whether there is duty on a local day. */
export const hasDuty = (calendar: WorkingCalendar, day: number): boolean => tableOf(calendar).dutyOn(day) !== undefined;

/** All days, from the local day of one moment to that of another, in order; without end when `to` is Infinity. Throws as `dutyDays` does. */
export function* calendarDays(calendar: WorkingCalendar, { from, to }: Stretch): Generator<CalendarDay, void> {
  const { dayAt, dutyOn } = tableOf(calendar);
  const last = to === Number.POSITIVE_INFINITY ? to : dayAt(to);
  for (let day = dayAt(from), rest = 0; day <= last; day++) {
    const hasDuty = dutyOn(day) !== undefined;
    rest = hasDuty ? 0 : rest + 1;
    checkWalk(day - dayAt(from), day, rest);
    const end = midnightOf(calendar, day);
    if (end !== undefined) yield { day, end, hasDuty };
  }
}

/** The days with duty, from the local day of one moment to that of another, in order; without end when `to` is Infinity. Throws a RangeError after 400 days without duty, and after a hundred years. */
export function* dutyDays(calendar: WorkingCalendar, { from, to }: Stretch): Generator<DutyDay, void> {
  const { dayAt, dutyOn } = tableOf(calendar);
  const last = to === Number.POSITIVE_INFINITY ? to : dayAt(to);
  const first = dayAt(from);
  let rest = 0;
  for (let day = first; day <= last; day++) {
    const found = dutyOn(day);
    rest = found ? 0 : rest + 1;
    checkWalk(day - first, day, rest);
    if (found) yield found;
  }
}

const checkWalk = (walked: number, day: number, rest: number): void => {
  if (walked > LONGEST_WALK) {
    throw new RangeError('A clock runs for a hundred years at most; give it a smaller budget, or a calendar with more duty.');
  }
  if (rest > LONGEST_REST) {
    const since = new Date((day - LONGEST_REST) * DAY).toISOString().slice(0, 10);
    throw new RangeError(
      `The working calendar has no duty on the ${LONGEST_REST} days from ${since}, so a clock would never end; give it duty hours there.`,
    );
  }
};
