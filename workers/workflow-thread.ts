/**
 * A thread that runs workflows, as the SDK's own does, but without its hook on promises: for each promise made in a workflow the hook
 * takes a stack trace, a large part of the thread's work. The price is the call stack in Temporal's UI; a case's current details show
 * its state instead. Errors keep their stack traces.
 */
import { globalHandlers } from '@temporalio/worker/lib/workflow/vm-shared.js';

Object.defineProperty(globalHandlers, 'setPromiseHook', { value: () => undefined });
await import('@temporalio/worker/lib/workflow/workflow-worker-thread.js');
