/** Whether advice to a grower says that a plot isn't harvested before a day. */
import type { TenantRead } from '../tenant-read.ts';

/** The advice that holds longest for this grower and plot, where its day comes after this one. */
export const readWithheld = async (
  read: TenantRead,
  { grower, plot, day }: { readonly grower: string; readonly plot: string | null; readonly day: string },
): Promise<{ readonly caseId: string; readonly until: string } | null> => {
  const [found] = await read<{ caseId: string; until: string }>(
    `SELECT id AS "caseId", facts->>'harvestNotBefore' AS until FROM cases
     WHERE tenant = current_setting('banjie.tenant', true) AND process = 'fieldGuidance' AND facts->>'grower' = $1->>'grower'
       AND facts->>'harvestNotBefore' > $1->>'day' AND state <> 'withdrawn' AND ($1->>'plot' IS NULL OR facts->>'plot' IS NULL OR facts->>'plot' = $1->>'plot')
     ORDER BY facts->>'harvestNotBefore' DESC LIMIT 1`,
    { grower, plot, day },
  );
  return found ?? null;
};
