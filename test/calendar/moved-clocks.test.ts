import { describe, expect, it } from 'vitest';
import { chinaCalendar } from '../../activities/calendar/china.ts';
import { type ClockRow, dueAsOf, earliest, moveClocks } from '../../activities/clock-rows.ts';
import { issueReport } from '../../workflows/issue-report/rules.ts';
import type { Budget } from '../../workflows/kernel/process.ts';
import { shanghai, wallTime } from './wall-time.ts';

const calendar = chinaCalendar({ from: 2026, to: 2026 });
const moved = (rows: readonly ClockRow[], changes: Parameters<typeof moveClocks>[1], time: string) =>
  moveClocks(rows, changes, [], { at: shanghai(time), calendar, process: issueReport, limits: {} }).all;
const started = (budget: Budget, time = '2026-03-02 09:00') => moved([], { start: { handle: budget } }, time);
const local = (at: number | null | undefined) => wallTime(calendar, at ?? undefined);

describe('a clock that is late', () => {
  const late = moved(started({ dutyMinutes: 60 }), { pause: ['handle'] }, '2026-03-02 11:00');

  it('stays late while it rests, on the case too', () => {
    expect(local(late[0]?.dueAt)).toBe('2026-03-02 10:00');
    expect(local(earliest(late).dueAt)).toBe('2026-03-02 10:00');
    const inTime = moved(started({ dutyMinutes: 60 }), { pause: ['handle'] }, '2026-03-02 09:30');
    expect([inTime[0]?.dueAt, earliest(inTime).dueAt]).toEqual([null, null]);
  });

  it('is late no more when it is given more time, and late as it was when it goes on', () => {
    expect(moved(late, { extend: { handle: { dutyMinutes: 240 } } }, '2026-03-02 11:10')[0]?.dueAt).toBeNull();
    expect(local(moved(late, { resume: ['handle'] }, '2026-03-03 09:00')[0]?.dueAt)).toBe('2026-03-02 10:00');
  });

  it('had at any moment the due time of its ledger until then', () => {
    expect(local(dueAsOf(late, calendar, shanghai('2026-03-02 10:30')))).toBe('2026-03-02 10:00');
    expect(dueAsOf(late, calendar, shanghai('2026-03-02 08:59'))).toBeNull();
  });
});

describe('an extension in working days', () => {
  it.each([
    [{ workingDays: 1 }, '2026-03-05 17:30'],
    // Two ordinary days have seven hours of duty each.
    [{ dutyMinutes: 240 }, '2026-03-04 15:00'],
    [{ clockMinutes: 600 }, '2026-03-04 19:00'],
  ] as const)('is taken by a clock of %o in its own unit', (budget, due) => {
    const extended = moved(started(budget), { extend: { handle: { workingDays: 2 } } }, '2026-03-02 09:10');
    expect(local(extended[0]?.dueAt)).toBe(due);
  });
});

describe('another limit for a clock that runs', () => {
  it('counts from when the clock began, with its extensions, however often it is changed', () => {
    const extended = moved(started({ workingDays: 3 }), { extend: { handle: { workingDays: 2 } } }, '2026-03-03 09:00');
    const longer = moved(extended, { limit: { handle: { workingDays: 5 } } }, '2026-03-04 09:00');
    expect(longer).toHaveLength(1);
    expect(local(longer[0]?.dueAt)).toBe('2026-03-11 17:30');
    const back = moved(longer, { limit: { handle: { workingDays: 3 } } }, '2026-03-05 09:00');
    expect(local(back[0]?.dueAt)).toBe(local(extended[0]?.dueAt));
    const byTheClock = moved(extended, { limit: { handle: { clockMinutes: 480 } } }, '2026-03-04 09:00');
    expect(local(byTheClock[0]?.dueAt)).toBe('2026-03-04 17:00');
  });
});
