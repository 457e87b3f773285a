import { describe, expect, it } from 'vitest';
import { clock, itemsOf, type Played, person, play, START } from '../../../testing/play.ts';
import { decideStart } from '../../../workflows/kernel/decide.ts';
import { defaultsOf } from '../../../workflows/kernel/limits.ts';
import { barredUntil } from '../../../workflows/room-booking/barring.ts';
import type { Facts } from '../../../workflows/room-booking/facts.ts';
import { type Limits, limits as rules } from '../../../workflows/room-booking/limits.ts';
import { roomBooking } from '../../../workflows/room-booking/rules.ts';
import type { Reference } from '../../../workflows/room-booking/vocabulary.ts';
import { staffWithout } from '../leaving.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const limits = defaultsOf(rules) as Limits;

const song = person('song', 'liveHost');
const grower = { ...person('lu', 'liveHost'), grants: [{ role: 'liveHost' }, { role: 'grower' }] };
const keeper = person('he', 'roomKeeper');
const room = { id: 'studioA', title: { en: 'Studio A', zh: '1号' }, approval: false, unit: null };

const time = (from: number, more: Partial<Reference['move']> = {}): Reference['move'] => ({
  from,
  to: from + HOUR,
  room,
  equipment: [],
  weeks: [{ from: START - DAY, until: START + 6 * DAY, minutes: 60, peakMinutes: 0 }],
  closed: null,
  taken: null,
  next: null,
  harvest: false,
  ...more,
});
const opening = (from: number, more: Partial<Reference['start']> = {}, input: object = {}, actor = song) => ({
  id: 'RB-1',
  now: START,
  actor,
  input: { room: 'studioA', from: '', to: '', products: ['枇杷'], ...input },
  reference: { ...time(from), host: actor, trained: true, courses: [], barredUntil: null, series: null, ...more },
});
const why = (...asked: Parameters<typeof opening>) => {
  const decision = decideStart(roomBooking, opening(...asked));
  return 'code' in decision ? decision.code : undefined;
};
const booked = (from = START + DAY, more: Partial<Reference['start']> = {}): Played<Facts> =>
  play<Facts>(roomBooking, opening(from, more));
const ops = (played: Played<Facts>) =>
  (itemsOf(played.last(), 'holds') as { op: string; resource: string }[]).map(({ op, resource }) => `${op} ${resource}`);
const RELEASED = ['room:studioA', 'liveHost:song', 'liveBookings:song', 'liveWaits:song', 'liveWait:song:studioA'].map(
  (resource) => `release ${resource}`,
);
const WEEK = ['release liveMinutes:song', 'release livePeak:song'];
const there = { trained: true, courses: [], there: true };

describe('a booking', () => {
  it('is made some days ahead; in the weeks of the harvest the first day is the growers’', () => {
    const [first, second] = [START + 14 * DAY - HOUR, START + 13 * DAY - HOUR];
    expect(why(START + 14 * DAY + MINUTE)).toBe('tooEarly');
    expect(why(first)).toBeUndefined();
    expect(why(first, { harvest: true })).toBe('tooEarly');
    expect(why(first, { harvest: true }, {}, grower)).toBeUndefined();
    expect(why(second, { harvest: true })).toBeUndefined();
    // A later one of a series goes as far ahead as that does, also where the weeks before it couldn’t be had.
    expect(why(START + 49 * DAY, { series: 8 }, { repeats: 'RB-0' })).toBeUndefined();
    expect(why(START + 21 * DAY, {}, { repeatWeekly: 4, week: 3 })).toBeUndefined();
    expect(why(START + 35 * DAY, {}, { repeatWeekly: 4, week: 3 })).toBe('tooEarly');
    // Several weeks are several bookings.
    expect(why(START + DAY, {}, { repeatWeekly: 4 })).toBe('eachWeek');
  });

  it('of a series counts as one with the others of it, whichever of them are open', () => {
    const groups = (input: object, series: number | null = null) =>
      itemsOf(play<Facts>(roomBooking, opening(START + DAY, { series }, input)).last(), 'holds').flatMap((item) => {
        const { resource, group } = item as { resource: string; group?: string };
        return resource === 'liveBookings:song' ? [group] : [];
      });
    expect(groups({})).toEqual([undefined]);
    expect(groups({ repeatWeekly: 4, week: 1 })).toEqual(['RB-1']);
    expect(groups({ repeats: 'RB-0' }, 4)).toEqual(['RB-0']);
  });

  it('far ahead, as one of a series, is moved within its week', () => {
    const far = () => play<Facts>(roomBooking, opening(START + 49 * DAY, { series: 8 }, { repeats: 'RB-0' }));
    const week = { from: START + 46 * DAY, until: START + 53 * DAY, minutes: 60, peakMinutes: 0 };
    expect(far().tries(song, 'move', {}, time(START + 49 * DAY + HOUR, { weeks: [week] }))).toBeUndefined();
    const next = { from: week.until, until: week.until + 7 * DAY, minutes: 60, peakMinutes: 0 };
    expect(far().tries(song, 'move', {}, time(week.until + HOUR, { weeks: [next] }))?.code).toBe('tooEarly');
  });

  it('in a room that was shut meanwhile is told to host and keeper, and is no no-show', () => {
    const shut = { marks: [], closed: { en: 'closed for the fair', zh: '不开放' } };
    const reminded = booked().does(clock('reminder'), 'remind', {}, shut);
    expect(reminded.last().notify?.map(({ notice, to }) => [notice, to])).toEqual([
      ['staysShut', { party: 'host' }],
      ['staysShut', { role: 'roomKeeper' }],
    ]);
    expect(
      booked(START + HOUR)
        .does(clock('start'), 'lapse', {}, shut)
        .current(),
    ).toMatchObject({
      state: 'cancelled',
      facts: { mark: false },
    });
    expect(
      booked(START + HOUR)
        .does(song, 'cancel', {}, shut)
        .current().facts.mark,
    ).toBe(false);
  });

  it('is for a host who is trained, not barred, and books for themselves', () => {
    expect(why(START + DAY, { trained: false })).toBe('notTrained');
    expect(why(START + DAY, { barredUntil: START + DAY })).toBe('barred');
    expect(why(START + DAY, { host: grower })).toBe('othersBooking');
    expect(why(START + DAY, { host: grower }, {}, keeper)).toBeUndefined();
    expect(why(START + DAY, { host: keeper }, {}, keeper)).toBe('notAHost');
  });

  it('gives its host the time of the week back when it is cancelled in time, and counts as a no-show when late', () => {
    const early = booked().does(song, 'cancel', {}, { marks: [], closed: null });
    expect([early.current().facts.mark, ops(early)]).toEqual([false, [...RELEASED, ...WEEK]]);
    const late = booked(START + 2 * HOUR).does(song, 'cancel', {}, { marks: [], closed: null });
    expect([late.current().facts.mark, ops(late)]).toEqual([true, RELEASED]);
    // The keeper takes it from nobody.
    const kept = booked(START + 2 * HOUR).does(keeper, 'cancel', { reason: 'No electricity' }, { marks: [], closed: null });
    expect(kept.current().facts.mark).toBe(false);
  });

  it('isn’t moved any more when it is about to begin, but by the keeper', () => {
    const moved = time(START + 3 * DAY);
    expect(booked(START + 2 * HOUR).tries(song, 'move', {}, moved)?.code).toBe('tooLate');
    const played = booked(START + 2 * HOUR).does(keeper, 'move', {}, moved);
    expect(played.current()).toMatchObject({ state: 'booked', facts: { from: START + 3 * DAY } });
    expect(played.last().clocks).toMatchObject({ limit: { start: { until: START + 3 * DAY + 15 * MINUTE } } });
    expect(booked().tries(song, 'move', {}, time(START + 3 * DAY, { taken: { from: 0, until: 1 } }))?.code).toBe('overlap');
  });

  it('asks the keeper again when it is moved by its host, in a room that wants that', () => {
    const hall = { ...room, approval: true };
    const asked = booked(START + DAY, { room: hall });
    expect(asked.current()).toMatchObject({ state: 'asked', tasks: [{ action: 'approve', role: 'roomKeeper' }] });
    const approved = asked.does(keeper, 'approve');
    expect(approved.does(song, 'move', {}, time(START + 3 * DAY, { room: hall })).current().state).toBe('asked');
  });

  it('is let go when its host leaves; what is in use is given back by the keeper', () => {
    const gone = staffWithout([song, keeper], song);
    const left = (played: Played<Facts>) =>
      roomBooking.whenGone?.(played.current() as never, { left: ['song'], withoutRole: [], unqualified: [] }, played.now());
    expect(left(booked())).toMatchObject({ state: 'cancelled' });
    expect(itemsOf(left(booked()) ?? {}, 'holds')).toHaveLength(RELEASED.length + WEEK.length);
    expect(left(booked(START + HOUR).does(song, 'checkIn', {}, there))).toEqual({});
    const used = booked(START + HOUR)
      .does(song, 'checkIn', {}, there)
      .handedBack(gone);
    expect(used.current()).toMatchObject({ state: 'inUse', tasks: [{ action: 'giveBack', role: 'roomKeeper' }] });
    expect(used.does(keeper, 'giveBack', { equipmentOk: true, photos: [] }).current().state).toBe('finished');
  });

  it('waits where the time is taken, is booked when it is free, and ends when the time has come', () => {
    const taken = { taken: { from: START, until: START + 2 * DAY } };
    const waiting = () => play<Facts>(roomBooking, opening(START + DAY, taken, { await: true }));
    expect(waiting().current().state).toBe('waiting');
    expect(ops(waiting())).toEqual(['standBy room:studioA', 'hold liveWait:song:studioA', 'hold liveWaits:song']);
    const reference = opening(START + DAY).reference;
    expect(waiting().tries(song, 'book', {}, { ...reference, ...taken })?.code).toBe('overlap');
    expect(waiting().does(song, 'book', {}, reference).current().state).toBe('booked');
    expect(waiting().does(clock('start'), 'lapse', {}, { marks: [], closed: null }).current()).toMatchObject({
      state: 'cancelled',
      facts: { mark: false },
    });
  });

  it('tells the host when its time is over, and the keeper, too, the second time', () => {
    const used = booked(START + HOUR).does(song, 'checkIn', {}, there);
    const told = (played: Played<Facts>) => (played.last().notify ?? []).map(({ to }) => to);
    expect(told(used.does(clock('end'), 'noteOvertime'))).toEqual([{ party: 'host' }]);
    expect(told(used.does(clock('end'), 'noteOvertime'))).toEqual([{ party: 'host' }, { role: 'roomKeeper' }]);
  });

  it('has one report of what is broken with the street at a time', () => {
    const report = { category: 'publicFacility', place: { lat: 28.58, lon: 121.33 } };
    const reported = booked().does(song, 'reportFault', { text: 'A lamp', photos: [] }, { report, open: null, faults: 0 });
    expect(itemsOf(reported.last(), 'opening')).toHaveLength(1);
    const again = (open: string | null, faults: number, to: object | null = report) =>
      reported.tries(song, 'reportFault', { text: 'The lamp', photos: [] }, { report: to, open, faults })?.code;
    expect(again('IR-1', 1)).toBe('reportedAlready');
    // On its way there, and sent at once with the first.
    expect([again('', 1), again(null, 0)]).toEqual(['reportUnderWay', 'reportUnderWay']);
    expect([again(null, 1), again(null, 0, null)]).toEqual([undefined, undefined]);
  });

  it('lasts no longer than that goes when it is extended, and nobody without the qualification checks in', () => {
    const used = booked(START + HOUR).does(song, 'checkIn', {}, there);
    const until = (to: number) => used.tries(song, 'extend', { minutes: 30 }, { ...time(START + HOUR), to })?.code;
    expect([until(START + 4 * HOUR), until(START + 5 * HOUR)]).toEqual([undefined, 'tooLong']);
    expect(booked(START + HOUR).tries(song, 'checkIn', {}, { ...there, trained: false })?.code).toBe('notTrained');
    expect(booked(START + HOUR).tries(song, 'checkIn', {}, { ...there, there: false })?.code).toBe('notThere');
  });
});

describe('a host who didn’t come', () => {
  const days = (...ago: number[]) => ago.map((day) => START - day * DAY);
  it('is barred for two weeks by the third time within sixty days, and not by older ones', () => {
    expect(barredUntil(days(40, 20), START, limits)).toBeNull();
    expect(barredUntil(days(40, 20, 1), START, limits)).toBe(START + 13 * DAY);
    expect(barredUntil(days(62, 20, 1), START, limits)).toBeNull();
    expect(barredUntil(days(40, 20, 14), START, limits)).toBeNull();
    // A fourth begins it anew.
    expect(barredUntil(days(50, 40, 20, 0), START, limits)).toBe(START + 14 * DAY);
  });
});
