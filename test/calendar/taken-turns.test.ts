import { describe, expect, it } from 'vitest';
import { chinaCalendar } from '../../activities/calendar/china.ts';
import { type ClockRow, derived, earliest, moveClocks, stepsReached } from '../../activities/clock-rows.ts';
import type { AnyProcess, Budget } from '../../workflows/kernel/process.ts';
import { shanghai, wallTime } from './wall-time.ts';

const calendar = chinaCalendar({ from: 2026, to: 2026 });
const process = {
  name: 'rounds',
  clocks: {
    turn: {
      title: { en: 'Turn', zh: '周期' },
      budget: { repeat: { every: { weeks: 1, on: ['mon', 'thu'] }, at: '08:00' } },
      own: (facts?: { own?: Budget }) => facts?.own,
      ladder: [
        { at: 50, notify: [] },
        { at: 100, act: 'open' },
      ],
    },
  },
} as unknown as AnyProcess;

type Moving = Parameters<typeof moveClocks>;
const moved = (rows: readonly ClockRow[], changes: Moving[1], fired: Moving[2], time: string, more: Partial<Moving[3]> = {}) =>
  moveClocks(rows, changes, fired, { at: shanghai(time), calendar, process, limits: {}, facts: {}, ...more });
const started = moved([], { start: { turn: 'default' } }, [], '2026-03-02 07:00').all;
const taken = (rows: readonly ClockRow[], time: string, more: Partial<Moving[3]> = {}, changes: Moving[1] = {}) =>
  moved(rows, changes, [{ name: 'turn', run: rows.at(-1)?.run ?? 0, percent: 100 }], time, more).all;
const due = (rows: readonly ClockRow[]) => wallTime(calendar, rows.at(-1)?.dueAt ?? undefined);

describe('a clock that takes a turn', () => {
  it('ends that run and begins the next in the same transition, with its ladder from the first step', () => {
    const rows = taken(started, '2026-03-02 08:00');
    expect(rows.map(({ run, state, nextStep }) => ({ run, state, nextStep }))).toEqual([
      { run: 0, state: 'stopped', nextStep: null },
      { run: 1, state: 'running', nextStep: 50 },
    ]);
    expect(due(rows)).toBe('2026-03-05 08:00');
    expect(earliest(rows)).toEqual({ dueAt: null, nextStepAt: shanghai('2026-03-03 20:00') });
  });

  it('that was missed takes those behind it once each, in their order', () => {
    const late = '2026-03-11 10:00';
    let rows = started;
    const seen: (string | undefined)[] = [];
    while (stepsReached(rows, calendar, shanghai(late)).some(({ step }) => step.at === 100)) {
      seen.push(due(rows));
      rows = taken(rows, late);
    }
    expect(seen).toEqual(['2026-03-02 08:00', '2026-03-05 08:00', '2026-03-09 08:00']);
    expect(due(rows)).toBe('2026-03-12 08:00');
  });

  it('leaves out the turns of a time in which it rested, however late it is asked', () => {
    const paused = moved(started, { pause: ['turn'] }, [], '2026-03-03 07:00').all;
    const resumed = moved(paused, { resume: ['turn'] }, [], '2026-03-10 07:00').all;
    expect(due(resumed)).toBe('2026-03-02 08:00');
    expect(due(taken(resumed, '2026-03-10 07:01'))).toBe('2026-03-12 08:00');
  });

  it('goes on by the case’s own rule, else by what the tenant has set meanwhile', () => {
    const daily = { repeat: { every: { days: 1 }, at: '09:00' } } as const;
    const limits = { 'clock.turn': daily };
    expect(due(taken(started, '2026-03-02 08:00', { limits }))).toBe('2026-03-03 09:00');
    const own = { repeat: { every: { weeks: 1, on: ['fri'] } } } as const;
    expect(due(taken(started, '2026-03-02 08:00', { limits, facts: { own } }))).toBe('2026-03-06 00:00');
  });

  it('takes the turn that was found due, also where another calendar has moved it since', () => {
    const found = { planned: '2026-03-02', at: shanghai('2026-03-02 08:00') };
    const without = { ...calendar, days: { ...calendar.days, '2026-03-02': 'holiday' as const }, version: 2 };
    const facts = { own: { repeat: { every: { weeks: 1, on: ['mon', 'thu'] }, at: '08:00', holidays: 'skip' } } as const };
    const rows = taken(started, '2026-03-02 08:00', { calendar: without, facts, turn: found });
    expect(due(rows)).toBe('2026-03-05 08:00');
  });

  it('moves with a new calendar until then', () => {
    const own = { repeat: { every: { weeks: 1, on: ['mon'] }, at: '08:00', holidays: 'after' } } as const;
    const rows = moved([], { start: { turn: own } }, [], '2026-03-02 07:00').all;
    const holiday = { ...calendar, days: { ...calendar.days, '2026-03-02': 'holiday' as const }, version: 2 };
    expect(due(rows.map((row) => derived(row, holiday)))).toBe('2026-03-03 08:00');
  });

  it('isn’t set anew by an act that stops it or starts it, and rests where the act lets it rest', () => {
    expect(taken(started, '2026-03-02 08:00', {}, { stop: ['turn'] }).map(({ state }) => state)).toEqual(['stopped']);
    const again = taken(started, '2026-03-02 08:00', {}, { start: { turn: { repeat: { every: { days: 1 } } } } });
    expect(again.map(({ run, state }) => [run, state])).toEqual([
      [0, 'stopped'],
      [1, 'running'],
    ]);
    expect(taken(started, '2026-03-02 08:00', {}, { pause: ['turn'] }).at(-1)).toMatchObject({ run: 1, state: 'paused' });
  });

  it('runs on without a due time behind its last turn', () => {
    const own = { repeat: { every: { days: 1 }, at: '08:00', to: '2026-03-02' } } as const;
    const rows = taken(moved([], { start: { turn: own } }, [], '2026-03-02 07:00').all, '2026-03-02 08:00', { facts: { own } });
    expect(rows.at(-1)).toMatchObject({ run: 1, state: 'running', dueAt: null, nextStepAt: null });
  });
});
