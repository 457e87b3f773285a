import { describe, expect, it } from 'vitest';
import { chinaCalendar } from '../../activities/calendar/china.ts';
import {
  type ClockEntry,
  consumedAt,
  dueAt,
  isProvisional,
  overdueAt,
  remainingAt,
  stepAt,
} from '../../activities/calendar/clock.ts';
import type { WorkingCalendar } from '../../activities/calendar/working-calendar.ts';
import { entry, extension, shanghai, wallTime } from './wall-time.ts';

const office = chinaCalendar({ from: 2026, to: 2026 });
const due = (days: number, entries: readonly ClockEntry[], calendar: WorkingCalendar = office) =>
  wallTime(calendar, dueAt(calendar, { workingDays: days }, entries));

describe('a limit in working days', () => {
  it('does not count the day it starts on, and ends with the last day’s duty', () => {
    expect(due(1, [entry('start', '2026-03-02 08:30')])).toBe('2026-03-03 17:30');
    expect(due(1, [entry('start', '2026-03-02 17:29')])).toBe('2026-03-03 17:30');
    expect(due(5, [entry('start', '2026-03-02 10:00')])).toBe('2026-03-09 17:30');
  });

  it('started before duty in the morning, or after it at night, does not count that day either', () => {
    expect(due(1, [entry('start', '2026-03-02 00:00')])).toBe('2026-03-03 17:30');
    expect(due(1, [entry('start', '2026-03-02 23:59')])).toBe('2026-03-03 17:30');
  });

  it('started at the weekend counts from Monday on', () => {
    expect(due(1, [entry('start', '2026-03-07 11:00')])).toBe('2026-03-09 17:30');
  });

  it('passes over the Spring Festival, and counts the two Saturdays that are worked for it', () => {
    // Friday 13, Saturday 14 (worked), then the festival from 15 to 23, and on from Tuesday 24.
    expect(due(2, [entry('start', '2026-02-12 10:00')])).toBe('2026-02-14 17:30');
    expect(due(3, [entry('start', '2026-02-12 10:00')])).toBe('2026-02-24 17:30');
    expect(due(7, [entry('start', '2026-02-12 10:00')])).toBe('2026-02-28 17:30');
    expect(due(8, [entry('start', '2026-02-12 10:00')])).toBe('2026-03-02 17:30');
  });

  it('started in the middle of the festival is due at the end of the first day worked after it', () => {
    expect(due(1, [entry('start', '2026-02-18 20:00')])).toBe('2026-02-24 17:30');
  });

  it('of none is due as it starts', () => {
    expect(due(0, [entry('start', '2026-03-02 10:00')])).toBe('2026-03-02 10:00');
  });

  it('is due elsewhere when a holiday is announced, with the same ledger', () => {
    const announced: WorkingCalendar = { ...office, version: 2, days: { ...office.days, '2026-03-04': 'holiday' } };
    expect(due(3, [entry('start', '2026-03-02 10:00')])).toBe('2026-03-05 17:30');
    expect(due(3, [entry('start', '2026-03-02 10:00')], announced)).toBe('2026-03-06 17:30');
  });
});

describe('a year whose holidays nobody has published', () => {
  const days = (from: string, entries = [entry('start', from)]) => due(1, entries);

  it('has those in the law, on fixed days and by the moon', () => {
    // New Year, the festival from its eve on, Qingming, May, Dragon Boat, Mid-Autumn, October.
    expect(days('2026-12-31 10:00')).toBe('2027-01-04 17:30');
    expect(days('2027-02-04 10:00')).toBe('2027-02-09 17:30');
    expect(days('2027-04-02 10:00')).toBe('2027-04-06 17:30');
    expect(days('2028-04-28 10:00')).toBe('2028-05-03 17:30');
    expect(days('2027-06-08 10:00')).toBe('2027-06-10 17:30');
    expect(days('2027-09-14 10:00')).toBe('2027-09-16 17:30');
    expect(days('2029-09-28 10:00')).toBe('2029-10-04 17:30');
  });

  it('is passed over as it was arranged once that is entered, a worked holiday among it', () => {
    const arranged: WorkingCalendar = {
      ...office,
      days: { ...office.days, '2027-01-01': 'workday', '2027-01-04': 'holiday' },
      publicHolidays: { country: 'CN', arrangedTo: 2027 },
    };
    expect(due(1, [entry('start', '2026-12-31 10:00')], arranged)).toBe('2027-01-01 17:30');
    expect(due(1, [entry('start', '2027-01-01 10:00')], arranged)).toBe('2027-01-05 17:30');
    // What isn't in the arrangement is no holiday.
    expect(due(1, [entry('start', '2027-04-02 10:00')], arranged)).toBe('2027-04-05 17:30');
  });

  it('makes due times provisional, but for those by the clock alone', () => {
    const at = shanghai('2027-01-04 17:30');
    expect(isProvisional(office, { workingDays: 1 }, at)).toBe(true);
    expect(isProvisional(office, { dutyMinutes: 60 }, at)).toBe(true);
    expect(isProvisional(office, { clockMinutes: 60 }, at)).toBe(false);
    expect(isProvisional(office, { workingDays: 1 }, shanghai('2026-12-31 23:59'))).toBe(false);
    expect(isProvisional(office, { workingDays: 1 }, null)).toBe(false);
  });
});

describe('a limit in working days that is paused', () => {
  const started = entry('start', '2026-03-04 09:00');

  it('is not due while it rests', () => {
    expect(due(3, [started, entry('pause', '2026-03-06 10:00')])).toBeUndefined();
  });

  it('from Friday morning to Monday morning has lost the Friday', () => {
    const ledger = [started, entry('pause', '2026-03-06 10:00'), entry('resume', '2026-03-09 09:00')];
    expect(due(3, ledger)).toBe('2026-03-10 17:30');
  });

  it('from Friday evening to Monday morning has lost nothing, for nobody works in between', () => {
    const ledger = [started, entry('pause', '2026-03-06 17:31'), entry('resume', '2026-03-09 09:00')];
    expect(due(3, ledger)).toBe(due(3, [started]));
  });

  it('over a lunch has lost nothing, for it runs at the end of duty', () => {
    const ledger = [started, entry('pause', '2026-03-05 12:00'), entry('resume', '2026-03-05 14:00')];
    expect(due(3, ledger)).toBe(due(3, [started]));
  });

  it('at the very end of duty has used the day, and resumed at the very end of duty has not', () => {
    const paused = [started, entry('pause', '2026-03-05 17:30')];
    expect(consumedAt(office, { workingDays: 3 }, paused, shanghai('2026-03-06 00:00'))).toBe(1);
    const resumed = [started, entry('pause', '2026-03-05 10:00'), entry('resume', '2026-03-05 17:30')];
    expect(consumedAt(office, { workingDays: 3 }, resumed, shanghai('2026-03-06 00:00'))).toBe(0);
  });

  it('and resumed several times uses each day once', () => {
    const ledger = [
      started,
      entry('pause', '2026-03-05 17:30'),
      entry('resume', '2026-03-05 17:30'),
      entry('pause', '2026-03-05 17:30'),
      entry('resume', '2026-03-05 17:30'),
    ];
    expect(due(3, ledger)).toBe(due(3, [started]));
  });

  it('in the millisecond of its start still does not count the day of the start', () => {
    const ledger = [started, entry('pause', '2026-03-04 09:00'), entry('resume', '2026-03-04 09:30')];
    expect(due(1, ledger)).toBe('2026-03-05 17:30');
  });
});

describe('a limit in working days that is extended', () => {
  const started = entry('start', '2026-03-02 10:00');

  it('is due so many working days later', () => {
    expect(due(2, [started, extension('2026-03-03 09:00', { workingDays: 3 })])).toBe('2026-03-09 17:30');
  });

  it('while it rests is due so many days later once it runs again', () => {
    const ledger = [
      started,
      entry('pause', '2026-03-03 18:00'),
      extension('2026-03-05 09:00', { workingDays: 2 }),
      entry('resume', '2026-03-10 09:00'),
    ];
    expect(due(2, ledger.slice(0, 3))).toBeUndefined();
    expect(remainingAt(office, { workingDays: 2 }, ledger.slice(0, 3), shanghai('2026-03-06 09:00'))).toBe(3);
    expect(due(2, ledger)).toBe('2026-03-12 17:30');
  });

  it('after it ran over is overdue no more', () => {
    const now = shanghai('2026-03-05 09:00');
    expect(overdueAt(office, { workingDays: 2 }, [started], now)).toBe(true);
    expect(remainingAt(office, { workingDays: 1 }, [started], now)).toBe(-1);
    const extended = [started, extension('2026-03-05 09:00', { workingDays: 1 })];
    expect(overdueAt(office, { workingDays: 2 }, extended, now)).toBe(false);
    expect(due(2, extended)).toBe('2026-03-05 17:30');
  });
});

describe('whether it has run over', () => {
  const ledger = [entry('start', '2026-03-02 10:00')];

  it('is not yet so at the moment it is due, but a millisecond later', () => {
    const at = shanghai('2026-03-03 17:30');
    expect(overdueAt(office, { workingDays: 1 }, ledger, at)).toBe(false);
    expect(overdueAt(office, { workingDays: 1 }, ledger, at + 1)).toBe(true);
  });

  it('is not so when it was paused in time, however long it rests', () => {
    const rests = [...ledger, entry('pause', '2026-03-03 17:30')];
    expect(overdueAt(office, { workingDays: 1 }, rests, shanghai('2026-06-01 09:00'))).toBe(false);
    const blinked = [...rests, entry('resume', '2026-03-04 09:00'), entry('pause', '2026-03-04 09:00')];
    expect(overdueAt(office, { workingDays: 1 }, blinked, shanghai('2026-06-01 09:00'))).toBe(false);
  });

  it('is still told after it was stopped', () => {
    const late = [...ledger, entry('stop', '2026-03-04 09:00')];
    expect(overdueAt(office, { workingDays: 1 }, late, shanghai('2026-06-01 09:00'))).toBe(true);
    const early = [...ledger, entry('stop', '2026-03-03 09:00')];
    expect(overdueAt(office, { workingDays: 1 }, early, shanghai('2026-06-01 09:00'))).toBe(false);
  });
});

describe('the ladder of a limit in working days', () => {
  const started = [entry('start', '2026-03-02 08:30')];
  const step = (days: number, percent: number, ledger: readonly ClockEntry[] = started) =>
    wallTime(office, stepAt(office, { workingDays: days }, ledger, percent));

  it('has its lower steps by the share of duty from start to due', () => {
    // Two days of seven hours each.
    expect(step(1, 50)).toBe('2026-03-02 17:30');
    expect(step(1, 75)).toBe('2026-03-03 12:00');
    expect(step(1, 80)).toBe('2026-03-03 14:42');
    expect(step(1, 100)).toBe('2026-03-03 17:30');
  });

  it('has its higher steps at whole working days, rounded up', () => {
    expect(step(1, 101)).toBe('2026-03-04 17:30');
    expect(step(1, 200)).toBe('2026-03-04 17:30');
    expect(step(5, 110)).toBe('2026-03-10 17:30');
    expect(step(5, 150)).toBe('2026-03-12 17:30');
  });

  it('leaves out the duty during which it rested', () => {
    const ledger = [...started, entry('pause', '2026-03-02 10:00'), entry('resume', '2026-03-03 15:30')];
    // An hour and a half of Monday and two hours of Tuesday ran; half of them is a quarter of an hour into the latter.
    expect(step(1, 50, ledger)).toBe('2026-03-03 15:45');
  });

  it('is not climbed while it rests', () => {
    expect(step(5, 80, [...started, entry('pause', '2026-03-03 09:00')])).toBeUndefined();
  });
});
