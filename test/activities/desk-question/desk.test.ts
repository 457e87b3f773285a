import { describe, expect, it } from 'vitest';
import { dutySpans, mondayToFriday } from '../../../activities/calendar/working-calendar.ts';
import { nextDuty } from '../../../activities/desk-question/on-duty.ts';
import { percentile } from '../../../activities/desk-question/response.ts';
import { deskRoster } from '../../../activities/desk-question/tables.ts';

const calendar = {
  zone: 'Asia/Shanghai',
  version: 1,
  week: mondayToFriday(dutySpans('08:30-12:00', '14:00-17:30')),
  dated: [],
  days: {},
};
const at = (time: string) => Date.parse(`${time}+08:00`);
const next = (time: string) => nextDuty(calendar, at(time));

describe('a question that is asked', () => {
  it('in duty hours is for those on duty now', () => {
    expect(next('2026-03-02T09:17:00')).toBe(at('2026-03-02T09:17:00'));
  });
  it('at noon, at night or on a weekend is for those on duty when the desk opens again', () => {
    expect(next('2026-03-02T12:00:00')).toBe(at('2026-03-02T14:00:00'));
    expect(next('2026-03-02T17:30:00')).toBe(at('2026-03-03T08:30:00'));
    expect(next('2026-03-07T10:00:00')).toBe(at('2026-03-09T08:30:00'));
  });
});

describe('a row of the duty roster', () => {
  const row = { weekdays: [1, 2], from: '08:30', to: '12:00', people: ['a', 'b'] };
  const saved = (more: object) => deskRoster.row.safeParse({ ...row, ...more }).success;
  it('is for days of the week or for one date, from one time to a later one, with each officer once', () => {
    expect(saved({})).toBe(true);
    expect(saved({ weekdays: undefined, date: '2026-10-01', to: '24:00' })).toBe(true);
    expect(saved({ weekdays: undefined })).toBe(false);
    expect(saved({ date: '2026-10-01' })).toBe(false);
    expect(saved({ weekdays: [0] })).toBe(false);
    expect(saved({ from: '8:30' })).toBe(false);
    expect(saved({ from: '12:00', to: '12:00' })).toBe(false);
    expect(saved({ people: [] })).toBe(false);
    expect(saved({ people: ['a', 'a'] })).toBe(false);
  });
});

describe('the percentile by nearest rank', () => {
  it('is a value that was seen', () => {
    const hundred = Array.from({ length: 100 }, (_, n) => n + 1);
    expect(percentile(hundred, 50)).toBe(50);
    expect(percentile(hundred, 95)).toBe(95);
    expect(percentile([10, 20], 50)).toBe(10);
    expect(percentile([10, 20], 95)).toBe(20);
    expect(percentile([7], 95)).toBe(7);
    expect(percentile([], 95)).toBeNull();
  });
});
