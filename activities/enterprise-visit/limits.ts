/** Numbers of visits as a tenant has them today, for those who ask outside of an act. */
import { type Limits, limits } from '../../workflows/enterprise-visit/limits.ts';
import { limitsOf } from '../limits.ts';
import type { TenantRead } from '../tenant-read.ts';

export const visitLimit = async (read: TenantRead, name: keyof Limits): Promise<number> => {
  const [found] = await read<{ set: Readonly<Record<string, unknown>> | null }>(
    `SELECT limits_today(current_setting('banjie.tenant', true), 'enterpriseVisit') AS set`,
  );
  return limitsOf(limits, found?.set ?? {})[name] as number;
};
