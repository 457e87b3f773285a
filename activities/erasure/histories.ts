/** What Temporal has kept of a case that is over. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';

/** A workflow ends a moment after its case is over. */
const TRIES = 20;
const REST = 100;

/** Deletes the histories of a case's workflow; false where one is running, so that the case isn't over. */
export const deleteHistories = async (temporal: Client, caseId: string): Promise<boolean> => {
  for (let tries = 0; await isRunning(temporal, caseId); tries++) {
    if (tries >= TRIES) return false;
    await sleep(REST);
  }
  const { namespace } = temporal.options;
  for await (const { runId } of temporal.workflow.list({ query: `WorkflowId = '${caseId}'` }))
    await temporal.workflowService
      .deleteWorkflowExecution({ namespace, workflowExecution: { workflowId: caseId, runId } })
      .catch((error: unknown) => {
        if ((error as { code?: unknown }).code !== NOT_FOUND) throw error;
      });
  return true;
};

/** As gRPC numbers it. */
const NOT_FOUND = 5;

const isRunning = async (temporal: Client, caseId: string): Promise<boolean> => {
  try {
    return (await temporal.workflow.getHandle(caseId).describe()).status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
};
