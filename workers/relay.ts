import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { keepLooking } from './looking.ts';

/** Milliseconds between looks at an empty outbox. */
const REST = 500;
const BATCH = 50;

/** Hands what waits in the outbox to delivery workflows, each under its own id, so that nothing leaves twice. */
export const startRelay = (of: { pool: Pool; temporal: Client; taskQueue: string; log: Logger }): (() => Promise<void>) => {
  const { pool, temporal, taskQueue, log } = of;
  const hand = async ({ id, tenant }: { id: string; tenant: string }): Promise<void> => {
    try {
      await temporal.workflow.start('deliverNotice', {
        workflowId: `notice-${id}`,
        taskQueue,
        args: [{ tenant, id }],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
      });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  };
  return keepLooking({
    rest: REST,
    log,
    // What was claimed and not handed over is claimed again after a minute.
    failed: 'The outbox can’t be emptied just now; it is tried again',
    look: async (stop) => {
      for (let full = true; full && !stop.aborted; ) {
        const { rows } = await pool.query<{ id: string; tenant: string }>('SELECT id, tenant FROM claim_outbox($1)', [BATCH]);
        await Promise.all(rows.map(hand));
        full = rows.length === BATCH;
      }
    },
  });
};
