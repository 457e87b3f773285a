/** Banjie as one program: worker, relay and API on given servers. */
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import type { Services } from '../graphql/context.ts';
import { type ApiPlace, startApiPart } from './api-part.ts';
import type { PluginOptions } from './banjie-plugin.ts';
import { caseWork } from './case-work.ts';
import { readiness, serverHealth, toldHealth } from './health.ts';
import { countedAnswers, countedWork, createMetrics, type Metrics, showOutbox, watchServices } from './metrics.ts';
import type { MountOptions } from './mount-options.ts';
import { openApi } from './open-api.ts';
import { openServices } from './services.ts';
import { startWorkerPart, type WorkerPlace } from './worker-part.ts';

export type ProgramOptions = Omit<MountOptions, 'onRecorded' | 'onRecovered' | 'onTried' | 'publicUrl'> &
  ApiPlace &
  WorkerPlace &
  Pick<PluginOptions, 'nexus'> & {
    /** The address under which others reach the API; nothing means this machine, outside of production. */
    readonly publicUrl?: string | undefined;
    readonly bundle?: WorkflowBundleWithSourceMap;
    readonly metrics?: Metrics;
  };

export type Program = {
  readonly url: string;
  readonly services: Services;
  /** Settles when the worker has ended by itself. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
};

export const startProgram = async (options: ProgramOptions): Promise<Program> => {
  const metrics = options.metrics ?? createMetrics();
  let url: string | undefined;
  const opened = await openServices({
    ...options,
    ...countedAnswers(metrics),
    publicUrl: () => options.publicUrl ?? (options.production ? undefined : url),
  });
  const { services } = opened;
  watchServices(metrics, opened);
  const handle = await openApi(opened, options);
  const work = caseWork(opened, { ...options, ...countedWork(metrics) });
  showOutbox(metrics, work.outboxFigures);
  const worker = await startWorkerPart(opened, work, options);
  const api = await startApiPart({
    ...options,
    services,
    handle,
    metrics,
    ready: readiness({ ...serverHealth(services), worker: worker.health }, toldHealth(services)),
  });
  url = api.url;

  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await api.stop();
    await worker.stop();
    await opened.close();
  };
  return {
    url,
    services,
    ended: worker.ended,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
};
