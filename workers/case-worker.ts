import type { NativeConnection } from '@temporalio/worker';
import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import type { DeliveryActivities, KernelActivities } from '../workflows/kernel/contract.ts';

/** Cases are taken up from this queue unless another is named. */
export const CASES = 'banjie-cases';

/**
 * Enters the sandbox without a time limit. For the limit Node starts and ends a thread at every entry, and an act makes several
 * (https://github.com/nodejs/node/pull/47739); the SDK has no option without one. A rule
 * that never ends would be met by the API first, which judges by the same rules before an act is sent.
 */
class CaseWorker extends Worker {
  protected static override createWorkflowCreator(
    ...[bundle, options, logger]: Parameters<(typeof Worker)['createWorkflowCreator']>
  ): ReturnType<(typeof Worker)['createWorkflowCreator']> {
    return Worker.createWorkflowCreator(bundle, { ...options, isolateExecutionTimeoutMs: undefined as never }, logger);
  }
}

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
  CaseWorker.create({
    connection: options.connection,
    namespace: options.namespace,
    taskQueue: options.taskQueue ?? CASES,
    workflowBundle: options.workflowBundle,
    activities: options.activities,
    shutdownGraceTime: options.shutdownGraceTime ?? 10_000,
    workflowThreadPoolSize: 2,
    maxCachedWorkflows: 2_000,
  });
