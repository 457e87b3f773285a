/** What the environment says, as the parts of a program take it. */
import { bucketDriver } from '../activities/attachments/bucket.ts';
import type { ApiPlace } from './api-part.ts';
import type { PluginOptions } from './banjie-plugin.ts';
import { secret } from './data-dir.ts';
import type { ApiOptions, ServiceOptions, WorkOptions } from './mount-options.ts';
import type { Frame } from './until-stopped.ts';
import type { WorkerPlace } from './worker-part.ts';

type FromEnvironment = Omit<
  ServiceOptions,
  'appUrl' | 'workerUrl' | 'temporalAddress' | 'temporalNamespace' | 'temporalConnection' | 'publicUrl'
> &
  ApiOptions &
  Pick<WorkOptions, 'send'> &
  Pick<PluginOptions, 'nexus'> &
  ApiPlace &
  WorkerPlace & { readonly publicUrl: string | undefined };

export const optionsOf = ({
  environment,
  config,
  dataDir,
  log,
  tracing,
}: Pick<Frame, 'environment' | 'config' | 'dataDir' | 'log' | 'tracing'>): FromEnvironment => {
  const {
    port,
    host,
    origins,
    trustedProxies,
    rates,
    webhookHosts,
    maxConnections,
    poolSize,
    casesKept,
    deployment,
    buildId,
    drain,
    taskQueue,
  } = environment;
  const { bucket, keys, badgeKey, logName, checkpointDir, witnesses, secretsBefore, basePath, publicUrl, oidc, production } =
    environment;
  return {
    ...config,
    temporalPlugins: tracing && [tracing.plugin],
    taskQueue,
    port,
    host,
    origins,
    trustedProxies,
    rates,
    webhookHosts,
    maxConnections,
    poolSize,
    casesKept,
    deployment,
    buildId,
    drain,
    dataDir,
    files: bucket && bucketDriver(bucket),
    keys,
    badgeKey,
    logName,
    checkpointDir,
    witnesses,
    secret: environment.secret ?? secret(dataDir, 'links'),
    secretsBefore,
    basePath,
    publicUrl,
    oidc,
    production,
    log,
  };
};
