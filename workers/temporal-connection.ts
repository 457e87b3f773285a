/** How a Temporal server of one's own is reached: by the settings of Temporal's own SDKs. */
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { StartError } from './start-error.ts';

/** What a connection needs beside the address, as clients and workers take it. */
export type TemporalConnection = {
  readonly tls?: NonNullable<ReturnType<typeof loadClientConnectConfig>['connectionOptions']['tls']>;
  readonly apiKey?: string;
  readonly metadata?: Record<string, string>;
};

/**
 * TLS, mTLS, API key and headers from `TEMPORAL_TLS…`, `TEMPORAL_API_KEY` and `TEMPORAL_GRPC_META_…`, or from the profile of a file that
 * `TEMPORAL_CONFIG_FILE` names. Fails with a StartError in a sentence.
 */
export const readTemporalConnection = (source: Readonly<Record<string, string | undefined>>): TemporalConnection => {
  const given = Object.fromEntries(Object.entries(source).filter((entry): entry is [string, string] => Boolean(entry[1])));
  try {
    // A file in the home directory would send a trial to a server that nobody named.
    const { connectionOptions } = loadClientConnectConfig({
      overrideEnvVars: given,
      disableFile: given.TEMPORAL_CONFIG_FILE === undefined,
    });
    const { tls, apiKey, metadata } = connectionOptions;
    return {
      ...(tls ? { tls } : {}),
      ...(typeof apiKey === 'string' ? { apiKey } : {}),
      ...(metadata && Object.keys(metadata).length > 0 ? { metadata: metadata as Record<string, string> } : {}),
    };
  } catch (error) {
    throw new StartError(`The settings for Temporal (TEMPORAL_…) can't be read: ${(error as Error).message}`);
  }
};

/** Whether an address is of this machine. */
export const isLocal = (address: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\]):\d+$/.test(address);
