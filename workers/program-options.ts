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
  Pick<WorkOptions, 'send' | 'sendPayment'> &
  Pick<PluginOptions, 'nexus'> &
  ApiPlace &
  WorkerPlace & { readonly publicUrl: string | undefined };

export const optionsOf = ({
  environment: of,
  config,
  dataDir,
  log,
  tracing,
}: Pick<Frame, 'environment' | 'config' | 'dataDir' | 'log' | 'tracing'>): FromEnvironment => ({
  ...config,
  temporalPlugins: tracing && [tracing.plugin],
  taskQueue: of.taskQueue,
  port: of.port,
  host: of.host,
  origins: of.origins,
  trustedProxies: of.trustedProxies,
  rates: of.rates,
  webhookHosts: of.webhookHosts,
  maxConnections: of.maxConnections,
  poolSize: of.poolSize,
  casesKept: of.casesKept,
  deployment: of.deployment,
  buildId: of.buildId,
  drain: of.drain,
  dataDir,
  files: of.bucket && bucketDriver(of.bucket),
  keys: of.keys,
  badgeKey: of.badgeKey,
  logName: of.logName,
  checkpointDir: of.checkpointDir,
  witnesses: of.witnesses,
  secret: of.secret ?? secret(dataDir, 'links'),
  secretsBefore: of.secretsBefore,
  basePath: of.basePath,
  publicUrl: of.publicUrl,
  oidc: of.oidc,
  production: of.production,
  log,
});
