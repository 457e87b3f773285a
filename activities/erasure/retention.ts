/** Erases what is personal in cases whose time to be kept is over, day by day, and what else was confirmed and isn't done. */
import { randomUUID } from 'node:crypto';
import { tenantRead } from '../tenant-read.ts';
import { runErasure } from './run-erasure.ts';
import type { ErasureServices } from './services.ts';

/** In whose name a case is erased whose time is over. */
export const RETENTION = 'clock:retention';

/** Cases that are taken at once. */
const BATCH = 100;

/**
 * Cases that were closed, with all that they were merged into, so many months ago. One that was reopened counts from when it was closed
 * again, and is erased anew then; one that is held stays.
 */
const OVER = `SELECT c.id, c.process, c.state, r.months FROM retentions r JOIN cases c ON c.process = r.process AND c.state = r.state
  WHERE c.closed AND NOT c.live AND c.id > $1->>'after' AND c.closed_at < ($1->>'day')::date - make_interval(months => r.months)
    AND closed_last(c.id) < ($1->>'day')::date - make_interval(months => r.months)
    AND NOT EXISTS (SELECT 1 FROM case_holds h WHERE h.case_id = c.id)
    AND NOT EXISTS (SELECT 1 FROM erasures e WHERE e.case_id = c.id AND e.kind = 'retention' AND e.asked_at >= c.updated_at AND e.state IN ('confirmed', 'done'))
  ORDER BY c.id LIMIT ${BATCH}`;

type Over = { readonly id: string; readonly process: string; readonly state: string; readonly months: number };

/** Looks at each tenant whose day has changed; several programs share them. */
export const eraseWhatIsOver = async (services: ErasureServices, stop?: AbortSignal): Promise<void> => {
  for (;;) {
    stop?.throwIfAborted();
    const { rows } = await services.pool.query<{ tenant: string; day: string }>(
      'SELECT tenant, day::text FROM claim_retention_day()',
    );
    const [claimed] = rows;
    if (!claimed) return;
    const { tenant, day } = claimed;
    const read = tenantRead(services.pool, tenant);
    for (let after = ''; ; ) {
      const cases = await read<Over>(OVER, { after, day });
      for (const over of cases) {
        stop?.throwIfAborted();
        await eraseOne(services, tenant, over);
      }
      const last = cases.at(-1);
      if (!last || cases.length < BATCH) break;
      after = last.id;
    }
    await services.pool.query('SELECT note_retention_day($1, $2)', [tenant, day]);
  }
};

const eraseOne = async (
  services: ErasureServices,
  tenant: string,
  { id: caseId, process, state, months }: Over,
): Promise<void> => {
  const id = randomUUID();
  const read = tenantRead(services.pool, tenant);
  await read(`SELECT ask_retention($1)`, { tenant, id, caseId, by: RETENTION, reason: `${process}, ${state}: ${months} months` });
  if ((await runErasure(services, { tenant, id })) > 0) await read(`SELECT leave_retention($1->>'id')`, { id });
};

/** Goes on with erasures that were confirmed and couldn't be done at once. */
export const eraseWhatWaits = async (services: ErasureServices, stop?: AbortSignal): Promise<void> => {
  for (;;) {
    stop?.throwIfAborted();
    const { rows } = await services.pool.query<{ tenant: string; id: string }>('SELECT tenant, id FROM claim_erasure()');
    const [claimed] = rows;
    if (!claimed) return;
    await runErasure(services, claimed);
  }
};
