/** What people are allowed to do by training. */
import type { TenantRead } from './tenant-read.ts';

/** Who of these people has a qualification on a day (YYYY-MM-DD), or today. */
export const readQualified = async (
  read: TenantRead,
  people: readonly string[],
  kind: string,
  day?: string,
): Promise<ReadonlySet<string>> => {
  const rows = await read<{ person: string }>(
    `SELECT DISTINCT q.person FROM qualifications q,
       coalesce(($1->>'day')::date, tenant_today(current_setting('banjie.tenant'))) AS day
     WHERE q.kind = $1->>'kind' AND q.person IN (SELECT jsonb_array_elements_text($1->'people'))
       AND q.holds_from <= day AND (q.until IS NULL OR q.until >= day) AND (q.revoked_on IS NULL OR q.revoked_on > day)`,
    { people, kind, day: day ?? null },
  );
  return new Set(rows.map(({ person }) => person));
};
