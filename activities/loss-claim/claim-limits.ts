import type { ClaimLimits } from '../../workflows/loss-claim/filing.ts';
import { limits } from '../../workflows/loss-claim/limits.ts';
import { limitsOf } from '../limits.ts';
import type { TenantRead } from '../tenant-read.ts';

/** What a claim needs: the pickup asks before it opens one. */
export const readClaimLimits = async (read: TenantRead): Promise<ClaimLimits> => {
  const [row] = await read<{ set: Readonly<Record<string, unknown>> }>(
    `SELECT limits_today(current_setting('banjie.tenant', true), 'lossClaim') AS set`,
  );
  const { photosMin = 0, photosMax = 0, lateClaimDays = 0 } = limitsOf(limits, row?.set ?? {});
  return { photosMin, photosMax, lateClaimDays };
};
