/** Firms that wish no visits for a time. */
import { subjectId } from '../../workflows/kernel/subjects.ts';
import type { TenantRead } from '../tenant-read.ts';

/** Until when, of those whose last word on it still holds on a day. Who calls for a visit afterwards wishes it no longer. */
export const readQuietWishes = async (
  read: TenantRead,
  codes: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, string>> => {
  const rows = await read<{ code: string; until: string }>(
    `WITH said AS (SELECT DISTINCT ON (1) facts#>>'{firm,code}' AS code, named, facts->>'quietUntil' AS until, closed_at FROM cases
       WHERE process = 'enterpriseVisit' AND state = 'declined' AND facts->>'quietUntil' IS NOT NULL
         AND named && ARRAY(SELECT jsonb_array_elements_text($1->'firms')) ORDER BY 1, closed_at DESC)
     SELECT code, until FROM said WHERE until >= $1->>'day' AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.process = 'enterpriseVisit'
       AND c.named && said.named AND c.facts->>'round' IS NULL AND c.opened_at > said.closed_at)`,
    { firms: codes.map((code) => subjectId('firm', code)), day },
  );
  return new Map(rows.map(({ code, until }) => [code, until]));
};
