/** Events with their places in the log. */
import type { TenantRead } from '../tenant-read.ts';
import { EVENT, type EventRow } from './record-rows.ts';

export type LoggedEvent = { readonly caseId: string; readonly position: number | null; readonly event: EventRow };

/** The events of these cases in order; without a place where they aren't in the log yet. */
export const loggedEvents = (read: TenantRead, caseIds: readonly string[], most: number): Promise<LoggedEvent[]> =>
  read<LoggedEvent>(
    `SELECT e.case_id AS "caseId", x.position, ${EVENT} AS event FROM events e
     LEFT JOIN log_entries x ON x.tenant = e.tenant AND x.kind = 'event' AND x.ref = e.case_id || '/' || e.revision
     WHERE e.case_id IN (SELECT jsonb_array_elements_text($1->'caseIds')) ORDER BY e.case_id, e.revision LIMIT ($1->>'most')::int`,
    { caseIds, most },
  );

export const loggedEvent = async (read: TenantRead, caseId: string, revision: number): Promise<LoggedEvent | undefined> => {
  const [found] = await read<LoggedEvent>(
    `SELECT e.case_id AS "caseId", x.position, ${EVENT} AS event FROM events e
     JOIN log_entries x ON x.tenant = e.tenant AND x.kind = 'event' AND x.ref = e.case_id || '/' || e.revision
     WHERE e.case_id = $1->>'caseId' AND e.revision = ($1->>'revision')::int`,
    { caseId, revision },
  );
  return found;
};
