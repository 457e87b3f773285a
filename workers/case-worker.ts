import type { NativeConnection } from '@temporalio/worker';
import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import type { DeliveryActivities, KernelActivities } from '../workflows/kernel/contract.ts';

/** Cases are taken up from this queue unless another is named. */
export const CASES = 'banjie-cases';

/** A worker that runs cases. Activities are few and short, so that the machine is the workflows'. */
export const createCaseWorker = (options: {
  connection: NativeConnection;
  namespace: string;
  taskQueue?: string;
  workflowBundle: WorkflowBundleWithSourceMap;
  activities: KernelActivities & DeliveryActivities;
  /** Closed at the end, milliseconds after a shutdown was asked for. */
  shutdownGraceTime?: number;
}): Promise<Worker> =>
  Worker.create({
    connection: options.connection,
    namespace: options.namespace,
    taskQueue: options.taskQueue ?? CASES,
    workflowBundle: options.workflowBundle,
    activities: options.activities,
    shutdownGraceTime: options.shutdownGraceTime ?? 10_000,
    workflowThreadPoolSize: 2,
    maxCachedWorkflows: 2_000,
  });
