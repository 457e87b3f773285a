/** Who visits which firms today, as the tenant's tables and people have it. */
import { RELATED } from '../conflicts.ts';
import { readTable } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import { readHeirs } from '../unit-successors.ts';
import type { Candidate, Service } from './assigning.ts';
import type { FirmOfficerRow, GridRow } from './tables.ts';

/** With open visits counted, without those of the round that asks. */
const OFFICERS = `WITH h AS (SELECT u.id AS unit, o.id FROM jsonb_array_elements_text($1->'units') w
    JOIN units u ON u.tenant = current_setting('banjie.tenant', true) AND u.id = w AND (u.ended_on IS NULL OR u.ended_on > tenant_today(u.tenant))
    CROSS JOIN LATERAL holders(u.tenant, 'officer', u.id, NULL) o)
  SELECT p.id, p.name, p.unit, ARRAY(SELECT h.unit FROM h WHERE h.id = p.id ORDER BY 1) AS units, coalesce(${RELATED}, '[]'::jsonb) AS related,
    coalesce(l.many, 0) AS load
  FROM people p CROSS JOIN tenant_today(p.tenant) AS day
    LEFT JOIN (SELECT facts#>>'{officer,id}' AS officer, count(*)::int AS many FROM cases
      WHERE process = 'enterpriseVisit' AND NOT closed AND facts->>'round' IS DISTINCT FROM $1->>'round' GROUP BY 1) l ON l.officer = p.id
  WHERE (p.ended_on IS NULL OR p.ended_on > day) AND EXISTS (SELECT 1 FROM person_roles r WHERE r.tenant = p.tenant AND r.person_id = p.id
    AND r.role = 'officer' AND r.valid_from <= day AND (r.ended_on IS NULL OR r.ended_on > day))`;

export const readService = async (read: TenantRead, round: string | null = null): Promise<Service> => {
  const [firms, rows, heirs] = await Promise.all([
    readTable<FirmOfficerRow>(read, 'firmOfficers'),
    readTable<GridRow>(read, 'grids'),
    readHeirs(read),
  ]);
  const grids = new Map([...rows].map(([key, row]) => [key, { ...row, unit: heirs.get(row.unit) ?? row.unit }]));
  const units = [...new Set([...grids.values()].map(({ unit }) => unit))];
  return { firms, grids, officers: await read<Candidate>(OFFICERS, { units, round }) };
};
