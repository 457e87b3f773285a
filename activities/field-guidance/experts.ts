/** Experts as the tenant's tables have them, with what they have open and whom they are related to. */
import { type Expert, inOrder, type Wanted } from '../../workflows/field-guidance/experts.ts';
import type { Facts } from '../../workflows/field-guidance/facts.ts';
import type { Limits } from '../../workflows/field-guidance/limits.ts';
import type { Candidate } from '../../workflows/field-guidance/vocabulary.ts';
import { RELATED } from '../conflicts.ts';
import { readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import type { CropRow, ExpertRow } from './tables.ts';

/** Guidances that somebody has before them. */
const OPEN = `(SELECT count(*)::int FROM cases c WHERE c.process = 'fieldGuidance' AND NOT c.closed AND c.facts#>>'{expert,id}' = p.id)`;

/** Who may be asked, in their order: everybody in the table who holds the role today. */
export const readCandidates = async (read: TenantRead, facts: Facts, limits: Limits): Promise<readonly Candidate[]> => {
  const { grower, coop, crop, symptom, place } = facts;
  const [row, found] = await Promise.all([
    readTableRow<CropRow>(read, 'crops', crop.id),
    read<{ id: string; name: string; row: ExpertRow; open: number; related: readonly string[] | null }>(
      `SELECT p.id, p.name, t.value AS row, ${OPEN} AS open, ${RELATED} AS related
       FROM tenant_today(current_setting('banjie.tenant', true)) AS day CROSS JOIN table_on('experts', day) t
         JOIN people p ON p.id = t.key AND (p.ended_on IS NULL OR p.ended_on > day)
       WHERE EXISTS (SELECT 1 FROM person_roles r WHERE r.tenant = p.tenant AND r.person_id = p.id AND r.role = 'expert'
         AND r.valid_from <= day AND (r.ended_on IS NULL OR r.ended_on > day))`,
    ),
  ]);
  const experts = found.map(
    ({ id, name, row: { specialities, load, place: from }, open, related }): Expert => ({
      id,
      name,
      specialities,
      load,
      place: from,
      open,
      related: related ?? [],
    }),
  );
  const wanted: Wanted = {
    symptom: symptom.specialities,
    crop: row?.specialities ?? [],
    place,
    concerned: [grower, ...(coop ? [coop.id] : [])],
    load: limits.openPerExpert,
  };
  return inOrder(experts, wanted).map(({ id, name, open }) => ({ id, name, open }));
};

/** How many guidances an expert has open. */
export const readOpen = async (read: TenantRead, expert: string): Promise<number> =>
  (await read<{ open: number }>(`SELECT ${OPEN} AS open FROM people p WHERE p.id = $1->>'expert'`, { expert }))[0]?.open ?? 0;
