/** What each act of a booking is judged by, or what in its input the tenant's data doesn't know. */
import { metresBetween } from '../../workflows/kernel/place.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import { barredUntil } from '../../workflows/room-booking/barring.ts';
import type { Facts } from '../../workflows/room-booking/facts.ts';
import type { Inputs } from '../../workflows/room-booking/inputs.ts';
import type { Limits } from '../../workflows/room-booking/limits.ts';
import { roomResource } from '../../workflows/room-booking/times.ts';
import type { Hosting, Reference, Room, Span, Time } from '../../workflows/room-booking/vocabulary.ts';
import { readActor } from '../actors.ts';
import { issue, noPerson, noRow } from '../found.ts';
import { readHeld } from '../holds.ts';
import { type ActAsk, defineLookups, type InputIssue } from '../lookups.ts';
import { readHeld as readQualifications } from '../qualifications.ts';
import { readTable, readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import { readClosed } from './closings.ts';
import { readDays, readHours } from './days.ts';
import { isDoorCode } from './door-code.ts';
import { closedIn, type LocalDay, nextFree, openOn, weeksOf } from './hours.ts';
import { type EquipmentRow, type RoomRow, roomTables } from './tables.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const LIVE_HOST = 'liveHost';

type Asked = {
  readonly room: string;
  readonly from: number;
  readonly to: number;
  readonly equipment: readonly string[];
  /** The case that asks, whose own holds are no others'. */
  readonly caseId: string;
};

/** The report of a fault that the street has and hasn’t closed, or `''` while it is on its way there. */
const readOpenReport = async (read: TenantRead, booking: string): Promise<string | null> => {
  const rows = await read<{ id: string }>(
    `SELECT c.id FROM links l JOIN cases c ON c.id = l.from_case
       WHERE l.to_case = $1->>'booking' AND l.kind = 'reportedIn' AND l.ended_revision IS NULL AND NOT c.closed
     UNION ALL SELECT '' FROM outbox o
       WHERE o.case_id = $1->>'booking' AND o.channel = 'open' AND o.delivered_at IS NULL AND o.given_up_at IS NULL
     LIMIT 1`,
    { booking },
  );
  return rows[0]?.id ?? null;
};

/** What is wrong with the length of a time. */
const lengthIssues = ({ from, to }: Pick<Asked, 'from' | 'to'>, limits: Limits): readonly InputIssue[] => {
  const minutes = (to - from) / MINUTE;
  const { stepMinutes, minMinutes, maxMinutes } = limits;
  if (from % (5 * MINUTE) !== 0)
    return [issue(['from'], 'Begin at a full five minutes, such as 19:15.', '开始时间须为5分钟的整数倍，例如19:15。')];
  return minutes % stepMinutes === 0 && minutes >= minMinutes && minutes <= maxMinutes
    ? []
    : [
        issue(
          ['to'],
          `Book ${minMinutes} to ${maxMinutes} minutes in steps of ${stepMinutes}.`,
          `时长须为${minMinutes}至${maxMinutes}分钟，且为${stepMinutes}分钟的整数倍。`,
        ),
      ];
};

/** What the tenant's data says to a time in a room. */
const readTime = async (
  read: TenantRead,
  asked: Asked,
  limits: Limits,
): Promise<{ readonly time: Time; readonly day: string } | { readonly issues: readonly InputIssue[] }> => {
  const { from, to } = asked;
  const days = await readDays(read, { from, until: to });
  const own = days.filter(({ startsAt, endsAt }) => startsAt < to && from < endsAt);
  const first = own[0] as LocalDay;
  const tidy = limits.turnaroundMinutes * MINUTE;
  const busyDay: Span = { from: first.startsAt, until: (own.at(-1) as LocalDay).endsAt + tidy };
  const [row, stock, hours, held, harvests] = await Promise.all([
    readTableRow<RoomRow>(read, 'rooms', asked.room, first.day),
    asked.equipment.length === 0 ? new Map<string, EquipmentRow>() : readTable<EquipmentRow>(read, 'equipment', first.day),
    readHours(read),
    readHeld(read, [roomResource(asked.room)], busyDay),
    readTable<{ firstDay: string; lastDay: string }>(read, 'harvestWeeks', first.day),
  ]);
  const missing = asked.equipment.flatMap((key, n) =>
    stock.has(key) ? [] : [noRow(['equipment', n], key, roomTables.equipment)],
  );
  if (!row || missing.length > 0)
    return { issues: [...(row ? [] : [noRow(['room'], asked.room, roomTables.rooms)]), ...missing] };
  const busy = held
    .filter(({ caseId }) => caseId !== asked.caseId)
    .map((one) => ({ from: one.from ?? Number.NEGATIVE_INFINITY, until: one.until ?? Number.POSITIVE_INFINITY }));
  const taken = busy.find((span) => span.from < to + tidy && from < span.until) ?? null;
  const room: Room = { id: asked.room, title: row.title, approval: row.approval, unit: row.unit ?? null };
  const time: Time = {
    from,
    to,
    room,
    equipment: asked.equipment.map((id) => {
      const { title, count } = stock.get(id) as EquipmentRow;
      return { id, title, count };
    }),
    weeks: weeksOf(days, { from, until: to }, limits),
    closed: closedIn(hours, asked.room, own, { from, until: to }),
    taken,
    next: taken ? nextFree(openOn(hours, asked.room, own), busy, taken.until, to - from, tidy) : null,
    harvest: [...harvests.values()].some(({ firstDay, lastDay }) => firstDay <= first.day && first.day <= lastDay),
  };
  return { time, day: first.day };
};

/** Assessments of the academy whose pass gives the qualification. */
const readCourses = async (read: TenantRead): Promise<readonly Title[]> =>
  [...(await readTable<{ title: Title; qualification: string }>(read, 'assessmentKinds')).values()]
    .filter(({ qualification }) => qualification === LIVE_HOST)
    .map(({ title }) => title);

/** Whether somebody is qualified on all of these days. */
const readTrained = async (read: TenantRead, host: string, days: readonly string[]): Promise<boolean> => {
  const held = await readQualifications(read, [host], [LIVE_HOST]);
  return days.every((day) => held.some(({ from, until }) => from <= day && (until === null || day <= until)));
};

const readMarks = async (
  read: TenantRead,
  host: string,
  now: number,
  { noShowDays, barDays }: Limits,
): Promise<readonly number[]> =>
  (
    await read<{ at: number }>(
      `SELECT ms(closed_at) AS at FROM cases WHERE process = 'roomBooking' AND closed AND named @> ARRAY[$1->>'host']
         AND facts#>>'{host,id}' = $1->>'host' AND (facts->>'mark')::boolean AND closed_at > to_timestamp(($1->>'since')::float8 / 1000)`,
      { host, since: now - (noShowDays + barDays) * DAY },
    )
  ).map(({ at }) => at);

const today = async (read: TenantRead, now: number): Promise<string> =>
  (await readDays(read, { from: now, until: now + 1 })).find(({ startsAt, endsAt }) => startsAt <= now && now < endsAt)?.day ??
  '';

/** What the tenant's data says to a host on a day. */
const readHosting = async (
  read: TenantRead,
  host: string,
  day: string,
  now: number,
  limits: Limits,
): Promise<Hosting | undefined> => {
  const [actor, trained, courses, marks] = await Promise.all([
    readActor(read, host),
    today(read, now).then((now) => readTrained(read, host, [now, day])),
    readCourses(read),
    readMarks(read, host, now, limits),
  ]);
  return actor && { host: actor, trained, courses, barredUntil: barredUntil(marks, now, limits) };
};

/** Of how many weeks the series is that a booking is a later one of; nothing where it isn't. */
const readSeries = async (
  read: TenantRead,
  head: string,
  { host, room, from, to, by }: { host: string; room: string; from: number; to: number; by: string },
): Promise<number | undefined> => {
  const [found] = await read<{ facts: Facts; openedBy: string; at: readonly number[] }>(
    `SELECT c.facts, c.opened_by AS "openedBy", (SELECT jsonb_agg(ms((to_timestamp((c.facts->>'from')::float8 / 1000) AT TIME ZONE t.zone + n * interval '7 days') AT TIME ZONE t.zone) ORDER BY n)
       FROM generate_series(1, coalesce((c.facts#>>'{series,weeks}')::int, 1) - 1) n) AS at
     FROM cases c JOIN tenants t ON t.id = c.tenant WHERE c.id = $1->>'head' AND c.process = 'roomBooking'`,
    { head },
  );
  const series = found?.facts.series;
  if (!found || !series || series.head !== null || found.openedBy !== by) return undefined;
  const { facts } = found;
  return facts.host.id === host && facts.room.id === room && facts.to - facts.from === to - from && found.at?.includes(from)
    ? series.weeks
    : undefined;
};

const closed = async (read: TenantRead, facts: Facts): Promise<Title | null> => (await readClosed(read, [facts]))[0] ?? null;

const marks = async ({ read, current: { facts }, now, limits }: ActAsk<unknown, Facts, Limits>) => ({
  reference: { marks: await readMarks(read, facts.host.id, now, limits), closed: await closed(read, facts) },
});

const equipmentOf = ({ equipment }: Facts): readonly string[] => equipment.map(({ id }) => id);

export const roomBookingLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: async ({ read, input, actor, caseId, now, limits }) => {
    const asked = {
      room: input.room,
      from: Date.parse(input.from),
      to: Date.parse(input.to),
      equipment: [...new Set(input.equipment ?? [])],
      caseId,
    };
    const wrong = lengthIssues(asked, limits);
    if (wrong.length > 0) return { issues: wrong };
    const host = input.host ?? actor.id;
    const found = await readTime(read, asked, limits);
    if ('issues' in found) return found;
    const [hosting, series] = await Promise.all([
      readHosting(read, host, found.day, now, limits),
      input.repeats === undefined ? null : readSeries(read, input.repeats, { ...asked, host, by: actor.id }),
    ]);
    if (!hosting) return { issues: [noPerson(['host'], host)] };
    if (series === undefined && input.repeats !== undefined)
      return {
        issues: [
          issue(
            ['repeats'],
            'Name the first booking of your own series; this one is in the same room, at the same hour of one of its weeks.',
            '请填写本人系列的首个预约；须为同一直播间、同一时段的其中一周。',
          ),
        ],
      };
    return { reference: { ...found.time, ...hosting, series: series ?? null } };
  },
  book: async ({ read, current: { id, facts }, now, limits }) => {
    const { room, from, to, host } = facts;
    const found = await readTime(read, { room: room.id, from, to, equipment: equipmentOf(facts), caseId: id }, limits);
    if ('issues' in found) return found;
    const hosting = await readHosting(read, host.id, found.day, now, limits);
    return hosting ? { reference: { ...found.time, ...hosting } } : { issues: [noPerson(['host'], host.id)] };
  },
  move: async ({ read, input, current: { id, facts }, limits }) => {
    const asked = { from: Date.parse(input.from), to: Date.parse(input.to) };
    const wrong = lengthIssues(asked, limits);
    if (wrong.length > 0) return { issues: wrong };
    const found = await readTime(read, { ...asked, room: facts.room.id, equipment: equipmentOf(facts), caseId: id }, limits);
    return 'issues' in found ? found : { reference: found.time };
  },
  extend: async ({ read, input, current: { id, facts }, limits }) => {
    if (input.minutes % limits.stepMinutes !== 0)
      return {
        issues: [
          issue(['minutes'], `Extend in steps of ${limits.stepMinutes} minutes.`, `须为${limits.stepMinutes}分钟的整数倍。`),
        ],
      };
    const { room, from, to } = facts;
    const asked = { room: room.id, from, to: to + input.minutes * MINUTE, equipment: equipmentOf(facts), caseId: id };
    const found = await readTime(read, asked, limits);
    return 'issues' in found ? found : { reference: found.time };
  },
  checkIn: async ({ read, input, current: { facts }, tenant, secret, now, limits }) => {
    const day = await today(read, now);
    const [row, trained, courses] = await Promise.all([
      readTableRow<RoomRow>(read, 'rooms', facts.room.id, day),
      readTrained(read, facts.host.id, [day]),
      readCourses(read),
    ]);
    const near =
      input.place !== undefined && row?.place !== undefined && metresBetween(input.place, row.place) <= limits.checkInMetres;
    const right =
      input.code !== undefined && secret !== undefined && isDoorCode(secret, input.code, { tenant, room: facts.room.id }, now);
    return { reference: { trained, courses, there: near || right } };
  },
  reportFault: async ({ read, current: { id, facts }, now }) => {
    const row = await readTableRow<RoomRow>(read, 'rooms', facts.room.id, await today(read, now));
    const report = row?.faults && row.place ? { category: row.faults, place: row.place } : null;
    return { reference: { report, open: report ? await readOpenReport(read, id) : null, faults: facts.faults.length } };
  },
  remind: async ({ read, current }) => ({ reference: { closed: await closed(read, current.facts) } }),
  cancel: marks,
  lapse: marks,
});
