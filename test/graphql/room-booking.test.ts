import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tongyu } from '../../prisma/seed/tongyu.ts';
import { issueReportPackage } from '../../processes/issue-report.ts';
import { roomBookingPackage } from '../../processes/room-booking.ts';
import type { TestBanjie } from '../../testing/test-banjie.ts';
import { startOnSharedPostgres } from '../servers/whole-banjie.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ZONE = 8 * HOUR;

// Fifty for a race, and the others for stories that leave each other alone.
const hosts = Array.from({ length: 70 }, (_, n) => `host-${n + 1}`);
const street = {
  ...tongyu,
  people: [
    ...tongyu.people,
    ...hosts.map((id) => ({ id, name: `Host ${id}`, locale: 'en' as const, roles: [{ role: 'liveHost' }] })),
  ],
  qualifications: [
    ...(tongyu.qualifications ?? []),
    ...hosts.map((person) => ({ person, kind: 'liveHost', from: '2026-01-01' })),
  ],
  limits: [{ process: 'roomBooking', name: 'openPerHost', value: 4 }],
};

let banjie: TestBanjie;
beforeAll(async () => {
  banjie = await startOnSharedPostgres({ packages: [roomBookingPackage, issueReportPackage], tenants: [street] });
  // Seven in the morning, so that a day is before us whenever the test is run.
  const local = banjie.now() + ZONE;
  await banjie.pass(`${Math.ceil((DAY - (local % DAY) + 7 * HOUR) / MINUTE)} minutes`);
});
afterAll(() => banjie?.close());

/** A time of day of the tenant, so many days from today. */
const at = (day: number, time: string): number => {
  const midnight = Math.floor((banjie.now() + ZONE) / DAY) * DAY - ZONE;
  return midnight + day * DAY + Number(time.slice(0, 2)) * HOUR + Number(time.slice(3)) * MINUTE;
};
const iso = (moment: number): string => new Date(moment).toISOString();
const dayOf = (moment: number): string => iso(moment + ZONE).slice(0, 10);
const wish = (room: string, from: number, minutes: number, more: object = {}) => ({
  room,
  from: iso(from),
  to: iso(from + minutes * MINUTE),
  products: ['枇杷'],
  ...more,
});
const book = (host: string, room: string, from: number, minutes: number, more: object = {}) =>
  banjie.start(host, 'roomBooking', wish(room, from, minutes, more));
const booked = async (...asked: Parameters<typeof book>): Promise<string> => {
  const answer = await book(...asked);
  expect(answer).toMatchObject({ __typename: 'ActionDone' });
  return answer.case?.id ?? '';
};
const act = (host: string, action: string, id: string, input: object = {}) =>
  banjie.act(host, `roomBooking.${action}`, id, input);
const stateOf = async (id: string): Promise<string> =>
  (await banjie.ask('he-tong', `{ case(id: "${id}") { state } }`)).data.case.state;
const subjects = async (person: string): Promise<readonly string[]> => {
  const { data } = await banjie.ask(person, '{ inbox(first: 20) { edges { node { subject } } } }');
  return data.inbox.edges.map(({ node }: { node: { subject: string } }) => node.subject);
};
const busy = async (room: string, day: number): Promise<readonly (readonly [number, number])[]> => {
  const { data } = await banjie.ask(
    'song-jiayi',
    `{ freeTimes(room: "${room}", day: "${dayOf(at(day, '12:00'))}") { from until state } }`,
  );
  return data.freeTimes
    .filter(({ state }: { state: string }) => state === 'BUSY')
    .map(({ from, until }: { from: string; until: string }) => [Date.parse(from), Date.parse(until)]);
};

describe('a live room', () => {
  it('is never booked twice, of fifty who ask with other borders at once; who is refused overlaps somebody', async () => {
    const TIDY = 15 * MINUTE;
    const wishes = hosts.slice(0, 50).map((host, n) => {
      const from = at(2, '18:00') + ((n * 37) % 40) * 5 * MINUTE;
      return { host, from, minutes: [30, 60, 90][n % 3] as number };
    });
    const answers = await Promise.all(wishes.map(({ host, from, minutes }) => book(host, 'studioA', from, minutes)));
    const spans = wishes.map(({ from, minutes }) => ({ from, until: from + minutes * MINUTE + TIDY }));
    const got = spans.filter((_, n) => answers[n]?.__typename === 'ActionDone').toSorted((a, b) => a.from - b.from);
    expect(got.length).toBeGreaterThan(0);
    for (const [n, span] of got.entries()) expect(span.from).toBeGreaterThanOrEqual(got[n - 1]?.until ?? 0);
    for (const [n, answer] of answers.entries()) {
      if (answer.__typename === 'ActionDone') continue;
      expect(answer).toMatchObject({ __typename: 'Refused', reason: 'overlap' });
      const { from, until } = spans[n] as (typeof spans)[number];
      expect(got.some((one) => one.from < until && from < one.until)).toBe(true);
    }
    expect(await busy('studioA', 2)).toEqual(
      // What follows at once is shown as one.
      got.reduce<number[][]>((all, { from, until }) => {
        const last = all.at(-1);
        if (last?.[1] === from) last[1] = until;
        else all.push([from, until]);
        return all;
      }, []),
    );
  });

  it('is tidied up for fifteen minutes; whoever comes too early is told when, and not by whom', async () => {
    await booked('song-jiayi', 'studioB', at(3, '19:00'), 120);
    const refused = await book('tao-ran', 'studioB', at(3, '20:30'), 60);
    expect(refused).toMatchObject({ reason: 'overlap' });
    expect(refused.message).toMatch(/19:00.*21:15/);
    expect(refused.message).not.toMatch(/宋佳怡|song-jiayi/);
    expect(await book('tao-ran', 'studioB', at(3, '21:00'), 60)).toMatchObject({ reason: 'overlap' });
    expect(await book('tao-ran', 'studioB', at(3, '18:00'), 60)).toMatchObject({ reason: 'overlap' });
    await booked('tao-ran', 'studioB', at(3, '21:15'), 60);
  });

  it('is moved in one step, and stays where it was when it can’t be', async () => {
    const id = await booked('host-51', 'kitchen', at(3, '10:00'), 60);
    await booked('host-52', 'kitchen', at(3, '12:00'), 60);
    const to = (time: string) => ({ from: iso(at(3, time)), to: iso(at(3, time) + HOUR) });
    expect(await act('host-51', 'move', id, to('11:30'))).toMatchObject({ reason: 'overlap' });
    expect(await busy('kitchen', 3)).toEqual([
      [at(3, '10:00'), at(3, '11:15')],
      [at(3, '12:00'), at(3, '13:15')],
    ]);
    // Over its own old time.
    expect(await act('host-51', 'move', id, to('10:30'))).toMatchObject({ case: { state: 'booked' } });
    expect(await busy('kitchen', 3)).toEqual([
      [at(3, '10:30'), at(3, '11:45')],
      [at(3, '12:00'), at(3, '13:15')],
    ]);
    expect(await act('host-52', 'cancel', id).catch(String)).toMatch(id);
    const holds = async (who: string) =>
      (await banjie.ask(who, `{ case(id: "${id}") { holds { resource amount shared from until } } }`)).data.case.holds;
    expect(await holds('he-tong')).toContainEqual({
      resource: 'room:kitchen',
      amount: 1,
      shared: false,
      from: iso(at(3, '10:30')),
      until: iso(at(3, '11:45')),
    });
    // The host isn't staff of the case.
    expect(await holds('host-51')).toEqual([]);
  });

  it('is had for so much of a week, counted in each week across midnight, and of its peak', async () => {
    const weekday = (new Date(at(0, '12:00') + ZONE).getUTCDay() + 6) % 7;
    const sunday = 6 - weekday;
    const host = 'host-53';
    await booked(host, 'vanCam', at(sunday, '23:00'), 120);
    await booked(host, 'podcast', at(sunday + 1, '08:00'), 180);
    await booked(host, 'podcast', at(sunday + 2, '08:00'), 120);
    // An hour of the first lies behind midnight: with it, six hours of the second week are had.
    expect(await book(host, 'podcast', at(sunday + 3, '08:00'), 30)).toMatchObject({
      reason: 'quota',
      message: expect.stringContaining('360'),
    });
    const other = 'host-54';
    await booked(other, 'podcast', at(sunday + 1, '19:30'), 120);
    expect(await book(other, 'podcast', at(sunday + 2, '21:30'), 60)).toMatchObject({
      reason: 'quota',
      message: expect.stringContaining('120'),
    });
    await booked(other, 'podcast', at(sunday + 2, '22:00'), 30);
  });

  it('is left to so many open bookings of a host, and not to hosts who aren’t trained, for times to come and open', async () => {
    const host = 'host-55';
    for (const hour of ['08', '10', '12', '14']) await booked(host, 'photoBox', at(4, `${hour}:00`), 30);
    expect(await book(host, 'photoBox', at(4, '16:00'), 30)).toMatchObject({ reason: 'quota' });
    expect(await book('lu-xi', 'photoBox', at(4, '16:00'), 30)).toMatchObject({
      reason: 'notTrained',
      message: expect.stringContaining('“Live host”'),
    });
    expect(await book('host-56', 'photoBox', at(4, '22:30'), 60)).toMatchObject({ reason: 'closed' });
    expect(await book('host-56', 'photoBox', at(15, '08:00'), 60)).toMatchObject({ reason: 'tooEarly' });
    expect(await book('host-56', 'photoBox', at(0, '06:00'), 60)).toMatchObject({ reason: 'past' });
    expect(await book('host-56', 'photoBox', at(4, '16:00'), 45)).toMatchObject({ issues: [{ path: ['input', 'to'] }] });
    expect(await book('host-56', 'attic', at(4, '16:00'), 30)).toMatchObject({ issues: [{ path: ['input', 'room'] }] });
    expect(await book('host-56', 'photoBox', at(4, '16:00'), 30, { host: 'host-57' })).toMatchObject({ reason: 'othersBooking' });
  });

  it('is booked for eight weeks at once: a booking for each week, and a reason for the one that is closed', async () => {
    const day = dayOf(at(1 + 21, '12:00'));
    const closing = {
      table: 'roomHours',
      key: 'fair',
      validFrom: dayOf(at(0, '12:00')),
      value: {
        title: { en: 'closed for the fair', zh: '展会期间不开放' },
        kind: 'closed',
        firstDay: day,
        lastDay: day,
        from: '06:00',
        to: '12:00',
      },
    };
    const entered = await banjie.ask(
      'mei-xue',
      `mutation ($input: TableRowInput!) { setTableRow(input: $input, requestId: "fair") { __typename ... on InvalidInput { issues { path message } } } }`,
      { input: closing },
    );
    expect(entered.data?.setTableRow ?? entered.errors).toEqual({ __typename: 'ChangeDone' });
    const EACH = `mutation ($input: RoomBookingSeries!) { startRoomBookingEach(input: $input, requestId: "eight") { week result { __typename
      ... on ActionDone { replayed case { id links { kind } } } ... on Refused { reason message } } } }`;
    const input = { ...wish('trainingRoom', at(1, '09:00'), 60), repeatWeekly: 8 };
    const { data } = await banjie.ask('host-58', EACH, { input });
    const results = data.startRoomBookingEach.map(({ result }: { result: object }) => result);
    expect(results.map(({ __typename: kind }: { __typename: string }) => kind)).toEqual(
      Array.from({ length: 8 }, (_, n) => (n === 3 ? 'Refused' : 'ActionDone')),
    );
    expect(results[3]).toMatchObject({ reason: 'closed', message: expect.stringContaining('fair') });
    expect(results[7]).toMatchObject({ case: { links: [{ kind: 'repeats' }] } });
    const again = (await banjie.ask('host-58', EACH, { input })).data.startRoomBookingEach;
    expect(again.map(({ result }: { result: { case?: { id: string } } }) => result.case?.id)).toEqual(
      results.map((result: { case?: { id: string } }) => result.case?.id),
    );
    // They count as one of its host's, also when the first of them is no more.
    await act('host-58', 'cancel', results[0].case.id);
    for (const time of ['11:00', '13:00', '15:00']) await booked('host-58', 'trainingRoom', at(1, time), 30);
    expect(await book('host-58', 'trainingRoom', at(1, '17:00'), 30)).toMatchObject({ reason: 'quota' });
    expect(await book('host-57', 'trainingRoom', at(1, '17:00'), 30, { repeatWeekly: 3 })).toMatchObject({ reason: 'eachWeek' });
    // Where the first weeks can't be had, the later ones are booked all the same.
    const late = { ...wish('trainingRoom', at(1 + 7, '09:00'), 60), repeatWeekly: 8 };
    const { data: last } = await banjie.ask('host-57', EACH.replace('eight', 'late'), { input: late });
    expect(last.startRoomBookingEach.map(({ result }: { result: { reason?: string } }) => result.reason)).toEqual(
      Array.from({ length: 8 }, (_, n) => (n === 7 ? undefined : n === 2 ? 'closed' : 'overlap')),
    );
    // Who enters hours is told which bookings stand outside of them.
    const shut = dayOf(at(1 + 28, '12:00'));
    const value = { ...closing.value, rooms: ['trainingRoom'], firstDay: shut, lastDay: shut };
    const told = await banjie.ask(
      'mei-xue',
      'mutation ($input: TableRowInput!) { setTableRow(input: $input, requestId: "painting") { ... on ChangeDone { advice } } }',
      { input: { ...closing, key: 'painting', value } },
    );
    expect(told.data.setTableRow.advice).toContain(results[4].case.id);
    // A host is in one room at a time, and waits once for one.
    expect(await book('host-58', 'photoBox', at(1, '11:15'), 30)).toMatchObject({ reason: 'elsewhere' });
    const waits = () => book('host-57', 'trainingRoom', at(1, '11:00'), 30, { await: true });
    expect((await waits()).case?.state).toBe('waiting');
    expect(await waits()).toMatchObject({ reason: 'waitsAlready' });
  });

  it('is approved by its keeper, where it wants that, and by no host themselves', async () => {
    const id = await booked('host-59', 'hallStage', at(5, '14:00'), 60);
    expect(await stateOf(id)).toBe('asked');
    expect(await book('host-60', 'hallStage', at(5, '14:30'), 60)).toMatchObject({ reason: 'overlap' });
    expect(await act('host-59', 'approve', id)).toMatchObject({ reason: 'kernel.wrongRole' });
    expect(await act('he-tong', 'approve', id)).toMatchObject({ case: { state: 'booked' } });
    const other = await booked('host-60', 'hallStage', at(5, '16:00'), 60);
    expect(await act('he-tong', 'refuse', other, { reason: 'The hall is painted.' })).toMatchObject({
      case: { state: 'refused' },
    });
    expect(await busy('hallStage', 5)).toEqual([[at(5, '14:00'), at(5, '15:15')]]);
  });
});

describe('when the time comes', () => {
  it('a host checks in at the door, extends as far as the next one, gives the room back, and says what was sold', async () => {
    const host = 'host-61';
    const id = await booked(host, 'packLive', at(0, '10:00'), 60, { equipment: ['ringLight'] });
    await booked('host-62', 'packLive', at(0, '11:45'), 60);
    const door = async () =>
      (await banjie.ask('he-tong', '{ roomBookingDoorCode(room: "packLive") { code } }')).data.roomBookingDoorCode.code;
    expect(await act(host, 'checkIn', id, { code: await door() })).toMatchObject({ reason: 'notNow' });
    await banjie.pass(`${Math.ceil((at(0, '09:55') - banjie.now()) / MINUTE)} minutes`);
    expect(await subjects(host)).toContainEqual(expect.stringMatching(/opens for you/));
    expect(await act(host, 'checkIn', id, { code: '0000' })).toMatchObject({ reason: 'notThere' });
    expect(await act('host-62', 'checkIn', id).catch(String)).toMatch(id);
    expect(await act(host, 'checkIn', id, { code: await door() })).toMatchObject({ case: { state: 'inUse' } });
    expect(await act(host, 'extend', id, { minutes: 60 })).toMatchObject({ reason: 'overlap' });
    expect(await act(host, 'extend', id, { minutes: 30 })).toMatchObject({ __typename: 'ActionDone' });
    await banjie.pass('110 minutes');
    expect(await subjects(host)).toContainEqual(expect.stringMatching(/the time is over/));
    // The street hears of what is broken, from the host.
    await act(host, 'reportFault', id, { text: 'A lamp is broken.' });
    const [tie] = await banjie.until(
      async () => (await banjie.ask('he-tong', `{ case(id: "${id}") { linkedFrom { kind from } } }`)).data.case.linkedFrom,
      (links) => links.length > 0,
    );
    expect(tie.kind).toBe('reportedIn');
    const report = await banjie.ask('lin-hai', `{ case(id: "${tie.from}") { state parties { role person } } }`);
    expect(report.data.case).toEqual({ state: 'reported', parties: [{ role: 'reporter', person: host }] });
    const again = await act(host, 'reportFault', id, { text: 'The lamp is still broken.' });
    expect(again).toMatchObject({ reason: 'reportedAlready', message: expect.stringContaining(tie.from) });
    expect(await act(host, 'giveBack', id, { equipmentOk: true })).toMatchObject({ case: { state: 'finished' } });
    expect(await act(host, 'declareSales', id, { fen: 624_000 })).toMatchObject({ __typename: 'ActionDone' });
    const { data, errors } = await banjie.ask(
      'he-tong',
      `{ roomBookingReport(from: "${dayOf(at(0, '12:00'))}", before: "${dayOf(at(1, '12:00'))}") { room openMinutes usedMinutes bookings noShows hosts salesFen } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.roomBookingReport.find(({ room }: { room: string }) => room === 'packLive')).toEqual({
      room: 'packLive',
      openMinutes: 17 * 60,
      usedMinutes: 90,
      bookings: 1,
      noShows: 0,
      hosts: 1,
      salesFen: 624000,
    });
  });

  it('nobody who comes has the room free after fifteen minutes, and those who wait are told; nothing is booked by itself', async () => {
    const id = await booked('host-63', 'studioB', at(1, '09:00'), 120);
    const waits = await booked('host-64', 'studioB', at(1, '10:00'), 60, { await: true });
    expect(await stateOf(waits)).toBe('waiting');
    expect(await act('host-64', 'book', waits)).toMatchObject({ reason: 'overlap' });
    await banjie.pass(`${Math.ceil((at(1, '09:16') - banjie.now()) / MINUTE)} minutes`);
    await banjie.until(
      () => stateOf(id),
      (state) => state === 'noShow',
    );
    await banjie.until(
      () => subjects('host-64'),
      (list) => list.some((subject) => /is free/.test(subject)),
    );
    expect(await busy('studioB', 0)).toEqual([]);
    expect(await stateOf(waits)).toBe('waiting');
    expect(await act('host-64', 'book', waits)).toMatchObject({ case: { state: 'booked' } });
  });

  it('three times without coming bar a host for two weeks, and no longer; a late cancelling is one', async () => {
    const host = 'host-65';
    await booked(host, 'photoBox', at(1, '09:00'), 30);
    await booked(host, 'photoBox', at(1, '10:00'), 30);
    const late = await booked(host, 'photoBox', at(1, '11:00'), 30);
    const early = await booked(host, 'photoBox', at(1, '20:00'), 30);
    await banjie.pass(`${Math.ceil((at(1, '10:20') - banjie.now()) / MINUTE)} minutes`);
    await act(host, 'cancel', early);
    await act(host, 'cancel', late);
    const refused = await book(host, 'photoBox', at(1, '09:00'), 30);
    expect(refused).toMatchObject({ reason: 'barred' });
    expect(await subjects(host)).toContainEqual(expect.stringMatching(/You can book again from/));
    await banjie.pass('14 days');
    await booked(host, 'photoBox', at(1, '09:00'), 30);
  });
});
