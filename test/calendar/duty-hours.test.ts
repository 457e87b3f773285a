import { describe, expect, it } from 'vitest';
import { aroundTheClock } from '../../activities/calendar/around-the-clock.ts';
import { chinaCalendar } from '../../activities/calendar/china.ts';
import { type ClockEntry, consumedAt, dueAt, lateSince, remainingAt, stepAt } from '../../activities/calendar/clock.ts';
import {
  type DutySpan,
  dutySpans,
  mondayToFriday,
  readCalendar,
  type WorkingCalendar,
} from '../../activities/calendar/working-calendar.ts';
import { entry, extension, shanghai, wallTime } from './wall-time.ts';

const office = chinaCalendar({ from: 2026, to: 2026 });
const due = (minutes: number, entries: readonly ClockEntry[], calendar: WorkingCalendar = office) =>
  wallTime(calendar, dueAt(calendar, { dutyMinutes: minutes }, entries));
const everyDay = (hours: readonly DutySpan[]): WorkingCalendar['week'] => ({ ...mondayToFriday(hours), 6: hours, 7: hours });
const moment = (text: string): ClockEntry => ({ at: Date.parse(text), kind: 'start' });

describe('a limit in minutes of duty', () => {
  it('stands still over lunch, night and weekend', () => {
    expect(due(5, [entry('start', '2026-03-02 11:58')])).toBe('2026-03-02 14:03');
    expect(due(60, [entry('start', '2026-03-02 17:00')])).toBe('2026-03-03 09:00');
    expect(due(60, [entry('start', '2026-03-06 17:00')])).toBe('2026-03-09 09:00');
  });

  it('started off duty begins with the next duty', () => {
    expect(due(5, [entry('start', '2026-03-07 20:00')])).toBe('2026-03-09 08:35');
  });

  it('used up exactly with the duty is due then, and not the next morning', () => {
    expect(due(30, [entry('start', '2026-03-02 17:00')])).toBe('2026-03-02 17:30');
  });

  it('runs on a Saturday worked for the Spring Festival, with an ordinary day’s hours', () => {
    expect(due(60, [entry('start', '2026-02-13 17:00')])).toBe('2026-02-14 09:00');
    expect(due(60, [entry('start', '2026-02-14 17:00')])).toBe('2026-02-24 09:00');
  });

  it('is exact to the millisecond', () => {
    const started: ClockEntry = { at: shanghai('2026-03-02 11:58') + 1, kind: 'start' };
    expect(due(5, [started])).toBe('2026-03-02 14:03:00.001');
    expect(wallTime(office, stepAt(office, { dutyMinutes: 1 }, [entry('start', '2026-03-02 09:00')], 33))).toBe(
      '2026-03-02 09:00:19.800',
    );
    expect(consumedAt(office, { dutyMinutes: 5 }, [started], shanghai('2026-03-02 11:58') + 15_001)).toBe(0.25);
  });

  it('that has run over stays late while it rests, and one with time left has no due time then', () => {
    const started = entry('start', '2026-03-02 09:00');
    expect(lateSince(office, { dutyMinutes: 60 }, [started, entry('pause', '2026-03-02 11:00')])).toBe(
      shanghai('2026-03-02 10:00'),
    );
    for (const pause of ['2026-03-02 09:30', '2026-03-02 10:00'])
      expect(lateSince(office, { dutyMinutes: 60 }, [started, entry('pause', pause)])).toBeUndefined();
    expect(lateSince(office, { dutyMinutes: 60 }, [started])).toBeUndefined();
  });

  it('paused and resumed several times runs on where it stood', () => {
    const ledger = [
      entry('start', '2026-03-02 09:00'),
      entry('pause', '2026-03-02 09:20'),
      entry('resume', '2026-03-02 11:50'),
      entry('pause', '2026-03-02 14:10'),
      entry('resume', '2026-03-06 17:20'),
    ];
    expect(due(60, ledger)).toBe('2026-03-09 08:40');
    expect(remainingAt(office, { dutyMinutes: 60 }, ledger, shanghai('2026-03-04 09:00'))).toBe(20);
  });

  it('extended while it rests is due later once it runs', () => {
    const ledger = [
      entry('start', '2026-03-02 09:00'),
      entry('pause', '2026-03-02 09:00'),
      extension('2026-03-02 09:00', { dutyMinutes: 30 }),
      entry('resume', '2026-03-02 09:30'),
    ];
    expect(due(30, ledger)).toBe('2026-03-02 10:30');
  });
});

describe('a limit in minutes of the clock', () => {
  it('runs through night, weekend and holiday, and rests only while it is paused', () => {
    const started = entry('start', '2026-02-14 20:00');
    expect(wallTime(office, dueAt(office, { clockMinutes: 48 * 60 }, [started]))).toBe('2026-02-16 20:00');
    const ledger = [started, entry('pause', '2026-02-15 08:00'), entry('resume', '2026-02-15 09:30')];
    expect(wallTime(office, dueAt(office, { clockMinutes: 48 * 60 }, ledger))).toBe('2026-02-16 21:30');
    expect(wallTime(office, stepAt(office, { clockMinutes: 48 * 60 }, ledger, 80))).toBe('2026-02-16 11:54');
  });
});

describe('summer hours', () => {
  const summer = mondayToFriday(dutySpans('08:30-12:00', '14:30-18:00'));
  const calendar: WorkingCalendar = {
    ...office,
    dated: [
      // In any order.
      { from: '2026-10-01', week: office.week },
      { from: '2026-07-01', week: summer },
    ],
    days: { ...office.days, '2026-07-04': 'workday' },
  };

  it('hold from their date until the next', () => {
    expect(due(30, [entry('start', '2026-06-30 13:00')], calendar)).toBe('2026-06-30 14:30');
    expect(due(30, [entry('start', '2026-07-01 13:00')], calendar)).toBe('2026-07-01 15:00');
    expect(due(30, [entry('start', '2026-10-08 13:00')], calendar)).toBe('2026-10-08 14:30');
  });

  it('move the end of a working day, also of a Saturday that is worked', () => {
    const end = dueAt(calendar, { workingDays: 2 }, [entry('start', '2026-07-02 09:00')]);
    expect(wallTime(calendar, end)).toBe('2026-07-04 18:00');
  });
});

describe('a single day of its own hours', () => {
  it('has these, and none when they are empty', () => {
    const calendar: WorkingCalendar = {
      ...office,
      days: { ...office.days, '2026-03-03': dutySpans('10:00-11:00'), '2026-03-04': [] },
    };
    expect(due(90, [entry('start', '2026-03-02 18:00')], calendar)).toBe('2026-03-05 09:00');
  });
});

describe('where clocks are put forward and back', () => {
  const nights: WorkingCalendar = {
    zone: 'Europe/Berlin',
    version: 1,
    week: everyDay(dutySpans('01:00-04:00')),
    dated: [],
    days: {},
  };

  it('the night in March has an hour of duty less, and the night in October one more', () => {
    const used = (from: string, to: string) => consumedAt(nights, { dutyMinutes: 600 }, [moment(from)], Date.parse(to));
    expect(used('2026-03-28T12:00Z', '2026-03-29T12:00Z')).toBe(120);
    expect(used('2026-10-24T12:00Z', '2026-10-25T12:00Z')).toBe(240);
    expect(used('2026-06-01T12:00Z', '2026-06-02T12:00Z')).toBe(180);
  });

  it('an hour that the clock shows twice counts twice', () => {
    // 02:30 for the first time is at 00:30 UTC; forty minutes later the wall clock shows 02:10 for the second time.
    expect(dueAt(nights, { dutyMinutes: 40 }, [moment('2026-10-25T00:30Z')])).toBe(Date.parse('2026-10-25T01:10Z'));
  });

  it('an office still closes at five', () => {
    const berlin: WorkingCalendar = { ...nights, week: mondayToFriday(dutySpans('09:00-17:00')) };
    const friday = moment('2026-03-27T09:00+01:00');
    expect(dueAt(berlin, { workingDays: 1 }, [friday])).toBe(Date.parse('2026-03-30T17:00+02:00'));
    expect(dueAt(berlin, { dutyMinutes: 480 + 60 }, [friday])).toBe(Date.parse('2026-03-30T10:00+02:00'));
  });

  it('minutes of the clock pass as ever', () => {
    expect(dueAt(nights, { clockMinutes: 24 * 60 }, [moment('2026-03-28T12:00Z')])).toBe(Date.parse('2026-03-29T12:00Z'));
  });

  it('a day that the calendar of an island skipped is no working day', () => {
    // Samoa had no 30 December 2011.
    const samoa: WorkingCalendar = { ...nights, zone: 'Pacific/Apia', week: everyDay(dutySpans('09:00-17:00')) };
    const end = dueAt(samoa, { workingDays: 2 }, [moment('2011-12-28T10:00-10:00')]);
    expect(wallTime(samoa, end)).toBe('2011-12-31 17:00');
  });
});

describe('a night shift, split at midnight', () => {
  const watch: WorkingCalendar = { ...office, week: everyDay(dutySpans('00:00-06:00', '22:00-24:00')), days: {} };

  it('runs through midnight', () => {
    expect(due(90, [entry('start', '2026-03-02 23:00')], watch)).toBe('2026-03-03 00:30');
    expect(due(480, [entry('start', '2026-03-02 22:00')], watch)).toBe('2026-03-03 06:00');
  });

  it('ends its working day at midnight', () => {
    const ledger = [entry('start', '2026-03-02 23:00')];
    expect(wallTime(watch, dueAt(watch, { workingDays: 1 }, ledger))).toBe('2026-03-04 00:00');
    expect(consumedAt(watch, { workingDays: 1 }, ledger, shanghai('2026-03-04 00:00') - 1)).toBe(0);
    expect(consumedAt(watch, { workingDays: 1 }, ledger, shanghai('2026-03-04 00:00'))).toBe(1);
  });
});

describe('a tenant without a calendar', () => {
  it('is on duty day and night', () => {
    expect(due(90, [entry('start', '2026-02-17 23:00')], aroundTheClock)).toBe('2026-02-18 00:30');
    const end = dueAt(aroundTheClock, { workingDays: 1 }, [entry('start', '2026-02-17 23:00')]);
    expect(wallTime(aroundTheClock, end)).toBe('2026-02-19 00:00');
  });
});

describe('an office in China', () => {
  it('has a calendar that can be stored and read back', () => {
    expect(readCalendar(JSON.parse(JSON.stringify(chinaCalendar())))).toEqual(chinaCalendar());
  });

  it('is refused with a year that it says is arranged and has no day of', () => {
    const { publicHolidays, ...calendar } = chinaCalendar();
    const arrangedTo = Number(publicHolidays?.arrangedTo) + 1;
    expect(() => readCalendar({ ...calendar, publicHolidays: { country: 'CN', arrangedTo } })).toThrow(
      `publicHolidays, arrangedTo is ${arrangedTo}, and no day of that year stands in days`,
    );
  });

  it('is off on the days, and at work on the weekends, that the State Council has named', () => {
    expect(office.days['2026-02-17']).toBe('holiday');
    expect(office.days['2026-02-28']).toBe('workday');
    expect(Object.keys(office.days).every((date) => date.startsWith('2026-'))).toBe(true);
    expect(chinaCalendar({ from: 2025, to: 2026 }).days).toMatchObject({ '2025-01-26': 'workday', ...office.days });
  });

  it('is not told of years that nobody has published', () => {
    expect(() => chinaCalendar({ from: 2026, to: 2999 })).toThrow(/known for 2004 to \d{4}, not for 2026 to 2999; .*update/);
    expect(() => chinaCalendar({ from: 2026, to: 2025 })).toThrow(RangeError);
  });
});

describe('the time it takes', () => {
  it('to find when a limit of seven working days is due is a few microseconds', () => {
    const ledger = [entry('start', '2026-02-12 10:00'), entry('pause', '2026-02-13 10:00'), entry('resume', '2026-02-14 10:00')];
    const rounds = Array.from({ length: 20 }, () => {
      const from = performance.now();
      for (let index = 0; index < 500; index++) dueAt(office, { workingDays: 7 }, ledger);
      return (performance.now() - from) / 500;
    });
    // The best of several, for the machine has other work; in milliseconds.
    expect(Math.min(...rounds)).toBeLessThan(0.05);
  });
});
