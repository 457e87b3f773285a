/** What the environment says, as the parts of a program take it. */
import type { ApiPlace } from './api-part.ts';
import { secret } from './data-dir.ts';
import type { ApiOptions, ServiceOptions, WorkOptions } from './mount-options.ts';
import type { Frame } from './until-stopped.ts';

type FromEnvironment = Omit<
  ServiceOptions,
  'appUrl' | 'workerUrl' | 'temporalAddress' | 'temporalNamespace' | 'temporalConnection' | 'publicUrl'
> &
  ApiOptions &
  Pick<WorkOptions, 'send'> &
  ApiPlace & { readonly publicUrl: string | undefined };

export const optionsOf = ({
  environment,
  config,
  dataDir,
  log,
}: Pick<Frame, 'environment' | 'config' | 'dataDir' | 'log'>): FromEnvironment => {
  const { port, host, origins, trustedProxies, rates, webhookHosts, maxConnections, drain, taskQueue } = environment;
  const { keys, logName, checkpointDir, witnesses, secretsBefore, basePath, publicUrl, oidc, production } = environment;
  return {
    ...config,
    taskQueue,
    port,
    host,
    origins,
    trustedProxies,
    rates,
    webhookHosts,
    maxConnections,
    drain,
    dataDir,
    keys,
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
