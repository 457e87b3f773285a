/** Until when advice holds a harvest back, as others ask who would take the fruit on its way. */
import type { TenantRead } from '../tenant-read.ts';

/** The guidance that says so, and the first day (YYYY-MM-DD) on which may be harvested again. */
export type Withholding = { readonly caseId: string; readonly until: string };

/**
 * What holds back a harvest of this grower on this day (YYYY-MM-DD): of the plot where one is named, of any of theirs otherwise. Advice holds also
 * after its case has closed; of several, the one that holds longest is the answer.
 */
export const readWithholding = async (
  read: TenantRead,
  { grower, plot, day }: { readonly grower: string; readonly plot?: string | undefined; readonly day: string },
): Promise<Withholding | undefined> =>
  (
    await read<Withholding>(
      `SELECT id AS "caseId", facts->>'harvestNotBefore' AS until FROM cases
       WHERE process = 'fieldGuidance' AND facts->>'grower' = $1->>'grower' AND facts->>'harvestNotBefore' > $1->>'day'
         AND ($1->>'plot' IS NULL OR facts->>'plot' IS NULL OR facts->>'plot' = $1->>'plot')
       ORDER BY until DESC, id LIMIT 1`,
      { grower, plot: plot ?? null, day },
    )
  )[0];
