import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';

/** Milliseconds that each part has to answer. */
const PATIENCE = 3_000;

/** Fails, with words, where a part isn't ready. */
export type HealthPart = () => Promise<unknown>;
export type HealthParts = Readonly<Record<string, HealthPart>>;

/** What every program leans on. */
export const serverHealth = ({ pool, temporal }: { pool: Pool; temporal: Client }): HealthParts => ({
  postgres: () => pool.query('SELECT 1'),
  temporal: () => temporal.withDeadline(Date.now() + PATIENCE, () => temporal.workflowService.getSystemInfo({})),
});

/** Whether all parts answer: 200 with their names, or 503 with what is missing. */
export const readiness = (parts: HealthParts) => async (): Promise<Response> => {
  const found = await Promise.all(
    Object.entries(parts).map(async ([name, ask]) => {
      const late = new Promise<never>((_, fail) => setTimeout(() => fail(new Error('no answer')), PATIENCE).unref());
      return [
        name,
        await Promise.race([ask(), late]).then(
          () => 'ready',
          (error: Error) => `not ready: ${error.message}`,
        ),
      ] as const;
    }),
  );
  const ready = found.every(([, state]) => state === 'ready');
  return Response.json({ ready, ...Object.fromEntries(found) }, { status: ready ? 200 : 503 });
};
