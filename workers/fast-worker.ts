import { Worker as Thread } from 'node:worker_threads';
import { Worker } from '@temporalio/worker';
import { ThreadedVMWorkflowCreator, WorkerThreadClient } from '@temporalio/worker/lib/workflow/threaded-vm.js';
import { moduleBeside } from '../activities/module-beside.ts';

/**
 * Runs the workflows in our own threads, for what the SDK has no options for (`workflow-thread.ts`), and enters the sandbox without a
 * time limit: for the limit Node starts and ends a thread at every entry, and an act makes several
 * (https://github.com/nodejs/node/pull/47739). A rule that never ends would stop the API first, which decides by the same rules
 * before an act is sent.
 */
export class FastWorker extends Worker {
  protected static override async createWorkflowCreator(
    ...[workflowBundle, options, logger]: Parameters<(typeof Worker)['createWorkflowCreator']>
  ): ReturnType<(typeof Worker)['createWorkflowCreator']> {
    // Somebody who debugs or asks for more has the SDK's own threads.
    if (options.debugMode || options.reuseV8Context === false || options.patchActivationCallback)
      return Worker.createWorkflowCreator(workflowBundle, options, logger);
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
