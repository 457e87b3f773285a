/** The day of a visit with its year and the time that is left to the firm behind it, in the tenant's zone. */
import { limits } from '../../workflows/enterprise-visit/limits.ts';
import type { Day } from '../../workflows/enterprise-visit/vocabulary.ts';
import type { TenantRead } from '../tenant-read.ts';

export type LocalDay = Day & { readonly date: string };

/** Days for which a visit is remembered: no time between two of them is longer. */
const REMEMBERED = limits.visitGapDays.most;

const span = (from: string, until: string): string =>
  `jsonb_build_object('from', ms((${from})::timestamp AT TIME ZONE zone), 'until', ms((${until})::timestamp AT TIME ZONE zone))`;

/** The local day of a moment. */
export const readDay = async (read: TenantRead, at: number, gapDays: number): Promise<LocalDay> => {
  const [found] = await read<LocalDay>(
    `SELECT d::text AS date, ${span('d', 'd + 1')} AS day, ${span('d', `d + ($1->>'gap')::int`)} AS gap, ${span('d', `d + ${REMEMBERED}`)} AS kept,
       ms((d - ($1->>'gap')::int + 1)::timestamp AT TIME ZONE zone) AS before,
       ${span(`date_trunc('year', d)`, `date_trunc('year', d) + interval '1 year'`)} AS year
     FROM (SELECT zone, (to_timestamp(($1->>'at')::float8 / 1000) AT TIME ZONE zone)::date AS d FROM tenants
       WHERE id = current_setting('banjie.tenant', true)) t`,
    { at, gap: gapDays },
  );
  if (!found) throw new Error('A tenant that asks is there.');
  return found;
};
