import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { endOf } from '../../workflows/machines/contract.ts';

/** Tells a workflow that the case for which it waits is closed. One that has ended waits for nothing any more. */
export const tellOfEnd = async (
  temporal: Client,
  { workflowId, caseId }: { readonly workflowId: string; readonly caseId: string },
): Promise<void> => {
  try {
    await temporal.workflow.getHandle(workflowId).signal(endOf(caseId));
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
};
