import { describe, expect, it } from 'vitest';
import { chinaCalendar } from '../../../activities/calendar/china.ts';
import type { ClockEntry } from '../../../activities/calendar/clock.ts';
import { daysOf } from '../../../activities/power-application/days.ts';

const calendar = chinaCalendar({ from: 2026, to: 2026 });
const at = (moment: string) => Date.parse(`${moment}:00+08:00`);
const entry = (kind: 'start' | 'pause' | 'resume' | 'stop', moment: string): ClockEntry => ({ at: at(moment), kind });
const total = (...ledger: ClockEntry[]) => ({ name: 'total', run: 0, budget: { workingDays: 3 }, ledger });
const customer = (run: number, ...ledger: ClockEntry[]) => ({ name: 'customer', run, budget: { workingDays: 9 }, ledger });

describe('the days of an application', () => {
  it('count for whose time runs at the end of duty, and never twice', () => {
    // Filed on Monday; on Tuesday at noon the customer's turn, on Thursday at noon ours again; looked at on Friday evening.
    const clocks = [
      total(entry('start', '2026-03-02T09:00'), entry('pause', '2026-03-03T12:00'), entry('resume', '2026-03-05T12:00')),
      customer(0, entry('start', '2026-03-03T12:00'), entry('stop', '2026-03-05T12:00')),
    ];
    expect(daysOf(clocks, calendar, at('2026-03-06T18:00'))).toEqual({ ours: 2, customer: 2, onTime: true });
  });

  it('are the same however often the turn passes in a day', () => {
    const clocks = [
      total(
        entry('start', '2026-03-02T09:00'),
        entry('pause', '2026-03-03T09:00'),
        entry('resume', '2026-03-03T10:00'),
        entry('pause', '2026-03-03T11:00'),
        entry('resume', '2026-03-04T09:00'),
      ),
      customer(0, entry('start', '2026-03-03T09:00'), entry('stop', '2026-03-03T10:00')),
      customer(1, entry('start', '2026-03-03T11:00'), entry('stop', '2026-03-04T09:00')),
    ];
    expect(daysOf(clocks, calendar, at('2026-03-04T18:00'))).toEqual({ ours: 1, customer: 1, onTime: true });
  });

  it('leave out Spring Festival: 90 days of building over it are not 90 working days, and none of them is ours', () => {
    const clocks = [
      total(entry('start', '2026-01-05T09:00'), entry('pause', '2026-01-06T16:00'), entry('resume', '2026-04-06T16:00')),
      customer(0, entry('start', '2026-01-06T16:00'), entry('stop', '2026-04-06T16:00')),
    ];
    const found = daysOf(clocks, calendar, at('2026-04-07T18:00'));
    expect(found.ours).toBe(1);
    // 64 days from Monday to Friday, less the 6 of Spring Festival among them, and 14 and 28 February made up for.
    expect(found.customer).toBe(60);
  });

  it('a rejection that rests both counts for nobody', () => {
    const clocks = [
      total(entry('start', '2026-03-02T09:00'), entry('pause', '2026-03-03T09:00')),
      customer(0, entry('start', '2026-03-03T09:00'), entry('pause', '2026-03-04T09:00'), entry('stop', '2026-03-06T09:00')),
    ];
    expect(daysOf(clocks, calendar, at('2026-03-09T18:00'))).toEqual({ ours: 0, customer: 1, onTime: true });
  });

  it('tell when our time ran over', () => {
    const clocks = [total(entry('start', '2026-03-02T09:00'), entry('stop', '2026-03-06T10:00'))];
    expect(daysOf(clocks, calendar, at('2026-03-09T18:00'))).toMatchObject({ ours: 3, onTime: false });
  });
});
