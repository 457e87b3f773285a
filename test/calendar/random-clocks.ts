import fc from 'fast-check';
import type { Budget, ClockEntry } from '../../activities/calendar/clock.ts';
import type { DutySpan, WorkingCalendar } from '../../activities/calendar/working-calendar.ts';
import type { SlowUnit } from './slow-clock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Places and days at which wall clocks do something odd, or people do: around each of them clocks are started. */
const scenes = [
  { zone: 'Asia/Shanghai', day: '2026-02-10' },
  { zone: 'Europe/Berlin', day: '2026-03-26' },
  { zone: 'Europe/Berlin', day: '2026-10-22' },
  // Half an hour of summer time.
  { zone: 'Australia/Lord_Howe', day: '2026-04-02' },
  // The hour that is skipped or repeated lies at midnight.
  { zone: 'America/Sao_Paulo', day: '2018-11-01' },
  { zone: 'America/Sao_Paulo', day: '2018-02-15' },
  { zone: 'America/Nuuk', day: '2026-10-22' },
  // A whole day was skipped.
  { zone: 'Pacific/Apia', day: '2011-12-28' },
  { zone: 'Asia/Kathmandu', day: '2026-06-01' },
] as const;

/** Ends of duty on quarters of an hour, so that entries often meet them exactly; in any order, as a calendar may be stored. */
const duty: fc.Arbitrary<readonly DutySpan[]> = fc
  .uniqueArray(fc.oneof(fc.integer({ min: 0, max: 96 }), fc.constantFrom(0, 34, 48, 56, 70, 96)), { minLength: 2, maxLength: 6 })
  .chain((quarters) => {
    const sorted = quarters.toSorted((one, other) => one - other).map((quarter) => quarter * 15);
    const spans: DutySpan[] = [];
    // Some spans touch, for people write 08:00-12:00 and 12:00-14:00 too.
    for (let index = 0; index + 1 < sorted.length; index += sorted.length % 2 === 0 ? 2 : 1) {
      spans.push({ from: sorted[index] as number, to: sorted[index + 1] as number });
    }
    return fc.shuffledSubarray(spans, { minLength: spans.length });
  });

const week = fc
  .tuple(
    duty,
    ...Array.from({ length: 6 }, () => fc.oneof({ weight: 3, arbitrary: duty }, { weight: 1, arbitrary: fc.constant([]) })),
  )
  .chain((hours) => fc.nat(6).map((turn) => [...hours.slice(turn), ...hours.slice(0, turn)] as unknown as Week))
  .map(([mon, tue, wed, thu, fri, sat, sun]) => ({ 1: mon, 2: tue, 3: wed, 4: thu, 5: fri, 6: sat, 7: sun }));

type Hours = readonly DutySpan[];
type Week = readonly [Hours, Hours, Hours, Hours, Hours, Hours, Hours];

const budgetOf = (unit: SlowUnit, most: number): fc.Arbitrary<Budget> =>
  fc.integer({ min: 0, max: most }).map((amount) => ({ [unit]: amount }) as unknown as Budget);

const budgets = [
  { budget: budgetOf('workingDays', 6), more: budgetOf('workingDays', 3) },
  { budget: budgetOf('dutyMinutes', 2500), more: budgetOf('dutyMinutes', 500) },
  { budget: budgetOf('clockMinutes', 9000), more: budgetOf('clockMinutes', 2000) },
  { budget: budgetOf('calendarDays', 7), more: budgetOf('calendarDays', 3) },
];

/** None, a moment, or days; often whole quarters of an hour. */
const gap = fc.oneof(
  fc.constant(0),
  fc.constant(1),
  fc.integer({ min: 0, max: 12 * 4 }).map((quarters) => quarters * 15 * MINUTE),
  fc.integer({ min: 0, max: 4 * DAY }),
);

const seldom = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });

export type RandomClock = {
  readonly calendar: WorkingCalendar;
  readonly budget: Budget;
  readonly entries: readonly ClockEntry[];
  readonly now: number;
};

/** A clock of any unit with any ledger that can be, in a calendar with days off, own hours, and hours that change. */
export const randomClock: fc.Arbitrary<RandomClock> = fc
  .tuple(fc.constantFrom(...scenes), fc.constantFrom(...budgets))
  .chain(([{ zone, day }, { budget, more }]) => {
    const dateAfter = (days: number): string => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
    const date = fc.integer({ min: -2, max: 25 }).map(dateAfter);
    const calendar: fc.Arbitrary<WorkingCalendar> = fc.record({
      zone: fc.constant(zone),
      version: fc.constant(1),
      week,
      dated: fc.uniqueArray(fc.record({ from: date, week }), { maxLength: 2, selector: ({ from }) => from }),
      days: fc.dictionary(
        date,
        fc.oneof(fc.constant('holiday' as const), fc.constant('workday' as const), duty, fc.constant([])),
        {
          maxKeys: 8,
        },
      ),
    });
    const start = fc
      .oneof(
        fc.integer({ min: 0, max: 5 * 96 }).map((quarters) => quarters * 15 * MINUTE),
        fc.integer({ min: 0, max: 5 * DAY }),
      )
      .map((after) => Date.parse(day) + after);
    const steps = fc.array(fc.record({ gap, extend: seldom(more) }), { maxLength: 8, size: 'max' });
    const stop = seldom(gap);
    return fc
      .record({ calendar, budget, start, steps, stop, later: fc.oneof(gap, fc.integer({ min: -HOUR, max: 20 * DAY })) })
      .map(({ start: at, steps: moves, stop: ending, later, ...clock }) => {
        const entries: ClockEntry[] = [{ at, kind: 'start' }];
        let runs = true;
        let last = at;
        for (const move of moves) {
          last += move.gap;
          if (move.extend) entries.push({ at: last, kind: 'extend', budget: move.extend });
          else {
            entries.push({ at: last, kind: runs ? 'pause' : 'resume' });
            runs = !runs;
          }
        }
        if (ending !== null) entries.push({ at: last + ending, kind: 'stop' });
        return { ...clock, entries, now: at + later };
      });
  });
