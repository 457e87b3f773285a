import { hoursOn, type Weekday, type WorkingCalendar } from './working-calendar.ts';
import { DAY, openZone } from './zone.ts';

/** A stretch of real time in epoch milliseconds. */
export type Stretch = { readonly from: number; readonly to: number };

/** A local day (numbered from 1970-01-01) with its duty in order; `end` is its end of duty. */
export type DutyDay = { readonly day: number; readonly duty: readonly Stretch[]; readonly end: number };

type DutyTable = { readonly dayAt: (at: number) => number; readonly dutyOn: (day: number) => DutyDay | undefined };

const MINUTE = 60_000;
/** So many days without duty in a row are a mistake in the calendar, and not a long holiday. */
const LONGEST_REST = 400;
/** A hundred years: a budget that needs more is a typing error, and would keep the process from all other work. */
const LONGEST_WALK = 36_525;

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
  const readDay = (day: number): DutyDay | undefined => {
    const midnight = day * DAY;
    // 1970-01-01 was a Thursday.
    const weekday = (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;
    const hours = hoursOn(calendar, new Date(midnight).toISOString().slice(0, 10), weekday);
    if (hours.length === 0) return;
    // Duty is whenever the wall clock shows it: an hour that daylight saving repeats counts twice, one that it skips not at all.
    const duty = [day - 1, day, day + 1]
      .flatMap(zone)
      .flatMap((part) =>
        hours.map(({ from, to }) => ({
          from: Math.max(midnight + from * MINUTE - part.offset, part.from),
          to: Math.min(midnight + to * MINUTE - part.offset, part.to),
        })),
      )
      .filter(({ from, to }) => from < to)
      .sort((one, other) => one.from - other.from);
    const last = duty.at(-1);
    return last && { day, duty, end: last.to };
  };
  const dutyOn = (day: number): DutyDay | undefined => {
    if (!days.has(day)) days.set(day, readDay(day));
    return days.get(day);
  };
  return { dayAt, dutyOn };
};

/** The local day of a moment, as the number of days since 1970-01-01. */
export const localDay = (calendar: WorkingCalendar, at: number): number => tableOf(calendar).dayAt(at);

/** The days with duty, from the local day of one moment to that of another, in order; without end when `to` is Infinity. Throws a RangeError after 400 days without duty, and after a hundred years. */
export function* dutyDays(calendar: WorkingCalendar, { from, to }: Stretch): Generator<DutyDay, void> {
  const { dayAt, dutyOn } = tableOf(calendar);
  const last = to === Number.POSITIVE_INFINITY ? to : dayAt(to);
  const first = dayAt(from);
  let rest = 0;
  for (let day = first; day <= last; day++) {
    if (day - first > LONGEST_WALK) {
      throw new RangeError('A clock runs for a hundred years at most; give it a smaller budget, or a calendar with more duty.');
    }
    const found = dutyOn(day);
    rest = found ? 0 : rest + 1;
    if (rest > LONGEST_REST) {
      const since = new Date((day - LONGEST_REST) * DAY).toISOString().slice(0, 10);
      throw new RangeError(
        `The working calendar has no duty on the ${LONGEST_REST} days from ${since}, so a clock would never end; give it duty hours there.`,
      );
    }
    if (found) yield found;
  }
}
