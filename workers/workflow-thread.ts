/**
 * A thread that runs workflows, as the SDK's own does, but without its hook on promises: for each promise made in a workflow the hook
 * takes a stack trace, a large part of the thread's work. What goes with it is the call stack in Temporal's UI; how a case stands is told
 * by its current details. Errors keep their stack traces.
 */
import { globalHandlers } from '@temporalio/worker/lib/workflow/vm-shared.js';

Object.defineProperty(globalHandlers, 'setPromiseHook', { value: () => undefined });
await import('@temporalio/worker/lib/workflow/workflow-worker-thread.js');
