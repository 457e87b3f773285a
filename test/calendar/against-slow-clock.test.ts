import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ClockEntry,
  clockState,
  consumedAt,
  dueAt,
  overdueAt,
  remainingAt,
  stepAt,
} from '../../activities/calendar/clock.ts';
import { calendarSchema } from '../../activities/calendar/working-calendar.ts';
import { type RandomClock, randomClock } from './random-clocks.ts';
import { extended, percentOf, type SlowUnit, slowClock } from './slow-clock.ts';

const percents = fc.oneof(fc.constantFrom(0, 50, 80, 100, 101, 150, 200), fc.integer({ min: 0, max: 300 }));

const always = (numRuns: number, holds: (clock: RandomClock, percent: number) => void) => {
  const property = fc.property(randomClock, percents, (clock, percent) => {
    holds(clock, percent);
  });
  fc.assert(property, { numRuns });
};

const unitOf = ({ budget }: RandomClock): SlowUnit => Object.keys(budget)[0] as SlowUnit;
const inDays = (clock: RandomClock) => unitOf(clock).endsWith('Days');
const perUnit = (clock: RandomClock) => (inDays(clock) ? 1 : 60_000);
const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString());
const slow = (clock: RandomClock, unit = unitOf(clock)) => slowClock(clock.calendar, unit, clock.entries);

describe('any clock with any ledger in any calendar', () => {
  it('has a calendar that an office could store', () =>
    always(200, ({ calendar }) => expect(calendarSchema.safeParse(calendar).error?.issues).toBeUndefined()));

  it('is due when counting minute by minute has used up its budget, and only while it runs', () =>
    always(800, (clock) => {
      const { running, reachedAt } = slow(clock);
      const expected = running ? reachedAt(extended(clock.budget, clock.entries)) : undefined;
      expect(iso(dueAt(clock.calendar, clock.budget, clock.entries))).toBe(iso(expected));
    }));

  it('climbs each step of its ladder where counting minute by minute finds that share of it used', () =>
    always(800, (clock, percent) => {
      const { running, reachedAt } = slow(clock);
      const total = extended(clock.budget, clock.entries);
      let expected: number | undefined;
      if (!running) expected = undefined;
      else if (!inDays(clock) || percent >= 100) expected = reachedAt(percentOf(total, percent));
      else {
        const finer = slow(clock, unitOf(clock) === 'workingDays' ? 'dutyMinutes' : 'clockMinutes');
        expected = finer.reachedAt(percentOf(finer.usedAt(reachedAt(total) as number), percent));
      }
      expect(iso(stepAt(clock.calendar, clock.budget, clock.entries, percent))).toBe(iso(expected));
    }));

  it('has used, and has left, at any moment what counting minute by minute says', () =>
    always(800, (clock) => {
      const { calendar, budget, entries, now } = clock;
      const used = slow(clock).usedAt(now);
      expect(consumedAt(calendar, budget, entries, now)).toBe(used / perUnit(clock));
      expect(remainingAt(calendar, budget, entries, now)).toBe((extended(budget, entries) - used) / perUnit(clock));
    }));

  it('is overdue once it has run on after its budget was used up', () =>
    always(1000, (clock) => {
      const { calendar, budget, entries, now } = clock;
      const { reachedAt, ranBetween } = slow(clock);
      const due = reachedAt(extended(budget, entries), now);
      expect(overdueAt(calendar, budget, entries, now)).toBe(due !== undefined && ranBetween(due, now));
    }));
});

describe('any clock that runs', () => {
  const whileRunning = (holds: (clock: RandomClock, percent: number) => void) =>
    always(1000, (clock, percent) => {
      fc.pre(clockState(clock.entries) === 'running');
      holds(clock, percent);
    });

  it('reaches 100 per cent of its budget when it is due, and has nothing left then', () =>
    whileRunning(({ calendar, budget, entries }) => {
      const due = dueAt(calendar, budget, entries) as number;
      expect(stepAt(calendar, budget, entries, 100)).toBe(due);
      expect(remainingAt(calendar, budget, entries, due)).toBe(0);
      expect(overdueAt(calendar, budget, entries, due)).toBe(false);
    }));

  it('never climbs a higher step before a lower one', () =>
    whileRunning(({ calendar, budget, entries }, percent) => {
      const lower = stepAt(calendar, budget, entries, percent) as number;
      expect(stepAt(calendar, budget, entries, percent + 1)).toBeGreaterThanOrEqual(lower);
    }));

  it('is not moved by being paused and resumed within the same millisecond', () =>
    whileRunning(({ calendar, budget, entries, now }) => {
      const at = Math.max(now, entries.at(-1)?.at ?? 0);
      const nap: ClockEntry[] = [
        { at, kind: 'pause' },
        { at, kind: 'resume' },
      ];
      expect(dueAt(calendar, budget, [...entries, ...nap])).toBe(dueAt(calendar, budget, entries));
    }));

  it('is due no earlier for an extension, whether that comes before a pause, during it or after', () =>
    whileRunning(({ calendar, budget, entries, now }) => {
      const at = Math.max(now, entries.at(-1)?.at ?? 0);
      const [extend, pause, resume]: ClockEntry[] = [
        { at, kind: 'extend', budget },
        { at, kind: 'pause' },
        { at: at + 7_200_000, kind: 'resume' },
      ] as const;
      if (!extend || !pause || !resume) throw new Error('unreachable');
      const orders = [
        [extend, pause, resume],
        [pause, extend, resume],
        [pause, resume, { ...extend, at: resume.at }],
      ].map((more) => dueAt(calendar, budget, [...entries, ...more]) as number);
      expect(new Set(orders).size).toBe(1);
      expect(orders[0]).toBeGreaterThanOrEqual(dueAt(calendar, budget, entries) as number);
    }));
});
