/** Bookings that stand where the room is closed meanwhile. */

import type { Title } from '../../workflows/kernel/process.ts';
import type { Facts } from '../../workflows/room-booking/facts.ts';
import type { TenantRead } from '../tenant-read.ts';
import { readDays, readHours } from './days.ts';
import { closedIn } from './hours.ts';

type Booked = Pick<Facts, 'room' | 'from' | 'to'>;

/** Why the room isn’t open in the time of each of these bookings; nothing where it is. */
export const readClosed = async (read: TenantRead, booked: readonly Booked[]): Promise<readonly (Title | null)[]> => {
  if (booked.length === 0) return [];
  const [hours, days] = await Promise.all([
    readHours(read),
    readDays(read, { from: Math.min(...booked.map(({ from }) => from)), until: Math.max(...booked.map(({ to }) => to)) }),
  ]);
  return booked.map(({ room, from, to }) => {
    const own = days.filter(({ startsAt, endsAt }) => startsAt < to && from < endsAt);
    return closedIn(hours, room.id, own, { from, until: to });
  });
};

/** What whoever enters hours is to know: which bookings stand outside of them. */
export const closedBookings = async (read: TenantRead): Promise<Title | undefined> => {
  const open = await read<{ id: string; facts: Facts }>(
    `SELECT id, facts FROM cases WHERE process = 'roomBooking' AND state IN ('asked', 'booked') ORDER BY opened_at LIMIT 1000`,
  );
  const closed = await readClosed(
    read,
    open.map(({ facts }) => facts),
  );
  const ids = open.flatMap(({ id }, n) => (closed[n] ? [id] : []));
  if (ids.length === 0) return undefined;
  const some = ids.slice(0, 20);
  return {
    en: `The room isn’t open for ${ids.length === 1 ? 'a booking that stands' : `${ids.length} bookings that stand`}: ${some.join(', ')}. Move or cancel it; its host has no mark of it.`,
    zh: `以下${ids.length}件预约所在时段不开放：${some.join('、')}。请改期或取消，不计主播爽约。`,
  };
};
