/** The cases that hold what another case waits for. */
import type { Blocker } from '../workflows/effects/holds.ts';
import type { TenantRead } from './tenant-read.ts';

/** Who holds these resources, each with its holders in the order in which they came. */
export const readBlockers = (read: TenantRead, resources: readonly string[]): Promise<readonly Blocker[]> =>
  read<Blocker>(
    `SELECT resource, title, case_id AS "caseId", process FROM holds
     WHERE resource IN (SELECT jsonb_array_elements_text($1->'resources')) ORDER BY since, case_id`,
    { resources },
  );
