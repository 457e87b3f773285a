/** What a Temporal namespace must be before cases run in it. */
import { X509Certificate } from 'node:crypto';
import { Connection, type ConnectionLike } from '@temporalio/client';
import { searchAttributes } from './embedded/temporal.ts';
import { StartError } from './start-error.ts';
import type { TemporalConnection } from './temporal-connection.ts';

/** Of gRPC. */
const NOT_FOUND = 5;
const UNIMPLEMENTED = 12;

/** Milliseconds in which a server of one's own takes a call. */
const PATIENCE = 10_000;

/** A connection to Temporal, or a StartError that says why there is none. */
export const connectTemporal = async (address: string, how: TemporalConnection = {}): Promise<Connection> => {
  const ended = endedCertificate(how);
  if (ended) throw new StartError(ended);
  return Connection.connect({ ...how, address, connectTimeout: PATIENCE }).catch((error: Error) => {
    const why = /certificate has expired|CERT_HAS_EXPIRED/.test(error.message)
      ? 'its certificate has ended. Renew it there.'
      : `${error.message}. Is it running, the address right, and TEMPORAL_TLS or TEMPORAL_API_KEY set where it asks for them?`;
    throw new StartError(`Temporal can't be reached at ${address} (TEMPORAL_ADDRESS): ${why}`);
  });
};

/** A certificate of our own that has ended: a server turns it away without a word. */
const endedCertificate = ({ tls }: TemporalConnection): string | undefined => {
  const pair = typeof tls === 'object' && tls !== null && 'clientCertPair' in tls ? tls.clientCertPair : undefined;
  if (!pair?.crt) return undefined;
  const { validTo } = new X509Certificate(pair.crt);
  return Date.parse(validTo) < Date.now()
    ? `The certificate by which Banjie signs in to Temporal (TEMPORAL_TLS_CLIENT_CERT_…) has ended: it was valid to ${validTo}. Renew it.`
    : undefined;
};

/** Cases carry their type and tenant as search attributes of Temporal; a server that you run has to know the names first. */
export const prepareNamespace = async (connection: ConnectionLike, namespace: string): Promise<void> => {
  try {
    const known = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = searchAttributes.filter((name) => !known.customAttributes?.[name]);
    if (missing.length === 0) return;
    // 2 is Keyword.
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map((name) => [name, 2])),
    });
  } catch (error) {
    const { code, message } = error as Error & { code?: unknown };
    // A test server that keeps no lists.
    if (code === UNIMPLEMENTED) return;
    if (code === NOT_FOUND) {
      throw new StartError(
        `Temporal has no namespace “${namespace}” (TEMPORAL_NAMESPACE). Make it: temporal operator namespace create --namespace ${namespace}. Or name another.`,
      );
    }
    throw new StartError(
      `Temporal's namespace “${namespace}” (TEMPORAL_NAMESPACE) lacks the search attributes ${searchAttributes.join(' and ')} (Keyword), and they can't be added: ${message}. ` +
        `Ask its administrator for: ${searchAttributes.map((name) => `temporal operator search-attribute create --namespace ${namespace} --name ${name} --type Keyword`).join('; ')}.`,
    );
  }
};
