import { describe, expect, it } from 'vitest';
import { chinaCalendar } from '../../../activities/calendar/china.ts';
import { dueAt } from '../../../activities/calendar/clock.ts';
import { isOff, lossRate, triedEnough } from '../../../workflows/produce-pickup/figures.ts';
import { producePickup } from '../../../workflows/produce-pickup/rules.ts';
import { afterReading } from '../../../workflows/produce-pickup/storing.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

describe('a weight', () => {
  it('is off where it is so by the share and by the grams', () => {
    const within = { perMille: 200, grams: 500 };
    expect(isOff(1000, 1400, within)).toBe(false);
    expect(isOff(10_000, 12_000, within)).toBe(false);
    expect(isOff(10_000, 12_001, within)).toBe(true);
    expect(isOff(3000, 2399, within)).toBe(true);
  });
});

describe('a loss', () => {
  it('is bad units ÷ units; lost parcels are all bad, and one without units counts as one', () => {
    expect(
      lossRate([
        { state: 'delivered', units: 60, bad: 6 },
        { state: 'lost', units: 40, bad: 0 },
        { state: 'delivered', units: null, bad: 0 },
        { state: 'returned', units: 59, bad: 1 },
      ]),
    ).toBe(293.8);
    expect(lossRate([])).toBeNull();
  });
});

describe('a recipient who can’t be reached', () => {
  const patience = { messages: 2, gapHours: 8, unansweredHours: 24 };
  it('was told twice, far enough apart, and has not answered in time', () => {
    expect(triedEnough([0], 48 * HOUR, patience)).toBe('tooFew');
    expect(triedEnough([0, 7 * HOUR], 48 * HOUR, patience)).toBe('tooClose');
    expect(triedEnough([0, 8 * HOUR], 31 * HOUR, patience)).toBe('tooSoon');
    expect(triedEnough([8 * HOUR, 0], 32 * HOUR, patience)).toBeUndefined();
    expect(triedEnough([0, 60 * HOUR], 48 * HOUR, patience)).toBe('tooSoon');
  });
  it('was called once where the fruit doesn’t keep', () => {
    const quick = { messages: 1, gapHours: 0, unansweredHours: 6 };
    expect(triedEnough([0], 5 * HOUR, quick)).toBe('tooSoon');
    expect(triedEnough([0], 6 * HOUR, quick)).toBeUndefined();
  });
});

describe('temperatures', () => {
  const none = { readings: 0, last: null, lastAt: null, highest: null, warmSince: null, excursions: 0, told: false };
  const read = (readings: readonly (readonly [minutes: number, tenths: number])[]) =>
    readings.reduce(
      ({ before, told }, [minutes, temperature]) => {
        const { excursion, ...after } = afterReading(before, { temperature, at: minutes * MINUTE }, { warmest: 50 }, 30);
        return { before: after, told: excursion ? [...told, minutes] : told };
      },
      { before: none as Parameters<typeof afterReading>[0], told: [] as number[] },
    );

  it('are an excursion only after half an hour above the range, and each is told of once', () => {
    expect(
      read([
        [0, 32],
        [10, 91],
        [40, 91],
      ]).told,
    ).toEqual([]);
    expect(
      read([
        [0, 91],
        [31, 91],
        [60, 91],
      ]).told,
    ).toEqual([31]);
    expect(
      read([
        [0, 91],
        [20, 45],
        [31, 91],
        [50, 91],
      ]).told,
    ).toEqual([]);
    expect(
      read([
        [0, 91],
        [31, 91],
        [40, 45],
        [50, 91],
        [81, 91],
      ]),
    ).toMatchObject({ told: [31, 81], before: { excursions: 2 } });
  });
  it('that come late say nothing of how it is now', () => {
    expect(
      read([
        [0, 91],
        [20, 45],
        [10, 91],
        [45, 91],
      ]),
    ).toMatchObject({ told: [], before: { last: 91, highest: 91, readings: 4 } });
  });
});

describe('the clocks of a pickup', () => {
  const calendar = chinaCalendar();
  const eve = Date.parse('2026-09-30T16:00:00+08:00');
  it('run through nights, Sundays and holidays', () => {
    for (const [name, { budget }] of Object.entries(producePickup.clocks)) {
      if (name === 'weight') continue;
      const minutes = 'clockMinutes' in budget ? budget.clockMinutes : Number.NaN;
      expect([name, dueAt(calendar, budget, [{ at: eve, kind: 'start' }])]).toEqual([name, eve + minutes * MINUTE]);
    }
  });
  it('ask about a weight on working days alone', () => {
    const due = dueAt(calendar, producePickup.clocks.weight.budget, [{ at: eve, kind: 'start' }]);
    expect(due).toBeGreaterThan(Date.parse('2026-10-08T00:00:00+08:00'));
  });
});
