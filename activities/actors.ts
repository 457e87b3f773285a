/** People as rules see them: with what they hold as of today. */
import type { Actor, Grant } from '../workflows/kernel/process.ts';
import type { TenantRead } from './tenant-read.ts';

/** Somebody by their id; undefined where the tenant has no such person, or no longer. */
export const readActor = (read: TenantRead, id: string): Promise<Actor | undefined> => actor(read, `p.id = $1->>'is'`, id);

/** Somebody by the subject of their token. */
export const readActorOfToken = (read: TenantRead, subject: string): Promise<Actor | undefined> =>
  actor(read, `p.subject = $1->>'is'`, subject);

type Row = { readonly id: string; readonly name: string; readonly unit: string | null; readonly grants: readonly Grant[] };

const actor = async (read: TenantRead, which: string, is: string): Promise<Actor | undefined> => {
  const [found] = await read<Row>(`${ACTOR} AND ${which}`, { is });
  return found && { id: found.id, name: found.name, grants: found.grants, ...(found.unit === null ? {} : { unit: found.unit }) };
};

/**
 * What a person `p` holds as of `day`. A grant over a unit is one over all those below it, and over the one unit from which all others come
 * down it is one everywhere. With the unit ends what is bound to it.
 */
export const GRANTS = `coalesce((
    SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
      'role', r.role,
      'units', CASE WHEN r.unit IS NOT NULL AND NOT (top.id IS NOT NULL AND top.parent IS NULL
          AND NOT EXISTS (SELECT 1 FROM units other WHERE other.tenant = r.tenant AND other.parent IS NULL AND other.id <> top.id))
        THEN coalesce((SELECT jsonb_agg(u.id ORDER BY u.path) FROM units u WHERE u.tenant = top.tenant AND starts_with(u.path, top.path)), '[]') END,
      'areas', CASE WHEN r.area IS NOT NULL THEN jsonb_build_array(r.area) END)) ORDER BY r.role, r.unit, r.area)
    FROM person_roles r LEFT JOIN units top ON top.tenant = r.tenant AND top.id = r.unit
    WHERE r.tenant = p.tenant AND r.person_id = p.id AND r.valid_from <= day AND (r.ended_on IS NULL OR r.ended_on > day)
      AND (top.ended_on IS NULL OR top.ended_on > day)), '[]')`;

const ACTOR = `SELECT p.id, p.name, p.unit, ${GRANTS} AS grants
  FROM people p CROSS JOIN tenant_today(p.tenant) AS day
  WHERE (p.ended_on IS NULL OR p.ended_on > day)`;
