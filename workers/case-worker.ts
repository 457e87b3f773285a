import { Worker as Thread } from 'node:worker_threads';
import type { PayloadCodec } from '@temporalio/common';
import type { NativeConnection } from '@temporalio/worker';
import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { ThreadedVMWorkflowCreator, WorkerThreadClient } from '@temporalio/worker/lib/workflow/threaded-vm.js';
import { CASES_KEPT } from '../activities/known-clocks.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import type { DeliveryActivities, KernelActivities } from '../workflows/kernel/contract.ts';

/** The task queue of cases where no other is named. */
export const CASES = 'banjie-cases';

/**
 * Runs the workflows in our own threads, for what the SDK has no options for (`workflow-thread.ts`), and enters the sandbox without a
 * time limit: for the limit Node starts and ends a thread at every entry, and an act makes several
 * (https://github.com/nodejs/node/pull/47739). A rule that never ends would stop the API first, which decides by the same rules
 * before an act is sent.
 */
class CaseWorker extends Worker {
  protected static override async createWorkflowCreator(
    ...[workflowBundle, options, logger]: Parameters<(typeof Worker)['createWorkflowCreator']>
  ): ReturnType<(typeof Worker)['createWorkflowCreator']> {
    const threads = Array.from(
      { length: options.workflowThreadPoolSize },
      () => new WorkerThreadClient(new Thread(moduleBeside(import.meta.url, './workflow-thread')), logger),
    );
    const init = {
      type: 'init',
      workflowBundle,
      isolateExecutionTimeoutMs: undefined as never,
      reuseV8Context: true,
      registeredActivityNames: new Set(options.activities.keys()),
      hasPatchActivationCallback: false,
    } as const;
    await Promise.all(threads.map((thread) => thread.send(init)));
    return new ThreadedVMWorkflowCreator(threads);
  }
}

/** A worker that runs cases. Activities are few and short, so that workflows get most of the machine. */
export const createCaseWorker = (options: {
  connection: NativeConnection;
  namespace: string;
  taskQueue?: string;
  workflowBundle: WorkflowBundleWithSourceMap;
  activities: KernelActivities & DeliveryActivities;
  /** By which what stands in Temporal is encrypted. */
  codec?: PayloadCodec;
  /** Closed at the end, milliseconds after a shutdown was asked for. */
  shutdownGraceTime?: number;
}): Promise<Worker> =>
  CaseWorker.create({
    connection: options.connection,
    namespace: options.namespace,
    taskQueue: options.taskQueue ?? CASES,
    workflowBundle: options.workflowBundle,
    activities: options.activities,
    ...(options.codec ? { dataConverter: { payloadCodecs: [options.codec] } } : {}),
    shutdownGraceTime: options.shutdownGraceTime ?? 10_000,
    workflowThreadPoolSize: 2,
    // The SDK's core goes through all cached workflows at each step of one.
    maxCachedWorkflows: CASES_KEPT,
  });
