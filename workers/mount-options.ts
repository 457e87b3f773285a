import type { Client } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import type { SimplePlugin } from '@temporalio/plugin';
import type { JWK } from 'jose';
import type { Logger } from 'pino';
import type { Driver } from 'unstorage';
import type { ActServices } from '../activities/acting/services.ts';
import type { Attempted } from '../activities/delivery/attempt.ts';
import type { Message, OutgoingPayment } from '../activities/delivery/services.ts';
import type { HouseKeys } from '../activities/evidence/keys.ts';
import type { Recovery } from '../activities/recovery.ts';
import type { TokenOptions } from '../graphql/callers/tokens.ts';
import type { Services } from '../graphql/context.ts';
import type { ProcessManifest } from '../graphql/manifest.ts';
import type { Network } from '../graphql/rates/caller-address.ts';
import type { OtherRates } from '../graphql/rates/rates.ts';
import type { TemporalConnection } from './temporal-connection.ts';

/** The task queue of cases where no other is named. */
export const CASES = 'banjie-cases';

/** What API and worker both need. */
export type ServiceOptions = {
  /** The plain role's address. */
  readonly appUrl: string;
  /** The address of the role that records acts. */
  readonly workerUrl: string;
  readonly temporalAddress: string;
  readonly temporalNamespace: string;
  /** TLS, API key and headers, where Temporal asks for them. */
  readonly temporalConnection?: TemporalConnection | undefined;
  /** A client that is connected already, in the place of address and namespace; what it sends is encrypted by Banjie's codec as well. */
  readonly temporal?: Client | undefined;
  /** The team's own data converter, where its workers and clients have one; its codecs go before Banjie's. */
  readonly dataConverter?: DataConverter | undefined;
  /** Plugins for the client and the worker that Banjie makes itself, such as one for traces. */
  readonly temporalPlugins?: readonly SimplePlugin[] | undefined;
  readonly taskQueue: string;
  readonly packages: readonly ProcessManifest[];
  /** Where attachments and keys are kept. */
  readonly dataDir: string;
  /** Where photos are kept, as a driver of unstorage; a folder in the data directory where nothing is said. */
  readonly files?: Driver | undefined;
  /** The private key by which badges are signed (JWK, RS256 or Ed25519); that of the data directory where none is given. */
  readonly badgeKey?: JWK | undefined;
  /** Is told of each act that was answered. */
  readonly onAnswer?: ActServices['onAnswer'];
  /** Is told of each question that was answered. */
  readonly onOperation?: Services['onOperation'];
  /** Connections to PostgreSQL that each of three pools opens at most. */
  readonly poolSize?: number | undefined;
  /** Key of follow codes and links; the same wherever the same cases are served. */
  readonly secret: string;
  /** Keys that held before: what was sealed and encrypted by them is still good. */
  readonly secretsBefore?: readonly string[] | undefined;
  /** The keys by which the record is signed; those of the data directory where none are given. */
  readonly keys?: HouseKeys | undefined;
  /** What the logs of the tenants are called before the name of the tenant, such as banjie.example; it stands in each checkpoint. */
  readonly logName?: string | undefined;
  /** A folder for checkpoints that others keep. */
  readonly checkpointDir?: string | undefined;
  /** Verifier keys of those whose signatures are added to checkpoints. */
  readonly witnesses?: readonly string[] | undefined;
  /** The path at which Banjie stands on your server, such as /banjie; the root where nothing is said. */
  readonly basePath?: string | undefined;
  /**
   * The whole address under which others reach Banjie, such as https://office.example/banjie; without it no badges are issued.
   * Its path stands in links, also where a proxy takes it away on the way here.
   */
  readonly publicUrl?: () => string | undefined;
  readonly production: boolean;
  /** Addresses whose pages may ask the API, such as https://portal.example; none where nothing is said. */
  readonly origins?: readonly string[] | undefined;
  /** Receivers of webhooks inside the house, such as portal.inner or portal.inner:9443; in production all others are public. */
  readonly webhookHosts?: readonly string[] | undefined;
  /** How often things may be asked for, where it isn't as often as usual. */
  readonly rates?: OtherRates | undefined;
  readonly log: Logger;
  /** What time it is in epoch milliseconds, where Temporal's clock isn't the machine's own. */
  readonly now?: () => number;
};

/** What the API needs beside. */
export type ApiOptions = {
  /** Nothing means the development issuer. */
  readonly oidc: Omit<TokenOptions, 'keys'> | undefined;
  /** Proxies that are believed when they say for whom they ask; nobody where nothing is said. */
  readonly trustedProxies?: readonly Network[] | undefined;
};

/** What the worker needs beside. */
export type WorkOptions = {
  /** Sends e-mail and SMS; without it, messages are kept in the outbox, and say so. */
  readonly send?: (message: Message) => Promise<void>;
  /** Hands payments to the bank, each id once; without it, they wait to be made by hand. */
  readonly sendPayment?: (payment: OutgoingPayment) => Promise<void>;
  /** Called after each transition that was written to the record here. */
  readonly onRecorded?: () => void;
  /** Called after each try to deliver a message from here; the channel is email, sms, payment, webhook or act. */
  readonly onTried?: (channel: string, outcome: Attempted['outcome']) => void;
  /** Called for each case whose workflow wasn't as the record has it, and for which something was done. */
  readonly onRecovered?: (kind: Recovery) => void;
};

export type MountOptions = ServiceOptions & ApiOptions & WorkOptions;
