/** `banjie/worker`: the Temporal worker that runs cases, where a program of yours has none. */

/** A worker for cases alone, and the task queue that it takes where none is named. */
export { CASES, createCaseWorker } from '../workers/case-worker.ts';
/** One bundle of the workflows of these processes, and what the SDK's own bundler needs to know to bundle them with yours. */
export { bundlerOptions, bundleWorkflows } from '../workers/workflow-bundle.ts';
