/** Banjie's parts, for a server and a Temporal worker that run already; `startProgram` puts them together where there are none. */
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import type { DataConverter, PayloadCodec } from '@temporalio/common';
import { Pool } from 'pg';
import type { Logger } from 'pino';
import { actOnCase, startCase } from '../activities/acting/act.ts';
import type { ActAnswer, Acting } from '../activities/acting/services.ts';
import { photoService } from '../activities/attachments/desk.ts';
import { attachmentFolder } from '../activities/attachments/store.ts';
import { type BadgeSigner, badgeSigner } from '../activities/badges/signing.ts';
import { deliveryActivities, type Message } from '../activities/deliver.ts';
import { missingEffects } from '../activities/effects.ts';
import type { ErasureServices } from '../activities/erasure/services.ts';
import { type HouseKeys, houseKeys, signErasure, signEvent } from '../activities/evidence/keys.ts';
import { kernelActivities } from '../activities/kernel-activities.ts';
import type { Secrets } from '../activities/keys.ts';
import { witnessOf } from '../activities/merkle-log/note.ts';
import { tenantLogs } from '../activities/merkle-log/tenant-logs.ts';
import { payloadCodec } from '../activities/payload-codec.ts';
import { newest } from '../activities/process-package.ts';
import { commandSeals } from '../activities/seals.ts';
import { tenantRead } from '../activities/tenant-read.ts';
import { webhookReceivers } from '../activities/webhooks/receivers.ts';
import { exportPaths } from '../graphql/audit-export/export-paths.ts';
import { BASE_PATH_WORDS, isBasePath, pathBelow, publicUrlIssue } from '../graphql/base-path.ts';
import { callerReader, followRun } from '../graphql/callers/caller-reader.ts';
import { developmentIssuer } from '../graphql/callers/development-issuer.ts';
import { followGuard } from '../graphql/callers/follow-guard.ts';
import { type TokenOptions, tokenChecker } from '../graphql/callers/tokens.ts';
import type { Services } from '../graphql/context.ts';
import { announcer, liveEvents } from '../graphql/live-events.ts';
import type { ProcessManifest } from '../graphql/manifest.ts';
import { plainFailure } from '../graphql/plain-failure.ts';
import { callerAddress, type Network } from '../graphql/rates/caller-address.ts';
import { type OtherRates, rateLimits } from '../graphql/rates/rates.ts';
import { readingLog } from '../graphql/readings/reading-log.ts';
import { logPath } from '../graphql/record-log/log-path.ts';
import { createSchema } from '../graphql/schema/schema.ts';
import { createApi } from '../graphql/server.ts';
import { databaseClient } from '../graphql/tenant-database.ts';
import type { DeliveryActivities, KernelActivities } from '../workflows/kernel/contract.ts';
import type { PluginParts } from './banjie-plugin.ts';
import { checkpointFiles } from './checkpoint-files.ts';
import { encryptedBy } from './data-converter.ts';
import { keptKey, keptKeys } from './data-dir.ts';
import { watchErasures } from './erasure-watch.ts';
import { watchLogs } from './log-watch.ts';
import { startRelay } from './relay.ts';
import { watchStaff } from './staff-watch.ts';
import { StartError } from './start-error.ts';
import type { TemporalConnection } from './temporal-connection.ts';
import { connectTemporal, prepareNamespace } from './temporal-namespace.ts';

export type MountOptions = {
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
  readonly taskQueue: string;
  readonly packages: readonly ProcessManifest[];
  /** Where attachments and keys are kept. */
  readonly dataDir: string;
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
  /** Nothing means the development issuer. */
  readonly oidc: Omit<TokenOptions, 'keys'> | undefined;
  readonly production: boolean;
  /** Addresses whose pages may ask the API, such as https://portal.example; none where nothing is said. */
  readonly origins?: readonly string[] | undefined;
  /** Receivers of webhooks inside the house, such as portal.inner or portal.inner:9443; in production all others are public. */
  readonly webhookHosts?: readonly string[] | undefined;
  /** Proxies that are believed when they say for whom they ask; nobody where nothing is said. */
  readonly trustedProxies?: readonly Network[] | undefined;
  /** How often things may be asked for, where it isn't as often as usual. */
  readonly rates?: OtherRates | undefined;
  readonly log: Logger;
  /** Sends e-mail and SMS; without it, messages are kept in the outbox, and say so. */
  readonly send?: (message: Message) => Promise<void>;
  /** Called after each transition that was written to the record here. */
  readonly onRecorded?: () => void;
  /** What time it is in epoch milliseconds, where Temporal's clock isn't the machine's own. */
  readonly now?: () => number;
};

export type Mounted = PluginParts & {
  readonly services: Services;
  /** What the worker does for cases; `new BanjiePlugin(banjie)` registers it with the workflows. */
  readonly activities: KernelActivities & DeliveryActivities;
  /** By which what stands in Temporal is encrypted. */
  readonly codec: PayloadCodec;
  /**
   * Answers requests for /graphql, /files/…, /codec/… and the paths of processes, and for /dev/… where the development issuer serves, all below
   * `basePath`; it never throws. Undefined means that nothing of Banjie stands there, and your own pages are next.
   * `address` is the other end of the connection (`socket.remoteAddress`), by which callers without a token are counted.
   */
  handle(request: Request, address?: string): Promise<Response | undefined>;
  /**
   * Takes messages out of the outbox, gives work to those who are there on a new day, erases what is to be erased, and goes on with the logs, until the function it gives is called; one relay is
   * enough, more do no harm.
   */
  startRelay(): () => Promise<void>;
  /** Ends live streams, so that a server can close. */
  endStreams(): Promise<void>;
  /** Lets go of all connections; the server, the relay and the worker have ended before. */
  close(): Promise<void>;
};

export const mountBanjie = async (options: MountOptions): Promise<Mounted> => {
  const { packages, log, taskQueue, temporalAddress: address, temporalNamespace: namespace, basePath = '' } = options;
  checkPlace(basePath, options.publicUrl?.());
  const record = pool(options.workerUrl, 'banjie-worker', log);
  await checkEffects(record, packages);
  const reading = pool(options.appUrl, 'banjie-api', log);
  const acting = pool(options.appUrl, 'banjie-acts', log);
  const secrets: Secrets = [options.secret, ...(options.secretsBefore ?? [])];
  const codec = payloadCodec(secrets);
  const given = options.temporal;
  const connection = given?.connection ?? (await connectTemporal(address, options.temporalConnection));
  await prepareNamespace(connection, given?.options.namespace ?? namespace);
  const temporal = new Client({
    connection,
    namespace: given?.options.namespace ?? namespace,
    ...(given?.options.interceptors ? { interceptors: given.options.interceptors } : {}),
    dataConverter: encryptedBy(codec, options.dataConverter),
  });
  const attachments = attachmentFolder(join(options.dataDir, 'attachments'));
  const prisma = databaseClient(reading);
  const live = liveEvents(reading, log);
  const receivers = webhookReceivers({ production: options.production, hosts: options.webhookHosts });
  const rates = rateLimits(reading, options.rates);
  const keys = options.keys ?? houseKeys(await keptKeys(options.dataDir));
  const seals = commandSeals(secrets);
  const logs = tenantLogs({
    pool: record,
    keys,
    host: options.logName ?? 'banjie',
    keeper: checkpointFiles(options.dataDir, options.checkpointDir),
    witnesses: (options.witnesses ?? []).map(witnessOf),
  });
  let signer: Promise<BadgeSigner> | undefined;
  const erasing: ErasureServices = {
    pool: record,
    temporal,
    packages: new Map(packages.map((pkg) => [newest(pkg).name, pkg])),
    attachments,
    sign: (content) => signErasure(keys, content),
  };
  const services: Services = {
    pool: acting,
    temporal,
    taskQueue,
    packages: erasing.packages,
    photos: photoService(attachments),
    seals,
    codec,
    attachments,
    prisma,
    live,
    rates,
    readings: readingLog(reading, log),
    secret: options.secret,
    secrets,
    keys,
    erasing,
    logs,
    badges: () => {
      signer ??= keptKey(options.dataDir, 'badges', 'RS256').then(badgeSigner);
      return signer;
    },
    basePath,
    publicUrl: () => options.publicUrl?.()?.replace(/\/+$/, ''),
    log,
    production: options.production,
    origins: options.origins ?? [],
    receivers,
    ...(options.now ? { now: options.now } : {}),
  };
  const announce = announcer(record);
  const activities = {
    ...kernelActivities(record, packages, {
      seals,
      onRecorded: () => {
        options.onRecorded?.();
        announce();
      },
      sign: (eventHash) => signEvent(keys, eventHash),
    }),
    ...deliveryActivities({
      pool: record,
      packages: services.packages,
      secret: options.secret,
      secrets,
      receivers,
      ...(options.send ? { send: options.send } : {}),
      act: async ({ tenant, from, ...act }) => whyNotDone(await actOnCase(services, asCase(tenant, from), act)),
      open: async ({ tenant, from, ...start }) => whyNotDone(await startCase(services, asCase(tenant, from), start)),
    }),
  };

  const issuer = options.oidc
    ? undefined
    : await developmentIssuer({
        pool: reading,
        key: await keptKey(options.dataDir, 'development-issuer', 'ES256'),
        production: options.production,
      });
  const tokens = issuer?.tokens ?? tokenChecker(options.oidc as TokenOptions);
  const guard = followGuard(secrets, rates, (tenant, caseId) => followRun(tenantRead(reading, tenant), caseId));
  const callers = callerReader({ pool: reading, tokens, guard, rates });
  const api = createApi(createSchema(packages), services, callers, [
    logPath,
    ...exportPaths,
    ...packages.flatMap(({ paths = [] }) => paths),
  ]);
  return {
    services,
    packages,
    activities,
    codec,
    dataConverter: options.dataConverter,
    handle: async (request, address) => {
      try {
        const path = pathBelow(basePath, new URL(request.url).pathname);
        if (path === undefined) return undefined;
        const from = callerAddress(address, request.headers.get('x-forwarded-for'), options.trustedProxies ?? []);
        return (await issuer?.handle(request, path)) ?? (await api.handle(request, path, from));
      } catch (error) {
        return plainFailure(error, request, log);
      }
    },
    startRelay: () => {
      const stops = [
        startRelay({ pool: record, temporal, taskQueue, log }),
        watchStaff(services),
        watchErasures({ ...erasing, log }),
        watchLogs({ pool: record, logs, log }),
      ];
      return async () => {
        await Promise.all(stops.map((stop) => stop()));
      };
    },
    endStreams: () => live.close(),
    close: async () => {
      await services.readings.close();
      await prisma.$disconnect();
      await Promise.all([receivers.close(), given ? undefined : connection.close(), record.end(), acting.end(), reading.end()]);
    },
  };
};

const checkPlace = (basePath: string, publicUrl: string | undefined): void => {
  if (basePath !== '' && !isBasePath(basePath)) throw new StartError(`basePath is "${basePath}", but it ${BASE_PATH_WORDS}`);
  const issue = publicUrl && publicUrlIssue(basePath, publicUrl);
  if (issue) throw new StartError(`publicUrl is "${publicUrl}", but it ${issue}`);
};

/** An act with an effect that the database doesn't know would be tried again without end. */
const checkEffects = async (record: Pool, packages: readonly ProcessManifest[]): Promise<void> => {
  const missing = await missingEffects(
    record,
    packages.flatMap(({ effects }) => effects ?? []),
  );
  if (missing.length === 0) return;
  await record.end();
  throw new StartError(
    `The database lacks the functions of the effects ${missing.join(', ')}. Migrate it as the owner, with the packages that bring them.`,
  );
};

/** A case that does something to another one, or opens it. */
const asCase = (tenant: string, from: string): Acting => ({
  tenant,
  actor: { id: `case:${from}`, name: from, grants: [{ role: 'case' }] },
});

/** Why something that a case asked for was not done. What may be done a moment later is thrown, and tried again. */
const whyNotDone = (answer: ActAnswer): string | undefined => {
  switch (answer.kind) {
    case 'done':
      return undefined;
    case 'conflict':
      throw new Error(`${answer.by} was first; it is tried again.`);
    case 'refused':
      return answer.refusal.en;
    case 'invalid':
      return answer.issues.map(({ path, message }) => `${path.join('.')}: ${message.en}`).join(' ');
  }
};

/** Connections of the plain role. Short time-outs: while the database is away, callers get an answer and Temporal tries again. */
const pool = (connectionString: string, name: string, log: Logger): Pool => {
  const made = new Pool({
    connectionString,
    application_name: name,
    max: 10,
    connectionTimeoutMillis: 3_000,
    query_timeout: 15_000,
    // The server ends what nobody waits for any more.
    statement_timeout: 15_000,
    lock_timeout: 12_000,
    idle_in_transaction_session_timeout: 30_000,
    idleTimeoutMillis: 60_000,
  });
  // One that breaks while somebody works with it says so to them; without a listener it would end the program.
  made.on('connect', (client) => client.on('error', () => undefined));
  // An idle connection that breaks is replaced at its next use.
  made.on('error', (error) => log.warn({ err: error }, 'A database connection broke'));
  return made;
};
