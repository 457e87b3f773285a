import type { Title } from '../workflows/kernel/process.ts';
import { issue, noUnit } from './found.ts';
import type { InputIssue } from './lookups.ts';
import type { TenantRead } from './tenant-read.ts';

/** A unit where somebody handles matters, with the one above it; or what is wrong with the id that was given as `department`. */
export const readDepartment = async (
  read: TenantRead,
  id: string,
): Promise<{ department: Title & { readonly id: string; readonly parent: string | null } } | { issue: InputIssue }> => {
  const [found] = await read<Title & { id: string; parent: string | null; handled: boolean }>(
    `SELECT u.id, u.en, u.zh, u.parent, EXISTS (SELECT 1 FROM holders(u.tenant, 'handler', u.id, NULL)) AS handled
     FROM units u WHERE u.id = $1->>'id' AND (u.ended_on IS NULL OR u.ended_on > tenant_today(u.tenant))`,
    { id },
  );
  if (!found) return { issue: noUnit(['department'], id) };
  const { handled, ...department } = found;
  return handled
    ? { department }
    : {
        issue: issue(
          ['department'],
          `Nobody handles matters in “${found.en}”; choose a department with a handler.`,
          `“${found.zh}”无经办人员，请另选部门。`,
        ),
      };
};
