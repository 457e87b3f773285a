/** The worker that runs cases, with the relay and the watches beside it. */
import { NativeConnection, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { BanjiePlugin, type PluginOptions } from './banjie-plugin.ts';
import type { CaseWork } from './case-work.ts';
import { createBanjieWorker } from './case-worker.ts';
import type { HealthPart } from './health.ts';
import type { ServiceOptions } from './mount-options.ts';
import type { OpenServices } from './services.ts';
import { buildIdOf, deploymentOf } from './worker-version.ts';
import { bundleWorkflows } from './workflow-bundle.ts';

export type WorkerPart = {
  /** The version of its deployment. */
  readonly version: string;
  /** Whether it takes work. */
  readonly health: HealthPart;
  /** Settles when the worker has ended by itself. */
  readonly ended: Promise<void>;
  /** Work under way is finished. */
  stop(): Promise<void>;
};

export type WorkerPlace = {
  /** The deployment of which this worker is a version; Temporal gives it cases once the version is the current one. Nothing means that any worker has any case. */
  readonly deployment?: string | undefined;
  /** The version; by the pack's own and its workflows where nothing is said. */
  readonly buildId?: string | undefined;
  /** Cases that are kept in memory. */
  readonly casesKept?: number | undefined;
};

export const startWorkerPart = async (
  { services }: OpenServices,
  { activities, startRelay }: CaseWork,
  options: Pick<
    ServiceOptions,
    | 'packages'
    | 'taskQueue'
    | 'temporalAddress'
    | 'temporalNamespace'
    | 'temporalConnection'
    | 'temporalPlugins'
    | 'dataConverter'
  > &
    Pick<PluginOptions, 'nexus'> &
    WorkerPlace & {
      readonly bundle?: WorkflowBundleWithSourceMap | undefined;
    },
): Promise<WorkerPart> => {
  const {
    packages,
    taskQueue,
    temporalAddress: address,
    temporalNamespace: namespace,
    temporalConnection,
    temporalPlugins = [],
    bundle,
    dataConverter,
    nexus,
    deployment,
    buildId,
    casesKept,
  } = options;
  // Messages have a few kilobytes: packing and unpacking them costs more than it saves on the way.
  const connection = await NativeConnection.connect({ ...temporalConnection, address, grpcCompression: { codec: 'none' } });
  const workflowBundle = bundle ?? (await bundleWorkflows(packages, temporalPlugins));
  const version = buildId ?? buildIdOf(workflowBundle.code);
  const worker = await createBanjieWorker({
    connection,
    namespace,
    taskQueue,
    workflowBundle,
    ...(casesKept === undefined ? {} : { maxCachedWorkflows: casesKept }),
    ...(deployment === undefined ? {} : { workerDeploymentOptions: deploymentOf(deployment, version) }),
    plugins: [
      new BanjiePlugin({ packages, activities, codec: services.codec, dataConverter, services }, nexus ? { nexus } : {}),
      ...temporalPlugins,
    ],
  });
  const ended = worker.run();
  const stopRelay = startRelay();
  return {
    version,
    health: async () => {
      if (worker.getState() !== 'RUNNING') throw new Error(worker.getState());
    },
    ended,
    stop: async () => {
      await stopRelay();
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await ended.catch(() => undefined);
      await connection.close();
    },
  };
};
