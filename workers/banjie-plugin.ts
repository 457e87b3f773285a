/** Banjie as a plugin of Temporal's SDK: for workers, clients, bundles and replays, beside what a team has of its own. */
import { readFileSync } from 'node:fs';
import type { DataConverter, PayloadCodec } from '@temporalio/common';
import { SimplePlugin } from '@temporalio/plugin';
import type { BundleOptions, ReplayWorkerOptions, Worker, WorkerOptions } from '@temporalio/worker';
import type { Logger } from 'pino';
import type { ActServices } from '../activities/acting/services.ts';
import { machineActivities } from '../activities/machines/activities.ts';
import { banjieNexus } from '../activities/machines/nexus.ts';
import type { ProcessPackage } from '../activities/process-package.ts';
import type { Machine } from '../workflows/machines/contract.ts';
import { checkBundle } from './bundle-check.ts';
import { convertAlike, encryptedBy } from './data-converter.ts';
import { StartError } from './start-error.ts';
import { sayPresent } from './worker-presence.ts';
import { NO_OTHERS, withBanjie } from './workflow-bundle.ts';

/** What the plugin puts into Temporal's parts; what `mountBanjie` gives has all of it. Bundles and replays need the packages alone. */
export type PluginParts = {
  readonly packages: readonly ProcessPackage[];
  /** What the worker does for cases. */
  readonly activities?: object;
  /** By which what stands in Temporal is encrypted. */
  readonly codec?: PayloadCodec;
  /** The team's own converter, as Banjie's API was given it. */
  readonly dataConverter?: DataConverter | undefined;
  /** Where the API sends its cases, and what acting on them needs. */
  readonly services?: ActServices & { readonly log: Logger };
};

export type PluginOptions = {
  /** As whom workflows of other teams on this worker may act: people of a tenant with roles of their own. */
  readonly machines?: readonly Machine[];
  /** As whom callers by Nexus act; without it, the worker has no Nexus service. */
  readonly nexus?: Machine;
};

export class BanjiePlugin extends SimplePlugin {
  private readonly parts: PluginParts;

  constructor(given: PluginParts, { machines = [], nexus }: PluginOptions = {}) {
    const { services } = given;
    const acting = nexus ? [...machines, nexus] : machines;
    if (acting.length > 0 && !services)
      throw new StartError('Machines act through Banjie’s services: give the plugin what mountBanjie gives.');
    const parts =
      services && given.activities && acting.length > 0
        ? { ...given, activities: { ...given.activities, ...machineActivities(services, acting) } }
        : given;
    const service = nexus && services ? banjieNexus(services, nexus) : undefined;
    super({
      name: 'banjie.BanjiePlugin',
      dataConverter: (theirs) => converterWith(parts, theirs),
      activities: (theirs) => activitiesWith(parts, theirs),
      nexusServices: (theirs = []) => (service && !theirs.includes(service) ? [...theirs, service] : theirs),
    });
    this.parts = parts;
  }

  override configureWorker(options: WorkerOptions): WorkerOptions {
    checkPlace(this.parts, options);
    return super.configureWorker(this.withWorkflows(options));
  }

  override async runWorker(worker: Worker, next: (worker: Worker) => Promise<void>): Promise<void> {
    const { services, packages } = this.parts;
    const leave = services && sayPresent(services, packages);
    try {
      await super.runWorker(worker, next);
    } finally {
      await leave?.();
    }
  }

  override configureReplayWorker(options: ReplayWorkerOptions): ReplayWorkerOptions {
    return super.configureReplayWorker(this.withWorkflows(options));
  }

  override configureBundler(options: BundleOptions): BundleOptions {
    return withBanjie(super.configureBundler(options), this.parts.packages);
  }

  /** A bundle that is ready has to hold Banjie's workflows; whoever has none, and no workflows either, is given them. */
  private withWorkflows<Options extends Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath'>>(options: Options): Options {
    const { workflowBundle, workflowsPath } = options;
    if (!workflowBundle) return workflowsPath ? options : { ...options, workflowsPath: NO_OTHERS };
    const code = 'code' in workflowBundle ? workflowBundle.code : readFileSync(workflowBundle.codePath, 'utf8');
    checkBundle(code, this.parts.packages, true);
    return options;
  }
}

/** Cases are sent to one task queue of one namespace; a worker elsewhere would wait for them without end. */
const checkPlace = ({ services, activities }: PluginParts, { taskQueue, namespace = 'default' }: WorkerOptions): void => {
  if (!activities)
    throw new StartError('A worker needs Banjie’s activities: give its plugin what mountBanjie gives, not the packages alone.');
  if (!services) return;
  const other = services.temporal.options.namespace;
  if (taskQueue !== services.taskQueue)
    throw new StartError(
      `The worker’s task queue is “${taskQueue}”, and Banjie sends its cases to “${services.taskQueue}”. Give both the same name.`,
    );
  if (namespace !== other)
    throw new StartError(
      `The worker’s namespace is “${namespace}”, and Banjie sends its cases to “${other}”. Give both the same name.`,
    );
};

const converterWith = ({ codec, dataConverter: known }: PluginParts, given = known): DataConverter => {
  // Given to a connection and to its worker, the plugin comes twice.
  if (!codec || given?.payloadCodecs?.includes(codec)) return given ?? {};
  if (given && !convertAlike(given, known))
    throw new StartError(
      'The worker or client has a data converter that Banjie’s API doesn’t know: give the same to mountBanjie as `dataConverter`, so that each reads what the other wrote.',
    );
  return encryptedBy(codec, given);
};

const activitiesWith = ({ activities = {} }: PluginParts, given: object = {}): object => {
  const ours = new Map(Object.entries(activities));
  const twice = Object.entries(given).flatMap(([name, one]) => (ours.has(name) && ours.get(name) !== one ? [name] : []));
  if (twice.length > 0)
    throw new StartError(
      `Banjie has activities called ${twice.map((name) => `“${name}”`).join(', ')} already: give yours another name.`,
    );
  return { ...given, ...activities };
};
