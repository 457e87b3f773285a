import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { TenantLogs } from '../activities/merkle-log/tenant-logs.ts';
import { keepLooking } from './looking.ts';

/** Milliseconds between looks at what is to be logged. */
const REST = 10_000;

/** Takes what was recorded into the logs of the tenants, and signs how far they go. Several may do so: one at a time works on a log. */
export const watchLogs = (of: { pool: Pool; logs: TenantLogs; log: Logger }): (() => Promise<void>) =>
  keepLooking({
    rest: REST,
    log: of.log,
    failed: 'The logs can’t be gone on with just now; it is tried again',
    look: async (stop) => {
      const { rows } = await of.pool.query<{ id: string }>('SELECT id FROM tenants ORDER BY id');
      for (const { id } of rows) {
        if (stop.aborted) return;
        await of.logs.advance(id).catch((error: unknown) => {
          of.log.error({ err: error, tenant: id }, 'A log isn’t signed');
        });
      }
    },
  });
