/**
 * Clocks counted minute by minute on the wall clock that Intl shows: slow, plain, and of no common code with activities/calendar.
 * Good for zones whose offset changes on whole minutes, as all have done since 1973.
 */
import type { Budget, ClockEntry } from '../../activities/calendar/clock.ts';
import type { DutySpan, Weekday, WorkingCalendar } from '../../activities/calendar/working-calendar.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

export type SlowUnit = 'workingDays' | 'dutyMinutes' | 'clockMinutes' | 'calendarDays';

type WallMinute = { readonly date: string; readonly minute: number };
/** A minute, or a part of one between two entries of the ledger. */
type Slice = { readonly from: number; readonly to: number; readonly wall: WallMinute; readonly runs: boolean };

const walls = new Map<string, (utcDay: number) => readonly WallMinute[]>();

const wallOf = (zone: string) => {
  const known = walls.get(zone);
  if (known) return known;
  // Swedes write 2026-03-29 03:00.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const days = new Map<number, WallMinute[]>();
  const wall = (utcDay: number): readonly WallMinute[] => {
    let day = days.get(utcDay);
    if (!day) {
      day = Array.from({ length: 1440 }, (_, minute) => {
        const [date = '', time = ''] = format.format(utcDay * DAY + minute * MINUTE).split(' ');
        return { date, minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) };
      });
      days.set(utcDay, day);
    }
    return day;
  };
  walls.set(zone, wall);
  return wall;
};

const wallAt = (zone: string, at: number): WallMinute => {
  const day = Math.floor(at / DAY);
  return wallOf(zone)(day)[Math.floor((at - day * DAY) / MINUTE)] as WallMinute;
};

const hoursOf = (calendar: WorkingCalendar, date: string): readonly DutySpan[] => {
  const own = calendar.days[date];
  if (own === 'holiday') return [];
  if (Array.isArray(own)) return own;
  const newest = [...calendar.dated].sort((a, b) => (a.from < b.from ? 1 : -1)).find(({ from }) => from <= date);
  const { week } = newest ?? calendar;
  const weekday = (new Date(`${date}T12:00Z`).getUTCDay() || 7) as Weekday;
  if (own === undefined) return week[weekday];
  return [week[1], week[2], week[3], week[4], week[5], week[6], week[7]].find((hours) => hours.length > 0) ?? [];
};

/** One clock, to be asked what it has used and when it reaches an amount; in milliseconds, or in days. */
export const slowClock = (calendar: WorkingCalendar, unit: SlowUnit, entries: readonly ClockEntry[]) => {
  const { zone } = calendar;
  const start = entries[0]?.at ?? Number.NaN;
  const duties = new Map<string, boolean[]>();
  const onDuty = ({ date, minute }: WallMinute): boolean => {
    let day = duties.get(date);
    if (!day) {
      const hours = hoursOf(calendar, date);
      day = Array.from({ length: 1440 }, (_, at) => hours.some(({ from, to }) => from <= at && at < to));
      duties.set(date, day);
    }
    return day[minute] === true;
  };
  const ends = new Map<string, number>();
  /** The end of the last minute of a day that counts. */
  const endOf = (date: string, counts: (wall: WallMinute) => boolean): number => {
    let end = ends.get(date);
    if (end === undefined) {
      end = Number.NaN;
      const utcDay = Date.parse(date) / DAY;
      for (const day of [utcDay - 1, utcDay, utcDay + 1]) {
        wallOf(zone)(day).forEach((wall, minute) => {
          if (wall.date === date && counts(wall)) end = day * DAY + (minute + 1) * MINUTE;
        });
      }
      ends.set(date, end);
    }
    return end;
  };
  const runsAfter = (at: number): boolean => {
    const last = entries.filter((entry) => entry.at <= at && entry.kind !== 'extend').at(-1);
    return last?.kind === 'start' || last?.kind === 'resume';
  };
  function* slices(to: number): Generator<Slice, void> {
    for (let minute = Math.floor(start / MINUTE) * MINUTE; minute < to; minute += MINUTE) {
      const next = minute + MINUTE;
      const wall = wallAt(zone, minute);
      const cuts = [
        minute,
        ...entries.map(({ at }) => at).filter((at) => minute < at && at < Math.min(next, to)),
        Math.min(next, to),
      ];
      for (const [index, from] of cuts.entries()) {
        const end = cuts[index + 1];
        if (end !== undefined && from < end) yield { from, to: end, wall, runs: runsAfter(from) };
      }
    }
  }
  const startDate = Number.isNaN(start) ? '' : wallAt(zone, start).date;
  const gained = ({ from, to, wall, runs }: Slice): number => {
    if (!runs) return 0;
    if (unit === 'clockMinutes') return to - from;
    if (unit === 'calendarDays') return wall.date !== startDate && to === endOf(wall.date, () => true) ? 1 : 0;
    if (!onDuty(wall)) return 0;
    if (unit === 'dutyMinutes') return to - from;
    return wall.date !== startDate && to === endOf(wall.date, onDuty) ? 1 : 0;
  };
  const usedAt = (now: number): number => {
    let used = 0;
    for (const slice of slices(now)) used += gained(slice);
    return used;
  };
  /** Undefined when it isn't reached before `to`. */
  const reachedAt = (amount: number, to = start + 400 * DAY): number | undefined => {
    if (amount === 0) return start < to ? start : undefined;
    let used = 0;
    for (const slice of slices(to)) {
      const gain = gained(slice);
      if (gain > 0 && used + gain >= amount) return unit.endsWith('Days') ? slice.to : slice.from + (amount - used);
      used += gain;
    }
    return;
  };
  const ranBetween = (from: number, to: number): boolean => {
    for (const slice of slices(to)) if (slice.runs && slice.to > from) return true;
    return false;
  };
  const running = runsAfter(Number.POSITIVE_INFINITY);
  return { usedAt, reachedAt, ranBetween, running };
};

/** The amount of a budget with the extensions of its ledger. */
export const extended = (budget: Budget, entries: readonly ClockEntry[]): number =>
  [budget, ...entries.flatMap((entry) => (entry.kind === 'extend' ? [entry.budget] : []))]
    .map((part) => {
      if ('workingDays' in part) return part.workingDays;
      if ('calendarDays' in part) return part.calendarDays;
      if ('dutyMinutes' in part) return MINUTE * part.dutyMinutes;
      return 'clockMinutes' in part ? MINUTE * part.clockMinutes : Number.NaN;
    })
    .reduce((sum, amount) => sum + amount, 0);

/** So many per cent, rounded up. */
export const percentOf = (amount: number, percent: number): number => Number((BigInt(amount) * BigInt(percent) + 99n) / 100n);
