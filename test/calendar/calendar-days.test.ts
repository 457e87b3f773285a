import { describe, expect, it } from 'vitest';
import { budgetWords, timeLeftWords } from '../../activities/calendar/budget-words.ts';
import { chinaCalendar } from '../../activities/calendar/china.ts';
import {
  type Budget,
  type ClockEntry,
  dueAt,
  isProvisional,
  lateSince,
  overdueAt,
  remainingAt,
  stepAt,
} from '../../activities/calendar/clock.ts';
import { budgetSchema } from '../../graphql/tenant/budgets.ts';
import { entry, extension, shanghai, wallTime } from './wall-time.ts';

const office = chinaCalendar({ from: 2026, to: 2026 });
const due = (budget: Budget, ...entries: readonly ClockEntry[]) => wallTime(office, dueAt(office, budget, entries));
const step = (budget: Budget, percent: number, ...entries: readonly ClockEntry[]) =>
  wallTime(office, stepAt(office, budget, entries, percent));
const left = (budget: Budget, at: string, ...entries: readonly ClockEntry[]) =>
  remainingAt(office, budget, entries, shanghai(at));

describe('a limit in calendar days', () => {
  const week: Budget = { calendarDays: 7 };
  const rolling: Budget = { calendarDays: 7, roll: true };
  const eve = entry('start', '2026-09-30 16:00');

  it('does not count the day it starts on, and ends at the midnight of the last, holiday or not', () => {
    expect(due(week, eve)).toBe('2026-10-08 00:00');
    expect(due(week, entry('start', '2026-09-30 00:00'))).toBe('2026-10-08 00:00');
    expect(due({ calendarDays: 1 }, entry('start', '2026-03-02 23:59'))).toBe('2026-03-04 00:00');
  });

  it('that rolls moves a last day in a holiday or at a weekend behind it, and leaves another where it is', () => {
    expect(due(rolling, eve)).toBe('2026-10-09 00:00');
    expect(due({ calendarDays: 5, roll: true }, entry('start', '2026-03-02 10:00'))).toBe('2026-03-10 00:00');
    expect(due({ calendarDays: 4, roll: true }, entry('start', '2026-03-02 10:00'))).toBe('2026-03-07 00:00');
    // A Saturday that is worked for the festival is a last day like others.
    expect(due({ calendarDays: 2, roll: true }, entry('start', '2026-02-12 10:00'))).toBe('2026-02-15 00:00');
  });

  it('that rolls is due elsewhere when the day behind the holiday becomes one', () => {
    const announced = { ...office, version: 2, days: { ...office.days, '2026-10-08': 'holiday' as const } };
    expect(wallTime(announced, dueAt(announced, rolling, [eve]))).toBe('2026-10-10 00:00');
    expect(wallTime(announced, dueAt(announced, week, [eve]))).toBe('2026-10-08 00:00');
  });

  it('has days left to the end that it rolls to, and is overdue only behind it', () => {
    expect(left(rolling, '2026-09-30 17:00', eve)).toBe(8);
    expect(left(rolling, '2026-10-07 12:00', eve)).toBe(2);
    expect(left(rolling, '2026-10-08 12:00', eve)).toBe(1);
    expect(overdueAt(office, rolling, [eve], shanghai('2026-10-09 00:00'))).toBe(false);
    expect(overdueAt(office, rolling, [eve], shanghai('2026-10-09 00:01'))).toBe(true);
  });

  it('climbs a step before its end at that share of the clock’s time, and later ones in whole days', () => {
    // From Wednesday 16:00 to Friday 0:00 are 200 hours.
    expect(step(rolling, 50, eve)).toBe('2026-10-04 20:00');
    expect(step(rolling, 100, eve)).toBe('2026-10-09 00:00');
    expect(step(rolling, 200, eve)).toBe('2026-10-15 00:00');
  });

  it('counts no day at whose end it rests, and takes more days', () => {
    const rests = [eve, entry('pause', '2026-10-01 10:00'), entry('resume', '2026-10-03 10:00')] as const;
    expect(due(week, ...rests)).toBe('2026-10-10 00:00');
    expect(due(week, eve, extension('2026-10-02 10:00', { calendarDays: 3 }))).toBe('2026-10-11 00:00');
    // It rests on the day to which it would have rolled: a day is left.
    const restsLate = [eve, entry('pause', '2026-10-08 10:00')] as const;
    expect(lateSince(office, rolling, restsLate)).toBeUndefined();
    expect(left(rolling, '2026-10-12 10:00', ...restsLate)).toBe(1);
    expect(due(rolling, ...restsLate, entry('resume', '2026-10-12 10:00'))).toBe('2026-10-13 00:00');
  });

  it('that rolls is provisional in a year without an arrangement, and another one never is', () => {
    const inNewYear = shanghai('2027-01-05 00:00');
    expect(isProvisional(office, rolling, inNewYear)).toBe(true);
    expect(isProvisional(office, week, inNewYear)).toBe(false);
  });
});

describe('a limit in working days that ends at midnight', () => {
  const notice: Budget = { workingDays: 7, end: 'midnight' };

  it('ends at the midnight of the last working day', () => {
    expect(due(notice, entry('start', '2026-04-30 09:00'))).toBe('2026-05-14 00:00');
    expect(due(notice, entry('start', '2026-11-27 09:00'))).toBe('2026-12-09 00:00');
  });

  it('counts a day until its midnight, and climbs an earlier step with the duty', () => {
    const start = entry('start', '2026-03-02 10:00');
    const two: Budget = { workingDays: 2, end: 'midnight' };
    expect(left(two, '2026-03-03 20:00', start)).toBe(2);
    expect(left(two, '2026-03-04 00:00', start)).toBe(1);
    expect(step(two, 50, start)).toBe('2026-03-03 14:45');
    expect(due(two, start, entry('pause', '2026-03-03 20:00'), entry('resume', '2026-03-04 09:00'))).toBe('2026-03-06 00:00');
  });
});

describe('a limit that runs to a moment', () => {
  const start = entry('start', '2026-03-02 10:00');
  const until: Budget = { until: shanghai('2026-03-12 10:00') };

  it('is due then, however long it rested, and climbs its steps by the clock', () => {
    expect(due(until, start)).toBe('2026-03-12 10:00');
    expect(step(until, 50, start)).toBe('2026-03-07 10:00');
    const rested = [start, entry('pause', '2026-03-03 10:00'), entry('resume', '2026-03-10 10:00')] as const;
    expect(due(until, ...rested)).toBe('2026-03-12 10:00');
    expect(left(until, '2026-03-09 10:00', start, entry('pause', '2026-03-03 10:00'))).toBe(3 * 24 * 60);
  });

  it('has no due time while it rests, and stays late where it had run over', () => {
    expect(due(until, start, entry('pause', '2026-03-03 10:00'))).toBeUndefined();
    expect(lateSince(office, until, [start, entry('pause', '2026-03-03 10:00')])).toBeUndefined();
    expect(wallTime(office, lateSince(office, until, [start, entry('pause', '2026-03-13 10:00')]))).toBe('2026-03-12 10:00');
  });

  it('moves by the time that it is extended by, and is due at once where the moment has passed', () => {
    expect(due(until, start, extension('2026-03-05 10:00', { clockMinutes: 1440 }))).toBe('2026-03-13 10:00');
    expect(due({ until: shanghai('2026-03-01 10:00') }, start)).toBe('2026-03-02 10:00');
  });

  it('that is no moment is refused', () => {
    expect(() => due({ until: 1.5 }, start)).toThrow('whole epoch milliseconds');
    expect(() => due({ workingDays: 1, roll: true } as unknown as Budget, start)).toThrow('A budget gives one of');
  });
});

it('says in words how a limit ends, and what is left of it', () => {
  expect(budgetWords({ workingDays: 7, end: 'midnight' })).toEqual({
    en: '7 working days, to midnight',
    zh: '7个工作日（至24时）',
  });
  expect(budgetWords({ calendarDays: 7 })).toEqual({ en: '7 calendar days', zh: '7个自然日' });
  expect(budgetWords({ calendarDays: 1, roll: true })).toEqual({
    en: '1 calendar day, to the next working day',
    zh: '1个自然日（末日休息的顺延）',
  });
  expect(budgetWords({ until: 0 }).en).toBe('until ‹1970-01-01T00:00:00.000Z›');
  expect(timeLeftWords(-2, 'calendarDays')).toEqual({ en: '2 days overdue', zh: '超2天' });
});

it('is set by administrators in days of either kind, with how they end, and never as a moment', () => {
  const set = (budget: unknown) => budgetSchema.safeParse(budget).success;
  expect([{ calendarDays: 7 }, { calendarDays: 7, roll: true }, { workingDays: 7, end: 'midnight' }].map(set)).not.toContain(
    false,
  );
  expect(
    [{ until: 1 }, { calendarDays: 0 }, { workingDays: 7, roll: true }, { calendarDays: 7, end: 'midnight' }].map(set),
  ).not.toContain(true);
});
