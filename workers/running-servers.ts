import { connectRoles } from './app-role.ts';
import { runningPostgres } from './embedded/postgres.ts';
import { runningTemporal } from './embedded/temporal.ts';
import type { Environment } from './environment.ts';
import type { Servers } from './servers.ts';

export type ReachedServers = Pick<Servers, 'appUrl' | 'temporalAddress' | 'temporalNamespace' | 'temporalConnection' | 'stop'>;

/** The servers of the Banjie that runs on this data directory, beside those that are given; undefined where it doesn't run, or has none of its own. */
export const runningServers = async (environment: Environment): Promise<ReachedServers | undefined> => {
  const { databaseUrl, temporalAddress, temporalNamespace, temporalConnection, dataDir } = environment;
  if (databaseUrl && temporalAddress) return undefined;
  const ownerUrl = databaseUrl ?? (await runningPostgres(dataDir));
  const address = temporalAddress ?? (await runningTemporal(dataDir));
  if (!ownerUrl || !address) return undefined;
  const { appUrl } = await connectRoles(ownerUrl, environment);
  return {
    appUrl,
    temporalAddress: address,
    temporalNamespace,
    temporalConnection: temporalAddress ? temporalConnection : {},
    stop: async () => undefined,
  };
};
