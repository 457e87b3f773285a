/** Roles, qualifications, people, agents and units begin and end with a day of their tenant: as one begins, or a successor of a unit does, the work of open cases goes to those who are there on it. */
import { CONFLICTS } from '../conflicts.ts';
import { tenantRead } from '../tenant-read.ts';
import { SUCCESSORS } from '../unit-successors.ts';
import { findPeopleAgain, type HandingBack, type StaffChange } from './hand-back.ts';
import type { Acting } from './services.ts';

/** A tenant whose staff is to be looked at, since which day, and as of which. */
type StaffDay = { readonly tenant: string; readonly since: string | null; readonly day: string };

/** In whose name work is handed back when no administrator has just asked for it. */
export const BY_ITSELF: Acting['actor'] = { id: 'clock:staff', name: 'staff', grants: [{ role: 'admin' }] };

/**
 * Looks at each tenant whose day has changed since it was looked at last, one after another until none is left. A tenant is claimed, so that
 * several programs share them; what one of them doesn't finish is claimed again after five minutes.
 */
export const lookAtStaff = async (of: Omit<HandingBack, 'caller' | 'read'>): Promise<void> => {
  const { pool } = of.services;
  for (;;) {
    of.stop?.throwIfAborted();
    const { rows } = await pool.query<StaffDay>('SELECT tenant, since::text, day::text FROM claim_staff_day()');
    const [claimed] = rows;
    if (!claimed) return;
    const { tenant, since, day } = claimed;
    const read = tenantRead(pool, tenant);
    const [change] = await read<StaffChange>(CHANGED, { since: since ?? '-infinity', day });
    const failed = await findPeopleAgain({ ...of, caller: { tenant, actor: BY_ITSELF }, read }, change ?? {}, `staff:${day}`);
    if (failed === 0) await pool.query('SELECT note_staff_day($1, $2)', [tenant, day]);
  }
};

/** Who and what began or ended; also on the day of the last look, for an administrator’s change may have been broken off. */
const CHANGED = `WITH days AS (SELECT ($1->>'since')::date AS since, ($1->>'day')::date AS day),
    gone AS (SELECT p.id FROM people p, days WHERE p.ended_on BETWEEN since AND days.day),
    ended AS (SELECT u.id FROM units u, days WHERE u.ended_on BETWEEN since AND days.day),
    related AS (SELECT unnest(ARRAY[c.value->>'person', c.value->>'other']) AS id FROM table_rows c WHERE c.table_name = '${CONFLICTS}'
      AND c.key IN (SELECT b.key FROM table_rows b, days WHERE b.table_name = '${CONFLICTS}' AND b.valid_from BETWEEN since AND days.day)),
    held AS (SELECT DISTINCT r.person_id, r.role FROM person_roles r, days
      WHERE r.valid_from BETWEEN since AND days.day OR r.ended_on BETWEEN since AND days.day
        OR r.person_id IN (SELECT id FROM gone) OR r.person_id IN (SELECT id FROM related) OR r.unit IN (SELECT id FROM ended)),
    acting AS (SELECT a.kind || ':' || a.key AS id FROM agents a, days
      WHERE a.valid_from BETWEEN since AND days.day OR a.ended_on BETWEEN since AND days.day),
    -- Who is said to have lost one is said so once: on the day after its last.
    lapsed AS (SELECT q.person, q.kind FROM qualifications q, days
      WHERE q.revoked_on IS NULL AND q.until >= since AND q.until < days.day AND NOT EXISTS (SELECT 1 FROM qualifications o
        WHERE o.tenant = q.tenant AND o.person = q.person AND o.kind = q.kind AND o.revoked_on IS NULL
          AND o.valid_from <= days.day AND (o.until IS NULL OR o.until >= days.day)))
  SELECT coalesce((SELECT jsonb_agg(id) FROM (SELECT id FROM gone UNION SELECT person_id FROM held UNION SELECT person FROM lapsed UNION SELECT id FROM related UNION SELECT id FROM acting) p(id)), '[]') AS people,
    coalesce((SELECT jsonb_agg(DISTINCT role) FROM held), '[]') AS roles,
    coalesce((SELECT jsonb_agg(id) FROM (SELECT id FROM ended UNION SELECT b.key FROM table_rows b, days
      WHERE b.table_name = '${SUCCESSORS}' AND b.valid_from BETWEEN since AND days.day) u(id)), '[]') AS units,
    coalesce((SELECT jsonb_agg(DISTINCT jsonb_build_object('person', q.person, 'kind', q.kind)) FROM lapsed q), '[]') AS unqualified`;
