/** `banjie/worker`: the Temporal worker that runs cases, where a program of yours has none. */

/** A worker that runs cases, with the plugin and whatever else a worker of Temporal’s has; and the task queue of cases where no other is named. */
export { CASES, createBanjieWorker } from '../workers/case-worker.ts';
/** One bundle of the workflows of these processes. */
export { bundleWorkflows } from '../workers/workflow-bundle.ts';
