/** The turns of a clock that repeats, by the working calendar. Pure; days are numbered from 1970-01-01. */
import type { Every, Recurrence, WeekdayName } from '../../workflows/kernel/recurrence.ts';
import { hasDuty, localDay, momentOn, type Stretch } from './duty-days.ts';
import { isHoliday, type WorkingCalendar } from './working-calendar.ts';
import { DAY } from './zone.ts';

/** A budget that repeats; `after` is the day by the rule of the turn that was taken last. */
export type Repeating = { readonly repeat: Recurrence; readonly after?: string };

/** A turn: its day, its day by the rule, and the moment at which it is taken. */
export type TurnAt = { readonly day: string; readonly planned: string; readonly at: number };

/** Between two turns lie ten thousand days at most: rules that never hold end there. */
const LONGEST = 10_000;
/** A turn is moved by holidays no further than this; a calendar with less duty is a mistake. */
const LONGEST_REST = 400;
const NUMBERS: Readonly<Record<WeekdayName, number>> = { mon: 0, tue: 1, wed: 2, thu: 3, fri: 4, sat: 5, sun: 6 };

/**
 * The first turn that isn't taken yet and whose moment lies in a stretch in which the clock runs. Those whose moment lies in none, because
 * it rested then, don't take place. A turn that is taken ahead is taken as the stretch begins, where that is later.
 */
export const turnIn = (calendar: WorkingCalendar, { repeat, after }: Repeating, runs: readonly Stretch[]): TurnAt | undefined => {
  const [first] = runs;
  const latest = runs.at(-1)?.to;
  if (!first || latest === undefined) return undefined;
  const { every, from, to, without = [], holidays } = repeat;
  const anchor = from === undefined ? 0 : dayOf(from);
  const begin = Math.max(
    from === undefined ? Number.NEGATIVE_INFINITY : anchor,
    // Days before the start may be moved behind it.
    after === undefined ? localDay(calendar, first.from) - (holidays === 'after' ? LONGEST_REST : 1) : dayOf(after) + 1,
  );
  const minutes = minutesOf(repeat.at);
  let before = after === undefined ? undefined : movedDay(calendar, repeat, dayOf(after));
  for (let day = begin; day <= begin + LONGEST && (to === undefined || day <= dayOf(to)); day++) {
    if (!isOn(calendar, every, day, anchor) || without.includes(written(day))) continue;
    const moved = movedDay(calendar, repeat, day);
    // Several that holidays move onto one day are one.
    if (moved === undefined || moved === before) continue;
    before = moved;
    const moment = momentOn(calendar, moved, minutes);
    if (moment >= latest) return undefined;
    const run = runs.find((stretch) => stretch.from <= moment && moment < stretch.to);
    if (!run) continue;
    const at = repeat.ahead === undefined ? moment : Math.max(momentOn(calendar, moved - repeat.ahead, minutes), run.from);
    return { day: written(moved), planned: written(day), at };
  }
  return undefined;
};

/** The day of a turn after holidays have moved it; undefined where they cancel it. */
const movedDay = (calendar: WorkingCalendar, { every, holidays }: Recurrence, day: number): number | undefined => {
  if (holidays === undefined || !isOff(calendar, every, day)) return day;
  if (holidays === 'skip') return undefined;
  const step = holidays === 'before' ? -1 : 1;
  for (let moved = day + step; Math.abs(moved - day) <= LONGEST_REST; moved += step) if (hasDuty(calendar, moved)) return moved;
  return undefined;
};

/** A Saturday that the rule names isn't off because offices rest on it. */
const isOff = (calendar: WorkingCalendar, every: Every, day: number): boolean =>
  !hasDuty(calendar, day) && (!('weeks' in every || 'weekday' in every) || isHoliday(calendar, written(day)));

const isOn = (calendar: WorkingCalendar, every: Every, day: number, anchor: number): boolean => {
  if ('days' in every) return modulo(day - anchor, every.days) === 0;
  // Weeks begin on Monday: 1970-01-01 was a Thursday.
  if ('weeks' in every) {
    return (
      every.on.some((name) => NUMBERS[name] === modulo(day + 3, 7)) &&
      modulo(Math.floor((day + 3) / 7) - Math.floor((anchor + 3) / 7), every.weeks) === 0
    );
  }
  const at = new Date(day * DAY);
  const date = at.getUTCDate();
  const left = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate() - date;
  if (modulo(monthOf(at) - monthOf(new Date(anchor * DAY)), every.months) !== 0) return false;
  if ('weekday' in every) {
    if (NUMBERS[every.weekday] !== modulo(day + 3, 7)) return false;
    return every.nth === -1 ? left < 7 : Math.ceil(date / 7) === every.nth;
  }
  if ('workingDay' in every) {
    const working = (from: number, to: number) => {
      let count = 0;
      for (let one = from; one <= to; one++) if (hasDuty(calendar, one)) count++;
      return count;
    };
    if (!hasDuty(calendar, day)) return false;
    return every.workingDay === -1 ? working(day + 1, day + left) === 0 : working(day - date + 1, day) === every.workingDay;
  }
  return every.day === -1 ? left === 0 : date === every.day;
};

const modulo = (value: number, by: number): number => ((value % by) + by) % by;
const monthOf = (at: Date): number => at.getUTCFullYear() * 12 + at.getUTCMonth();
const dayOf = (day: string): number => Date.parse(day) / DAY;
const written = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

const minutesOf = (at = '00:00'): number => {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  return hours * 60 + minutes;
};
