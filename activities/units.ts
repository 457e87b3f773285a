/** Units that callers name, with what is needed to judge them. */
import type { Title } from '../workflows/kernel/process.ts';
import type { TenantRead } from './tenant-read.ts';

export type UnitFor = { readonly unit: { readonly id: string; readonly title: Title }; readonly held: boolean };

/** Units by their ids, each with whether anybody holds the role on cases there; those that don't exist, or no longer, are left out. */
export const readUnitsFor = async (
  read: TenantRead,
  ids: readonly string[],
  role: string,
): Promise<ReadonlyMap<string, UnitFor>> => {
  if (ids.length === 0) return new Map();
  const rows = await read<UnitFor>(
    `SELECT jsonb_build_object('id', u.id, 'title', jsonb_build_object('en', u.en, 'zh', u.zh)) AS unit,
       EXISTS (SELECT 1 FROM holders(u.tenant, $1->>'role', u.id, NULL)) AS held
     FROM units u
     WHERE u.id IN (SELECT jsonb_array_elements_text($1->'ids')) AND (u.ended_on IS NULL OR u.ended_on > tenant_today(u.tenant))`,
    { ids, role },
  );
  return new Map(rows.map((row) => [row.unit.id, row]));
};
