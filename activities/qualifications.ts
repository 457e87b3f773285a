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
       coalesce(($1->>'day')::date, tenant_today(current_setting('banjie.tenant', true))) AS day
     WHERE q.kind = $1->>'kind' AND q.person IN (SELECT jsonb_array_elements_text($1->'people'))
       AND q.valid_from <= day AND (q.until IS NULL OR q.until >= day) AND (q.revoked_on IS NULL OR q.revoked_on > day)`,
    { people, kind, day: day ?? null },
  );
  return new Set(rows.map(({ person }) => person));
};

/** A qualification that somebody has, has had or will have; days of the tenant, `until` being the last one on which it held. */
export type HeldQualification = {
  readonly person: string;
  readonly kind: string;
  readonly from: string;
  readonly until: string | null;
};

/** What these people have of these kinds, past and to come, oldest first; one that was taken away ended the day before. */
export const readHeld = (
  read: TenantRead,
  people: readonly string[],
  kinds: readonly string[],
): Promise<readonly HeldQualification[]> =>
  read<HeldQualification>(
    `SELECT person, kind, valid_from AS "from", least(until, revoked_on - 1) AS until FROM qualifications
     WHERE person IN (SELECT jsonb_array_elements_text($1->'people')) AND kind IN (SELECT jsonb_array_elements_text($1->'kinds'))
       AND valid_from <= least(until, revoked_on - 1, 'infinity')
     ORDER BY person, kind, valid_from`,
    { people, kinds },
  );
