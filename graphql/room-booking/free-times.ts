/** When a live room is free on a day: for hosts who look for a time, without a word of who has the others. */
import { ApiError } from '../../activities/acting/api-error.ts';
import { readHeld } from '../../activities/holds.ts';
import { readDays, readHours } from '../../activities/room-booking/days.ts';
import { doorCode } from '../../activities/room-booking/door-code.ts';
import { joined, type LocalDay, openOn, without } from '../../activities/room-booking/hours.ts';
import type { RoomRow } from '../../activities/room-booking/tables.ts';
import { readTableRow } from '../../activities/tables.ts';
import { roomResource } from '../../workflows/room-booking/times.ts';
import type { Span } from '../../workflows/room-booking/vocabulary.ts';
import type { Context } from '../context.ts';
import type { SchemaModule } from '../schema/schema.ts';

const READERS = ['liveHost', 'roomKeeper', 'leader', 'auditor', 'admin'] as const;

type RoomTime = Span & { readonly state: 'free' | 'busy' | 'closed' };
type Door = { readonly code: string; readonly until: Date };

export const freeTimesModule: SchemaModule = (builder) => {
  const state = builder.enumType('RoomBookingTimeState', {
    description: 'Whether a room can be had.',
    values: {
      FREE: { value: 'free', description: 'Open, and nobody has it. 空闲' },
      BUSY: { value: 'busy', description: 'Booked, with the time to tidy up behind it. 占用' },
      CLOSED: { value: 'closed', description: 'Not open. 不开放' },
    } as const,
  });
  const time = builder.objectRef<RoomTime>('RoomBookingTime').implement({
    description: 'A stretch of a day in a live room.',
    fields: (t) => ({
      from: t.field({ type: 'DateTime', resolve: ({ from }) => new Date(from) }),
      until: t.field({ type: 'DateTime', resolve: ({ until }) => new Date(until) }),
      state: t.field({ type: state, resolve: (parent) => parent.state }),
    }),
  });
  const door = builder.objectRef<Door>('RoomBookingDoorCode').implement({
    description: 'What the door of a live room shows. 门口动态码',
    fields: (t) => ({
      code: t.exposeString('code'),
      until: t.expose('until', { type: 'DateTime', description: 'When the next one is shown.' }),
    }),
  });
  builder.queryFields((t) => ({
    freeTimes: t.field({
      type: [time],
      authScopes: { roleSomewhere: READERS },
      description: 'A live room on a day, from midnight to midnight: when it is free, busy or closed. 直播间空闲时段',
      args: {
        room: t.arg.string({ description: 'A key of the table `rooms`.' }),
        day: t.arg({ type: 'Date' }),
      },
      resolve: (_, { room, day }, context) => timesOf(context, room, day),
    }),
    roomBookingDoorCode: t.field({
      type: door,
      authScopes: { role: ['roomKeeper'] },
      description: 'The code for the door of a live room; ask again at `until`. For its keeper. 门口动态码',
      args: { room: t.arg.string() },
      resolve: async (_, { room }, context) => {
        const { services, caller, now, read } = context;
        if (!(await readTableRow<RoomRow>(read, 'rooms', room))) throw noRoom(room);
        const { code, until } = doorCode(services.secret, { tenant: caller.tenant, room }, now);
        return { code, until: new Date(until) };
      },
    }),
  }));
};

const noRoom = (room: string): ApiError =>
  new ApiError('NOT_FOUND', {
    en: `There is no live room “${room}” on that day; choose one of the table rooms.`,
    zh: `当日没有直播间“${room}”，请从直播间表中选择。`,
  });

const timesOf = async ({ read }: Context, room: string, day: string): Promise<RoomTime[]> => {
  const noon = Date.parse(`${day}T12:00:00Z`);
  const days = await readDays(read, { from: noon, until: noon + 1 });
  const own = days.find((one) => one.day === day) as LocalDay;
  const span = { from: own.startsAt, until: own.endsAt };
  const [row, hours, held] = await Promise.all([
    readTableRow<RoomRow>(read, 'rooms', room, day),
    readHours(read),
    readHeld(read, [roomResource(room)], span),
  ]);
  if (!row) throw noRoom(room);
  const clipped = (one: { from: number | null; until: number | null }): Span => ({
    from: Math.max(span.from, one.from ?? span.from),
    until: Math.min(span.until, one.until ?? span.until),
  });
  const busy = joined(held.map(clipped));
  const open = openOn(hours, room, [own]);
  const free = without(open, busy);
  const closed = without([span], [...busy, ...open]);
  const all = (state: RoomTime['state'], spans: readonly Span[]) => spans.map((one): RoomTime => ({ ...one, state }));
  return [...all('busy', busy), ...all('free', free), ...all('closed', closed)].toSorted((one, other) => one.from - other.from);
};
