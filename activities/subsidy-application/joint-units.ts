/** Who looks at an application together: the units of its item, and for those that are silent their leaders. */
import type { JointUnit } from '../../workflows/subsidy-application/vocabulary.ts';
import { readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';

/** Units that are there, or those that have their work, each with the people of a role who belong to it. */
const UNITS = `WITH asked AS (SELECT DISTINCT coalesce(h.heir, w.unit) AS id FROM jsonb_array_elements_text($1->'units') w(unit) LEFT JOIN unit_heirs() h ON h.unit = w.unit)
  SELECT u.id AS unit, jsonb_build_object('en', u.en, 'zh', u.zh) AS title, coalesce((SELECT jsonb_agg(DISTINCT p.id ORDER BY p.id)
      FROM people p JOIN person_roles r ON r.tenant = p.tenant AND r.person_id = p.id
      WHERE p.tenant = u.tenant AND (p.ended_on IS NULL OR p.ended_on > day) AND r.role = $1->>'role'
        AND r.valid_from <= day AND (r.ended_on IS NULL OR r.ended_on > day) AND (r.unit = u.id OR p.unit = u.id)), '[]') AS people
  FROM asked JOIN units u ON u.id = asked.id CROSS JOIN tenant_today(u.tenant) AS day
  WHERE u.ended_on IS NULL OR u.ended_on > day ORDER BY u.id`;

/** The units that look at an item, without those where nobody does. */
export const readJointUnits = async (read: TenantRead, item: string): Promise<readonly JointUnit[]> => {
  const row = await readTableRow<{ units: readonly string[] }>(read, 'jointUnits', item);
  if (!row) return [];
  const units = await read<JointUnit>(UNITS, { units: row.units, role: 'jointReviewer' });
  return units.filter(({ people }) => people.length > 0);
};

/** Whoever leads these units: those of the nearest unit above that has a leader. */
const LEADERS = `SELECT u.id AS unit, jsonb_build_object('en', u.en, 'zh', u.zh) AS title, coalesce((
    SELECT jsonb_agg(id ORDER BY id) FROM (SELECT p.id, rank() OVER (ORDER BY array_position(string_to_array(u.path, '/'), r.unit) DESC NULLS LAST) AS far
      FROM people p JOIN person_roles r ON r.tenant = p.tenant AND r.person_id = p.id
      WHERE p.tenant = u.tenant AND (p.ended_on IS NULL OR p.ended_on > day) AND r.role = 'leader'
        AND r.valid_from <= day AND (r.ended_on IS NULL OR r.ended_on > day)
        AND (r.unit IS NULL OR r.unit = ANY (string_to_array(u.path, '/')))) found WHERE far = 1), '[]') AS people
  FROM units u CROSS JOIN tenant_today(u.tenant) AS day
  WHERE u.id IN (SELECT jsonb_array_elements_text($1->'units')) AND (u.ended_on IS NULL OR u.ended_on > day) ORDER BY u.id`;

export const readLeaders = (read: TenantRead, units: readonly string[]): Promise<readonly JointUnit[]> =>
  read<JointUnit>(LEADERS, { units });
