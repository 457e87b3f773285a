import { Connection } from '@temporalio/client';
import type { ProcessPackage } from '../activities/process-package.ts';
import { connectRoles } from './app-role.ts';
import { startPostgres } from './embedded/postgres.ts';
import { searchAttributes, startTemporal } from './embedded/temporal.ts';
import type { Environment } from './environment.ts';
import { migrate } from './migrations.ts';
import type { Progress } from './progress.ts';
import { StartError } from './start-error.ts';
import type { TemporalConnection } from './temporal-connection.ts';

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
      await progress.during('Temporal', `connecting to ${temporalAddress}`, () =>
        prepareNamespace(temporalAddress, temporalNamespace, temporalConnection),
      );
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

/** Of gRPC. */
const NOT_FOUND = 5;

/** Cases carry their type and tenant as search attributes of Temporal; a server that you run has to know the names first. */
const prepareNamespace = async (address: string, namespace: string, how: TemporalConnection): Promise<void> => {
  const connection = await Connection.connect({ ...how, address, connectTimeout: 10_000 }).catch((error: Error) => {
    throw new StartError(
      `Temporal can't be reached at ${address} (TEMPORAL_ADDRESS): ${error.message}. Is it running, the address right, and TEMPORAL_TLS or TEMPORAL_API_KEY set where it asks for them?`,
    );
  });
  try {
    const known = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = searchAttributes.filter((name) => !known.customAttributes?.[name]);
    if (missing.length > 0) {
      // 2 is Keyword.
      await connection.operatorService.addSearchAttributes({
        namespace,
        searchAttributes: Object.fromEntries(missing.map((name) => [name, 2])),
      });
    }
  } catch (error) {
    if ((error as { code?: unknown }).code === NOT_FOUND) {
      throw new StartError(
        `Temporal at ${address} has no namespace “${namespace}” (TEMPORAL_NAMESPACE). Make it params: temporal operator namespace create --namespace ${namespace} --address ${address}. Or name another.`,
      );
    }
    throw new StartError(
      `Temporal's namespace “${namespace}” (TEMPORAL_NAMESPACE) lacks the search attributes ${searchAttributes.join(' and ')} (Keyword), and they can't be added: ${(error as Error).message}. Ask its administrator to add them.`,
    );
  } finally {
    await connection.close();
  }
};
