import type { Client } from '@temporalio/client';

/** How long the history of each run of a case is, the last one first. */
export const historyLengths = async ({ workflow }: Client, id: string): Promise<readonly number[]> => {
  const lengths: number[] = [];
  let runId: string | undefined;
  do {
    const { events } = await workflow.getHandle(id, runId).fetchHistory();
    lengths.push(events?.length ?? 0);
    runId = events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
  } while (runId);
  return lengths;
};
