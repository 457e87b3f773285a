import { describe, expect, it } from 'vitest';
import {
  closedIn,
  type DatedHours,
  type HoursRow,
  type LocalDay,
  nextFree,
  openOn,
  weeksOf,
} from '../../../activities/room-booking/hours.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONE = 8 * HOUR;

/** The days of China from a Monday on. */
const days = (monday: string, many = 7): LocalDay[] =>
  Array.from({ length: many }, (_, n) => {
    const startsAt = Date.parse(`${monday}T00:00:00Z`) - ZONE + n * DAY;
    return {
      day: new Date(startsAt + ZONE).toISOString().slice(0, 10),
      weekday: (n % 7) + 1,
      startsAt,
      endsAt: startsAt + DAY,
    };
  });
const at = (text: string): number => Date.parse(`${text}:00+08:00`);
const title = { en: 'closed for a reason', zh: '不开放' };
const row = (key: string, value: Partial<HoursRow>, validFrom = '2020-01-01', retired = false): DatedHours => ({
  key,
  validFrom,
  retired,
  value: { title, kind: 'open', from: '06:00', to: '23:00', ...value },
});
const daily = row('daily', {});
const week = days('2026-09-28');
const on = (day: string): LocalDay[] => week.filter((one) => one.day === day);
const hours = (spans: readonly { from: number; until: number }[]) =>
  spans.reduce((sum, { from, until }) => sum + (until - from) / HOUR, 0);

describe('a room', () => {
  it('is open by its hours, and not on the morning of a holiday or in quiet hours', () => {
    const closing = row('nationalDay', {
      kind: 'closed',
      firstDay: '2026-10-01',
      lastDay: '2026-10-01',
      from: '06:00',
      to: '12:00',
    });
    const quiet = row('noon', { kind: 'quiet', weekdays: [5], from: '12:00', to: '13:30' });
    const all = [daily, closing, quiet];
    expect(openOn(all, 'studioA', on('2026-10-01'))).toEqual([{ from: at('2026-10-01T12:00'), until: at('2026-10-01T23:00') }]);
    expect(hours(openOn(all, 'studioA', on('2026-10-02')))).toBe(15.5);
    const asked = (from: string, until: string) =>
      closedIn(all, 'studioA', on(from.slice(0, 10)), { from: at(from), until: at(until) });
    expect(asked('2026-10-01T11:30', '2026-10-01T12:30')).toEqual(title);
    expect(asked('2026-10-01T12:00', '2026-10-01T12:30')).toBeNull();
    expect(asked('2026-10-03T22:30', '2026-10-03T23:30')).toEqual({ en: 'outside its hours', zh: '不在开放时间内' });
  });

  it('goes by hours of its own before those of all, and is shut outside of their season', () => {
    const own = row('orchard', { rooms: ['orchardCam'], firstDay: '2026-04-01', lastDay: '2026-06-30' });
    expect(openOn([daily, own], 'orchardCam', on('2026-09-28'))).toEqual([]);
    expect(openOn([daily, own], 'studioA', on('2026-09-28'))).toHaveLength(1);
    expect(openOn([daily, own], 'orchardCam', days('2026-05-11', 1))).toHaveLength(1);
  });

  it('goes by the row that holds on that day, and by none that was retired', () => {
    const later = row('daily', { from: '08:00' }, '2026-09-30');
    const retired = row('daily', {}, '2026-10-02', true);
    const open = (day: string) => hours(openOn([retired, later, daily], 'studioA', on(day)));
    expect(['2026-09-29', '2026-09-30', '2026-10-01', '2026-10-02'].map(open)).toEqual([17, 15, 15, 0]);
  });

  it('is open through midnight where both days are', () => {
    const around = row('van', { from: '00:00', to: '24:00' });
    const span = { from: at('2026-09-29T23:00'), until: at('2026-09-30T01:00') };
    expect(closedIn([around], 'vanCam', week, span)).toBeNull();
    expect(closedIn([daily], 'studioA', week, span)).not.toBeNull();
  });

  it('is free next when as long a time fits between others, with the time to tidy up', () => {
    const open = openOn([daily], 'studioA', on('2026-09-29'));
    const busy = [
      { from: at('2026-09-29T19:00'), until: at('2026-09-29T21:15') },
      { from: at('2026-09-29T22:00'), until: at('2026-09-29T22:45') },
    ];
    const next = (minutes: number) => nextFree(open, busy, at('2026-09-29T21:15'), minutes * 60_000, 15 * 60_000);
    expect(next(30)).toBe(at('2026-09-29T21:15'));
    // It would fit, but for the time to tidy up.
    expect(next(45)).toBeNull();
  });
});

it('a time across the midnight of a Sunday is counted in both weeks, and its peak by the hours of each day', () => {
  const two = days('2026-09-28', 14);
  const peak = { peakFromHour: 19, peakToHour: 22 };
  const weeks = weeksOf(two, { from: at('2026-10-04T21:00'), until: at('2026-10-05T01:00') }, peak);
  expect(weeks.map(({ minutes, peakMinutes }) => [minutes, peakMinutes])).toEqual([
    [180, 60],
    [60, 0],
  ]);
  expect(weeks[0]?.until).toBe(at('2026-10-05T00:00'));
});
