/** Units that callers name, with what is needed to judge them. */
import type { Title } from '../workflows/kernel/process.ts';
import type { InputIssue } from './lookups.ts';
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

export const noUnit = (path: InputIssue['path'], unit: string): InputIssue => ({
  path,
  message: {
    en: `There is no unit “${unit}”, or no longer; choose one from the list of units.`,
    zh: `没有单位“${unit}”或该单位已撤销，请从单位目录中选择。`,
  },
});

export const noPerson = (path: InputIssue['path'], person: string): InputIssue => ({
  path,
  message: {
    en: `There is nobody “${person}” on the staff, or no longer; choose from the list of people.`,
    zh: `人员“${person}”不存在或已离岗，请从人员名单中选择。`,
  },
});
