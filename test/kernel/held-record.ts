import { Client } from 'pg';
import { expect } from 'vitest';
import type { House } from './house.ts';

/** Keeps the record of a case from being written until it is let go, or the database breaks. */
export const holdRecord = async ({ database }: Pick<House, 'database'>, caseId: string): Promise<() => Promise<void>> => {
  const client = new Client({ connectionString: database.ownerUrl });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('BEGIN');
  await client.query('SELECT 1 FROM cases WHERE id = $1 FOR UPDATE', [caseId]);
  return async () => {
    await client.query('COMMIT').catch(() => undefined);
    await client.end().catch(() => undefined);
  };
};

/** Waits until an act waits for the record of a case that is held. */
export const untilRecordWaits = (house: House): Promise<void> =>
  expect
    .poll(
      () =>
        house.sql(
          `SELECT 1 AS waits FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%record_transition%' LIMIT 1`,
        ),
      { timeout: 15_000 },
    )
    .toEqual([{ waits: 1 }]);
