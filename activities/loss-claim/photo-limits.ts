import { type Limits, limits } from '../../workflows/loss-claim/limits.ts';
import { limitsOf } from '../limits.ts';
import type { TenantRead } from '../tenant-read.ts';

/** How many photos a claim needs, and may have: the pickup asks before it opens one. */
export const readPhotoLimits = async (read: TenantRead): Promise<Pick<Limits, 'photosMin' | 'photosMax'>> => {
  const [row] = await read<{ set: Readonly<Record<string, unknown>> }>(
    `SELECT limits_today(current_setting('banjie.tenant', true), 'lossClaim') AS set`,
  );
  const { photosMin = 0, photosMax = 0 } = limitsOf(limits, row?.set ?? {});
  return { photosMin, photosMax };
};
