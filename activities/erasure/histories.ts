/** What Temporal has kept of a case that is over. */
import type { Client } from '@temporalio/client';

/** Deletes the histories of a case's workflow; false where one is running, so that the case isn't over. */
export const deleteHistories = async (temporal: Client, caseId: string): Promise<boolean> => {
  const runs: string[] = [];
  for await (const { runId, status } of temporal.workflow.list({ query: `WorkflowId = '${caseId}'` })) {
    if (status.name === 'RUNNING') return false;
    runs.push(runId);
  }
  const { namespace } = temporal.options;
  for (const runId of runs)
    await temporal.workflowService
      .deleteWorkflowExecution({ namespace, workflowExecution: { workflowId: caseId, runId } })
      .catch((error: unknown) => {
        if ((error as { code?: unknown }).code !== NOT_FOUND) throw error;
      });
  return true;
};

/** As gRPC numbers it. */
const NOT_FOUND = 5;
