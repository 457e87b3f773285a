/** `banjie/worker`: the Temporal worker that runs cases, where a program of yours has none. */

/** A worker that runs cases, with the plugin and whatever else a worker of Temporal’s has. */
export { createBanjieWorker } from '../workers/case-worker.ts';
/** The task queue of cases where no other is named. */
export { CASES } from '../workers/mount-options.ts';
/** One bundle of the workflows of these processes. */
export { bundleWorkflows } from '../workers/workflow-bundle.ts';
