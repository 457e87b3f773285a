import { describe, expect, it } from 'vitest';
import { chinaCalendar } from '../../activities/calendar/china.ts';
import { daysBetween } from '../../activities/days.ts';

const calendar = chinaCalendar();
const between = (from: string, to: string) => daysBetween(calendar, Date.parse(`${from}+08:00`), Date.parse(`${to}+08:00`));

describe('days from finding to fixing', () => {
  it('count midnights by the calendar, and days with duty after the first as working days', () => {
    // Friday to Monday.
    expect(between('2026-03-06T15:00:00', '2026-03-09T09:00:00')).toEqual({ calendarDays: 3, workingDays: 1 });
    expect(between('2026-03-09T08:00:00', '2026-03-09T17:00:00')).toEqual({ calendarDays: 0, workingDays: 0 });
    expect(between('2026-03-09T23:59:00', '2026-03-10T00:01:00')).toEqual({ calendarDays: 1, workingDays: 1 });
  });

  it('leave out holidays and count the workdays that make up for them', () => {
    // National Day 2025: off from 1 to 8 October, made up for on Sunday 28 September and Saturday 11 October.
    expect(between('2025-09-30T15:00:00', '2025-10-09T09:00:00')).toEqual({ calendarDays: 9, workingDays: 1 });
    expect(between('2025-09-26T15:00:00', '2025-09-29T09:00:00')).toEqual({ calendarDays: 3, workingDays: 2 });
  });

  it('are none where the fixing is noted before the finding, as a clock that runs wrong may have it', () => {
    expect(between('2026-03-09T09:00:00', '2026-03-08T09:00:00')).toEqual({ calendarDays: 0, workingDays: 0 });
  });
});
