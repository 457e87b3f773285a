import { describe, expect, it } from 'vitest';
import { budgetWords } from '../../activities/calendar/budget-words.ts';
import { chinaCalendar } from '../../activities/calendar/china.ts';
import { type Budget, type ClockEntry, dueAt, isProvisional, stepAt, turnOf } from '../../activities/calendar/clock.ts';
import type { WorkingCalendar } from '../../activities/calendar/working-calendar.ts';
import { recurrenceSchema } from '../../graphql/tenant/recurrences.ts';
import type { Every, Recurrence } from '../../workflows/kernel/recurrence.ts';
import { entry, shanghai, wallTime } from './wall-time.ts';

const office = chinaCalendar({ from: 2025, to: 2026 });
const start = (text: string) => [entry('start', text)];
const weekly = (...on: ('mon' | 'tue' | 'fri' | 'sat')[]): Every => ({ weeks: 1, on });

/** The days of so many turns, one taken after the other. */
const days = (repeat: Recurrence, entries: readonly ClockEntry[], count: number, calendar: WorkingCalendar = office) => {
  const found: string[] = [];
  let budget: { readonly repeat: Recurrence; readonly after?: string } = { repeat };
  while (found.length < count) {
    const turn = turnOf(calendar, budget, entries);
    if (!turn) break;
    found.push(turn.day);
    budget = { repeat, after: turn.planned };
  }
  return found;
};

describe('a clock that repeats', () => {
  it('counts days, weeks and months from its first day, and passes over months without the date', () => {
    const from = '2026-01-30';
    const of = (every: Every) => days({ every, from }, start('2026-01-30 00:00'), 4);
    expect(of({ days: 10 })).toEqual(['2026-01-30', '2026-02-09', '2026-02-19', '2026-03-01']);
    expect(of({ weeks: 2, on: ['mon', 'fri'] })).toEqual(['2026-01-30', '2026-02-09', '2026-02-13', '2026-02-23']);
    expect(of({ months: 1, day: 31 })).toEqual(['2026-01-31', '2026-03-31', '2026-05-31', '2026-07-31']);
    expect(of({ months: 1, day: -1 })).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
    expect(of({ months: 2, nth: 5, weekday: 'sat' })).toEqual(['2026-01-31', '2026-05-30', '2027-01-30', '2027-05-29']);
    expect(of({ months: 3, nth: -1, weekday: 'fri' })).toEqual(['2026-01-30', '2026-04-24', '2026-07-31', '2026-10-30']);
  });

  it('goes through leap days and changes of the year', () => {
    const leap = { every: { months: 12, day: 29 }, from: '2024-02-29' } as const;
    expect(days(leap, start('2024-02-01 00:00'), 2)).toEqual(['2024-02-29', '2028-02-29']);
    expect(days({ every: { days: 1 } }, start('2027-12-31 00:00'), 2)).toEqual(['2027-12-31', '2028-01-01']);
    // Week 53 of 2026 lies before week 1 of 2027.
    expect(days({ every: { weeks: 2, on: ['mon'] }, from: '2026-12-21' }, start('2026-12-21 00:00'), 3)).toEqual([
      '2026-12-21',
      '2027-01-04',
      '2027-01-18',
    ]);
  });

  it('moves a turn in a holiday before or behind it, also to a make-up day, and takes several that meet once', () => {
    const fourth: Every = { months: 1, nth: 4, weekday: 'fri' };
    const september = start('2026-09-01 00:00');
    expect(days({ every: fourth, holidays: 'before' }, september, 2)).toEqual(['2026-09-24', '2026-10-23']);
    expect(days({ every: fourth, holidays: 'after' }, september, 1)).toEqual(['2026-09-28']);
    expect(days({ every: fourth, holidays: 'skip' }, september, 1)).toEqual(['2026-10-23']);
    expect(days({ every: fourth }, september, 1)).toEqual(['2026-09-25']);
    // The first Friday of 2026 is a holiday, and the Sunday after it is worked.
    const first: Every = { months: 1, nth: 1, weekday: 'fri' };
    expect(days({ every: first, holidays: 'after' }, start('2026-01-01 00:00'), 1)).toEqual(['2026-01-04']);
    const festival = start('2026-02-13 00:00');
    const twice = weekly('tue', 'fri');
    // The Saturday before the festival is worked; Tuesday and Friday lie in it.
    expect(days({ every: twice, holidays: 'before' }, festival, 4)).toEqual([
      '2026-02-13',
      '2026-02-14',
      '2026-02-24',
      '2026-02-27',
    ]);
    expect(days({ every: twice, holidays: 'after' }, festival, 3)).toEqual(['2026-02-13', '2026-02-24', '2026-02-27']);
    expect(days({ every: { days: 1 }, holidays: 'skip' }, festival, 8)).toEqual([
      ...['2026-02-13', '2026-02-14', '2026-02-24', '2026-02-25', '2026-02-26', '2026-02-27', '2026-02-28', '2026-03-02'],
    ]);
  });

  it('leaves a Saturday that its rule names where it is, unless that is a holiday; a date on one is moved', () => {
    expect(days({ every: weekly('sat'), holidays: 'skip' }, start('2026-02-01 00:00'), 3)).toEqual([
      '2026-02-07',
      '2026-02-14',
      '2026-02-28',
    ]);
    expect(days({ every: { months: 1, day: 7 }, holidays: 'before' }, start('2026-03-01 00:00'), 1)).toEqual(['2026-03-06']);
  });

  it('knows the first and last working day of a month', () => {
    expect(days({ every: { months: 1, workingDay: 1 } }, start('2026-01-20 00:00'), 3)).toEqual([
      '2026-02-02',
      '2026-03-02',
      '2026-04-01',
    ]);
    // Saturday 28 February is worked.
    expect(days({ every: { months: 1, workingDay: -1 } }, start('2026-01-20 00:00'), 2)).toEqual(['2026-01-30', '2026-02-28']);
  });

  it('ends with its last day, leaves out single days, and never hangs on a rule that never holds', () => {
    const repeat: Recurrence = { every: weekly('mon'), to: '2026-03-23', without: ['2026-03-09'] };
    expect(days(repeat, start('2026-03-01 00:00'), 9)).toEqual(['2026-03-02', '2026-03-16', '2026-03-23']);
    expect(days({ every: { months: 12, day: 30 }, from: '2026-02-01' }, start('2026-03-01 00:00'), 1)).toEqual([]);
    expect(dueAt(office, { repeat, after: '2026-03-23' }, start('2026-03-01 00:00'))).toBeUndefined();
  });

  it('is due at its time of day by the tenant’s clock, so many days ahead, and at once where it was started later', () => {
    const due = (repeat: Recurrence, text: string) => wallTime(office, dueAt(office, { repeat }, start(text)));
    const first: Recurrence = { every: { months: 1, day: 1 }, at: '02:00' };
    expect(due(first, '2026-03-01 01:59')).toBe('2026-03-01 02:00');
    expect(due(first, '2026-03-01 02:01')).toBe('2026-04-01 02:00');
    const ahead: Recurrence = { every: weekly('fri'), at: '24:00', ahead: 15 };
    expect(due(ahead, '2026-03-02 09:00')).toBe('2026-03-02 09:00');
    const budget = { repeat: ahead, after: '2026-03-13' };
    expect(wallTime(office, dueAt(office, budget, start('2026-03-02 09:00')))).toBe('2026-03-06 00:00');
  });

  it('comes at the first moment behind an hour that the wall clock skips', () => {
    const berlin = { ...office, zone: 'Europe/Berlin' };
    const at = dueAt(berlin, { repeat: { every: { days: 1 }, at: '02:30' } }, [
      { at: Date.parse('2026-03-28T12:00:00+01:00'), kind: 'start' },
    ]);
    expect(at).toBe(Date.parse('2026-03-29T03:00:00+02:00'));
  });

  it('has no turns while it rests; one that was missed before that comes all the same', () => {
    const repeat: Recurrence = { every: { days: 1 }, at: '08:00' };
    const rested = [entry('start', '2026-03-02 07:00'), entry('pause', '2026-03-04 07:00'), entry('resume', '2026-03-06 09:00')];
    expect(days(repeat, rested, 3)).toEqual(['2026-03-02', '2026-03-03', '2026-03-07']);
    expect(dueAt(office, { repeat }, rested.slice(0, 2))).toBeUndefined();
  });

  it('reaches a share between two turns by the clock, and no step behind its turn', () => {
    const budget: Budget = { repeat: { every: { days: 1 }, at: '08:00' } };
    const at = (percent: number) => wallTime(office, stepAt(office, budget, start('2026-03-02 18:00'), percent));
    expect([at(50), at(100), at(200)]).toEqual(['2026-03-03 01:00', '2026-03-03 08:00', undefined]);
  });

  it('is provisional where holidays that aren’t arranged may move it', () => {
    const next = shanghai('2027-02-05 00:00');
    expect(isProvisional(office, { repeat: { every: weekly('fri'), holidays: 'before' } }, next)).toBe(true);
    expect(isProvisional(office, { repeat: { every: weekly('fri') } }, next)).toBe(false);
  });

  it.each([
    [
      { every: { weeks: 1, on: ['fri'] }, holidays: 'before' },
      'every week on Friday, on the working day before a day off',
      '每周的周五（遇休息日提前）',
    ],
    [{ every: { months: 1, day: 1 }, at: '02:00' }, 'every month on day 1 at 02:00', '每个月1日02:00'],
    [
      { every: { months: 3, nth: -1, weekday: 'mon' }, holidays: 'skip' },
      'every 3 months on the last Monday, not on days off',
      '每3个月最后一个周一（遇休息日取消）',
    ],
    [{ every: { months: 1, workingDay: 2 } }, 'every month on the second working day', '每个月第2个工作日'],
    [{ every: { days: 2 }, holidays: 'after' }, 'every 2 days, on the working day after a day off', '每2天（遇休息日顺延）'],
  ] as const)('is said in words: %o', (repeat, en, zh) => {
    expect(budgetWords({ repeat })).toEqual({ en, zh });
    expect(recurrenceSchema.safeParse(repeat).success).toBe(true);
  });

  it.each([
    [{ every: { weeks: 1, on: [] } }],
    [{ every: { weeks: 0, on: ['mon'] } }],
    [{ every: { months: 1, day: 0 } }],
    [{ every: { months: 1, day: 1, weekday: 'mon' } }],
    [{ every: { days: 1 }, at: '25:00' }],
    [{ every: { days: 1 }, from: '2026-02-30' }],
  ])('isn’t set to what makes no sense: %o', (repeat) => {
    expect(recurrenceSchema.safeParse(repeat).success).toBe(false);
  });
});
