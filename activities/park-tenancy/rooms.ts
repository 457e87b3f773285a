/** Rooms of a park as offers name them, their lowest rent, and who has them when. */
import { letting, promise } from '../../workflows/park-tenancy/holding.ts';
import type { Days, Room, Taken } from '../../workflows/park-tenancy/vocabulary.ts';
import { readMoments, readToday } from '../days.ts';
import { issue, noRow } from '../found.ts';
import { readHeld } from '../holds.ts';
import type { InputIssue } from '../lookups.ts';
import { readTable } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import { type ParkRoomRow, parkTables, type RentFloorRow } from './tables.ts';

/** The day it is for the tenant, and when these days begin. */
export const readDaysOf = async (read: TenantRead, now: number, daysFor: (today: string) => readonly string[]): Promise<Days> => {
  const today = await readToday(read, now);
  const wanted = daysFor(today);
  const found = wanted.length === 0 ? {} : await readMoments(read, wanted);
  return { today, at: Object.fromEntries(Object.entries(found).map(([day, { startsAt }]) => [day, startsAt])) };
};

/** These rooms of a park, or what is wrong with them. */
export const readRooms = async (
  read: TenantRead,
  {
    park,
    rooms,
    path,
  }: { readonly park: string; readonly rooms: readonly string[]; readonly path: readonly (string | number)[] },
): Promise<{ readonly rooms: readonly Room[] } | { readonly issues: readonly InputIssue[] }> => {
  const known = await readTable<ParkRoomRow>(read, 'parkRooms');
  const many = rooms.length > 1 || path[0] === 'rooms';
  const issues = rooms.flatMap((id, n) => {
    const row = known.get(id);
    const at = many ? [...path, n] : path;
    if (!row) return [noRow(at, id, parkTables.parkRooms)];
    return row.park === park
      ? []
      : [
          issue(
            at,
            `${row.title.en} lies in another park. Choose a room of this one.`,
            `${row.title.zh}不在本园区，请选择本园区的房间。`,
          ),
        ];
  });
  return issues.length > 0
    ? { issues }
    : {
        rooms: rooms.map((id) => {
          const { title, area } = known.get(id) as ParkRoomRow;
          return { id, title, area };
        }),
      };
};

/** The lowest rent of the dearest of these rooms; of a park where the room has none. */
export const readFloor = async (read: TenantRead, park: string, rooms: readonly string[]): Promise<number | null> => {
  const floors = await readTable<RentFloorRow>(read, 'rentFloors');
  const all = rooms.flatMap((room) => floors.get(room)?.fen ?? floors.get(park)?.fen ?? []);
  return all.length === 0 ? null : Math.max(...all);
};

/** The first of these rooms that another case has in that time. Those that are only promised count where `promised` says so. */
export const readTaken = async (
  read: TenantRead,
  rooms: readonly Room[],
  { caseId, during, promised }: { caseId: string; during: { from: number; until?: number }; promised: boolean },
): Promise<Taken | null> => {
  const held = await readHeld(
    read,
    rooms.flatMap(({ id }) => [letting(id), ...(promised ? [promise(id)] : [])]),
    during,
  );
  const one = held.find((found) => found.caseId !== caseId);
  const room = one && rooms.find(({ id }) => one.resource === letting(id) || one.resource === promise(id));
  return one && room ? { room: room.title.zh, until: one.until } : null;
};

type SittingRow = { readonly case: string; readonly rooms: readonly string[] };

/** Tenancies that have rooms until before a day, whose tenants may still match another’s offer. */
export const readSitting = (
  read: TenantRead,
  { rooms, from, firm, caseId }: { rooms: readonly string[]; from: string; firm: string; caseId: string },
): Promise<readonly SittingRow[]> =>
  read<SittingRow>(
    `SELECT c.id AS case, jsonb_agg(DISTINCT p#>>'{room,id}') AS rooms FROM cases c, jsonb_array_elements(c.facts#>'{lease,parts}') p,
       LATERAL (SELECT coalesce(c.facts#>>'{ending,to}', c.facts#>>'{lease,to}') AS to) term
     WHERE c.process = 'parkTenancy' AND c.id <> $1->>'caseId' AND c.facts#>>'{firm,uscc}' <> $1->>'firm'
       AND (c.state = 'movedIn' OR c.state = 'ending' AND c.facts#>>'{ending,side}' = 'park' AND c.facts#>>'{ending,cause}' = 'term' AND c.facts#>'{exit}' = 'null')
       AND (c.facts->>'waived') = 'false' AND term.to < $1->>'from' AND coalesce(p->>'to', term.to) = term.to
       AND p#>>'{room,id}' IN (SELECT jsonb_array_elements_text($1->'rooms')) GROUP BY c.id ORDER BY c.id`,
    { rooms, from, firm, caseId },
  );

/** A tenancy whose tenant hasn't left one of these rooms yet, though its time is over. */
export const readOccupant = async (read: TenantRead, rooms: readonly string[], caseId: string): Promise<string | null> =>
  (
    await read<{ id: string }>(
      `SELECT DISTINCT c.id FROM cases c, jsonb_array_elements(c.facts#>'{lease,parts}') p
       WHERE c.process = 'parkTenancy' AND c.state IN ('movedIn', 'ending') AND c.facts#>>'{handover,takenAt}' IS NOT NULL AND c.facts#>'{exit}' = 'null'
         AND c.id <> $1->>'caseId' AND p#>>'{room,id}' IN (SELECT jsonb_array_elements_text($1->'rooms'))
         AND (p->>'to' IS NULL OR p->>'to' = c.facts#>>'{ending,to}' OR p->>'to' = c.facts#>>'{lease,to}') ORDER BY 1 LIMIT 1`,
      { rooms, caseId },
    )
  )[0]?.id ?? null;
