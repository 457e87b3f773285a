/** What people are allowed to do by training. */
import type { TenantRead } from './tenant-read.ts';

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
