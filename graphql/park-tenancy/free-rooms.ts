/** Which rooms of a park can be had in some time: for firms that look for one, without a word of who has the others. */
import { ApiError } from '../../activities/acting/api-error.ts';
import { readMoments } from '../../activities/days.ts';
import { readHeld } from '../../activities/holds.ts';
import type { ParkRoomRow, ParkRow } from '../../activities/park-tenancy/tables.ts';
import { readTable, readTableRow } from '../../activities/tables.ts';
import { letting, promise } from '../../workflows/park-tenancy/holding.ts';
import type { Context } from '../context.ts';
import type { SchemaModule } from '../schema/schema.ts';

const READERS = ['firmAgent', 'parkManager', 'fitReviewer', 'leader', 'auditor', 'admin'] as const;

type Found = ParkRoomRow & { readonly id: string; readonly free: boolean; readonly until: number | null };

export const freeRoomsModule: SchemaModule = (builder, { title }) => {
  const room = builder.objectRef<Found>('TenancyParkRoom').implement({
    description: 'A room of a park in some time.',
    fields: (t) => ({
      id: t.exposeString('id', { description: 'Its key in the table `parkRooms`.' }),
      title: t.field({ type: title, resolve: (parent) => parent.title }),
      area: t.exposeInt('area', { description: 'In 0.01 m². 面积' }),
      floorLoad: t.int({
        nullable: true,
        description: 'kg per m². 楼面荷载',
        resolve: ({ floorLoad }) => floorLoad ?? null,
      }),
      powerKw: t.int({ nullable: true, description: 'Kilowatts. 用电', resolve: ({ powerKw }) => powerKw ?? null }),
      free: t.exposeBoolean('free', { description: 'Whether nobody has it or is promised it in all of this time. 空闲' }),
      freeFrom: t.field({
        type: 'DateTime',
        nullable: true,
        description:
          'From when it is free again, with the days between two tenancies; null where it is free, or let without an end.',
        resolve: ({ until }) => (until === null ? null : new Date(until)),
      }),
    }),
  });
  builder.queryField('freeRooms', (t) =>
    t.field({
      type: [room],
      authScopes: { roleSomewhere: READERS },
      description: 'The rooms of a park from a day to another, both included. 园区空闲房源',
      args: {
        park: t.arg.string({ description: 'A key of the table `parks`.' }),
        from: t.arg({ type: 'Date' }),
        to: t.arg({ type: 'Date' }),
      },
      resolve: (_, args, context) => roomsOf(context, args),
    }),
  );
};

const roomsOf = async (
  { read }: Context,
  { park, from, to }: { readonly park: string; readonly from: string; readonly to: string },
): Promise<Found[]> => {
  if (from > to)
    throw new ApiError('INVALID_INPUT', {
      en: 'The first day lies behind the last. Swap them.',
      zh: '起始日晚于截止日，请核对。',
    });
  const [row, all, days] = await Promise.all([
    readTableRow<ParkRow>(read, 'parks', park),
    readTable<ParkRoomRow>(read, 'parkRooms'),
    readMoments(read, [from, to]),
  ]);
  if (!row)
    throw new ApiError('NOT_FOUND', {
      en: `There is no park “${park}”; choose one of the table parks.`,
      zh: `没有园区“${park}”，请从园区表中选择。`,
    });
  const rooms = [...all].filter(([, { park: own }]) => own === park);
  const held = await readHeld(
    read,
    rooms.flatMap(([id]) => [letting(id), promise(id)]),
    { from: days[from]?.startsAt ?? 0, until: days[to]?.endsAt ?? 0 },
  );
  return rooms.map(([id, one]) => {
    const own = held.filter(({ resource }) => resource === letting(id) || resource === promise(id));
    const ends = own.map(({ until }) => until);
    const forever = ends.includes(null);
    const until = own.length === 0 || forever ? null : Math.max(...ends.map((end) => end ?? 0));
    return { ...one, id, free: own.length === 0, until };
  });
};
