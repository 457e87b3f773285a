import type { Client } from '@temporalio/client';
import type { Worker } from '@temporalio/worker';
import type { Pool } from 'pg';

/** Milliseconds that each part has to answer. */
const PATIENCE = 3_000;

/** Whether all parts answer: 200 with their names, or 503 with what is missing. */
export const readiness =
  ({ pool, temporal, worker }: { pool: Pool; temporal: Client; worker: Worker }) =>
  async (): Promise<Response> => {
    const parts = {
      postgres: () => pool.query('SELECT 1'),
      temporal: () => temporal.withDeadline(Date.now() + PATIENCE, () => temporal.workflowService.getSystemInfo({})),
      worker: async () => {
        if (worker.getState() !== 'RUNNING') throw new Error(worker.getState());
      },
    };
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
