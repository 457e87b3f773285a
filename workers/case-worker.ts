import { createRequire } from 'node:module';
import { Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import { CASES_KEPT } from '../activities/known-clocks.ts';

/** Versions of the SDK whose inside is as `fast-worker.ts` knows it. */
export const KNOWN_INSIDE: readonly string[] = ['1.24.0'];

/**
 * A worker that runs cases, with the plugin that brings them in `plugins`. Activities are few and short, so that workflows get most of the
 * machine. `sdk` is the version of Temporal's worker that is there.
 */
export const createBanjieWorker = async (
  options: WorkerOptions,
  sdk: string = createRequire(import.meta.url)('@temporalio/worker/package.json').version,
): Promise<Worker> => {
  const Chosen = await workerFor(sdk);
  return Chosen.create({
    shutdownGraceTime: 10_000,
    workflowThreadPoolSize: 2,
    // The SDK's core goes through all cached workflows at each step of one.
    maxCachedWorkflows: CASES_KEPT,
    ...options,
  });
};

const workerFor = async (sdk: string): Promise<typeof Worker> => {
  if (KNOWN_INSIDE.includes(sdk)) return (await import('./fast-worker.ts')).FastWorker;
  Runtime.instance().logger.warn(
    `Banjie runs its workflows faster on @temporalio/worker ${KNOWN_INSIDE.join(', ')}; with ${sdk} they run as on any worker.`,
  );
  return Worker;
};
