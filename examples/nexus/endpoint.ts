import type { Connection } from '@temporalio/client';

/**
 * Makes the endpoint that leads to Banjie's worker, once per Temporal. By Temporal's command line:
 * `temporal operator nexus endpoint create --name banjie --target-namespace default --target-task-queue banjie-cases`.
 */
export const makeEndpoint = async (
  { operatorService }: Connection,
  { name, namespace, taskQueue }: { name: string; namespace: string; taskQueue: string },
): Promise<void> => {
  await operatorService.createNexusEndpoint({ spec: { name, target: { worker: { namespace, taskQueue } } } });
};
