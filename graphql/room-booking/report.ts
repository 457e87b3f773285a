/** How the live rooms are used. */
import { ApiError } from '../../activities/acting/api-error.ts';
import { readDays, readHours } from '../../activities/room-booking/days.ts';
import { openOn } from '../../activities/room-booking/hours.ts';
import type { RoomRow } from '../../activities/room-booking/tables.ts';
import { readTable } from '../../activities/tables.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import type { Context } from '../context.ts';
import { share } from '../schema/figures.ts';
import type { SchemaModule } from '../schema/schema.ts';

type Row = {
  readonly room: string;
  readonly title: Title;
  readonly openMinutes: number;
  readonly usedMinutes: number;
  readonly bookings: number;
  readonly noShows: number;
  readonly hosts: number;
  readonly salesFen: number;
};

const DAY = 86_400_000;
const MINUTE = 60_000;

export const roomReportModule: SchemaModule = (builder, { title }) => {
  const row = builder.objectRef<Row>('RoomBookingReportRow').implement({
    description: 'A live room over some days.',
    fields: (t) => ({
      room: t.exposeString('room'),
      title: t.field({ type: title, resolve: (parent) => parent.title }),
      openMinutes: t.exposeInt('openMinutes', { description: 'Minutes that it was open by its hours.' }),
      usedMinutes: t.exposeInt('usedMinutes', {
        description:
          'From check-in to give-back, within the time booked; one that is in use counts until now or the end of its time.',
      }),
      utilisation: t.float({
        nullable: true,
        description: 'usedMinutes ÷ openMinutes. Null where it was never open. 使用率',
        resolve: ({ usedMinutes, openMinutes }) => share(usedMinutes, openMinutes),
      }),
      bookings: t.exposeInt('bookings', { description: 'Used, in use, or left unused: finished + in use + no-shows.' }),
      noShows: t.exposeInt('noShows', { description: 'Nobody came, or the host cancelled late.' }),
      noShowRate: t.float({
        nullable: true,
        description: 'noShows ÷ bookings. Null where there was none. 爽约率',
        resolve: ({ noShows, bookings }) => share(noShows, bookings),
      }),
      hosts: t.exposeInt('hosts', { description: 'Different hosts who used it.' }),
      salesFen: t.expose('salesFen', {
        type: 'Fen',
        description: 'Σ of the sales that hosts declared, in fen. 申报销售额（分）',
      }),
    }),
  });
  builder.queryField('roomBookingReport', (t) =>
    t.field({
      type: [row],
      authScopes: { role: ['roomKeeper', 'allianceSecretary', 'leader', 'auditor', 'admin'] },
      description:
        'Use of the live rooms by bookings that begin from a day on and before another, at most 366 days later. 直播间使用情况',
      args: { from: t.arg({ type: 'Date' }), before: t.arg({ type: 'Date' }) },
      resolve: (_, { from, before }, context) => rows(context, from, before),
    }),
  );
};

const rows = async ({ read, now }: Context, from: string, before: string): Promise<Row[]> => {
  const [first, last] = [Date.parse(`${from}T12:00:00Z`), Date.parse(`${before}T12:00:00Z`)];
  if (!(first < last && last - first <= 366 * DAY))
    throw new ApiError('INVALID_INPUT', {
      en: 'Give a day `from` and a later day `before`, at most 366 days apart.',
      zh: '请填写起始日from及其后的截止日before，相隔不超过366天。',
    });
  const [rooms, hours, weeks] = await Promise.all([
    readTable<RoomRow>(read, 'rooms'),
    readHours(read),
    readDays(read, { from: first, until: last }),
  ]);
  const days = weeks.filter(({ day }) => from <= day && day < before);
  const span = { from: days[0]?.startsAt ?? 0, until: days.at(-1)?.endsAt ?? 0 };
  const found = await read<Omit<Row, 'title' | 'openMinutes'>>(
    `SELECT facts#>>'{room,id}' AS room, count(*)::int AS bookings, count(*) FILTER (WHERE mark)::int AS "noShows",
       count(DISTINCT facts#>>'{host,id}') FILTER (WHERE NOT mark)::int AS hosts, coalesce(sum((facts->>'salesFen')::bigint), 0)::bigint AS "salesFen",
       coalesce(sum(greatest(0, floor((least(coalesce((facts#>>'{returned,at}')::float8, ($1->>'now')::float8), (facts->>'to')::float8)
         - greatest((facts->>'checkedInAt')::float8, (facts->>'from')::float8)) / 60000))) FILTER (WHERE NOT mark), 0)::int AS "usedMinutes"
     FROM (SELECT facts, (facts->>'mark')::boolean AS mark FROM cases
       WHERE process = 'roomBooking' AND (state IN ('finished', 'inUse', 'noShow') OR state = 'cancelled' AND (facts->>'mark')::boolean)
         AND (facts->>'from')::float8 >= ($1->>'from')::float8 AND (facts->>'from')::float8 < ($1->>'until')::float8) b
     GROUP BY 1`,
    { ...span, now },
  );
  const known = new Map(found.map((one) => [one.room, one]));
  const none = { usedMinutes: 0, bookings: 0, noShows: 0, hosts: 0, salesFen: 0 };
  return [...rooms].map(([room, { title }]) => ({
    ...none,
    ...known.get(room),
    room,
    title,
    openMinutes: openOn(hours, room, days).reduce((sum, one) => sum + (one.until - one.from) / MINUTE, 0),
  }));
};
