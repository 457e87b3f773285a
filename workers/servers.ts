import type { ProcessPackage } from '../activities/process-package.ts';
import { connectRoles } from './app-role.ts';
import { startPostgres } from './embedded/postgres.ts';
import { startTemporal } from './embedded/temporal.ts';
import type { Environment } from './environment.ts';
import { migrate } from './migrations.ts';
import type { Progress } from './progress.ts';
import type { TemporalConnection } from './temporal-connection.ts';
import { connectTemporal, prepareNamespace } from './temporal-namespace.ts';

export type Servers = {
  readonly ownerUrl: string;
  /** The plain roles of API and worker, whom row-level security binds. */
  readonly appUrl: string;
  readonly workerUrl: string;
  readonly temporalAddress: string;
  readonly temporalNamespace: string;
  readonly temporalConnection: TemporalConnection;
  /** Of the embedded Temporal, for benches. */
  readonly temporalMetrics: string | undefined;
  readonly embedded: { readonly postgres: boolean; readonly temporal: boolean };
  /** Settles, with its last words, when a server that we started ended by itself. */
  readonly died: Promise<string>;
  stop(): Promise<void>;
};

/** PostgreSQL with its tables and those of the packages, and Temporal with its search attributes: the given ones, or embedded ones. */
export const startServers = async (
  environment: Environment,
  progress: Progress,
  packages: readonly ProcessPackage[],
): Promise<Servers> => {
  const { databaseUrl, temporalAddress, temporalNamespace, temporalConnection, dataDir } = environment;
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of stops.toReversed()) await end();
  };
  const deaths: Promise<string>[] = [];
  try {
    let ownerUrl = databaseUrl;
    if (!ownerUrl) {
      const postgres = await startPostgres({ dataDir, progress });
      stops.push(() => postgres.stop());
      deaths.push(postgres.died);
      ownerUrl = postgres.ownerUrl;
    }
    const plain = await connectRoles(ownerUrl, environment);
    await migrate(ownerUrl, { progress, packages });
    if (temporalAddress) {
      await progress.during('Temporal', `connecting to ${temporalAddress}`, async () => {
        const connection = await connectTemporal(temporalAddress, temporalConnection);
        await prepareNamespace(connection, temporalNamespace).finally(() => connection.close());
      });
      return {
        ownerUrl,
        ...plain,
        temporalAddress,
        temporalNamespace,
        temporalConnection,
        temporalMetrics: undefined,
        embedded: { postgres: !databaseUrl, temporal: false },
        died: Promise.race([...deaths, new Promise<never>(() => {})]),
        stop,
      };
    }
    const temporal = await startTemporal({ dataDir, progress, namespace: temporalNamespace, persistent: true });
    stops.push(() => temporal.stop());
    deaths.push(temporal.died);
    return {
      ownerUrl,
      ...plain,
      temporalAddress: temporal.address,
      temporalNamespace: temporal.namespace,
      temporalConnection: {},
      temporalMetrics: temporal.metricsAddress,
      embedded: { postgres: !databaseUrl, temporal: true },
      died: Promise.race(deaths),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
