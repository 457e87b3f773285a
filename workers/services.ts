/** What API and worker share: connections, keys, and what is made of them. */
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { Pool } from 'pg';
import { workerWatch } from '../activities/acting/living-workers.ts';
import { photoService } from '../activities/attachments/desk.ts';
import { attachmentFolder, attachmentStore } from '../activities/attachments/store.ts';
import { type BadgeSigner, badgeSigner } from '../activities/badges/signing.ts';
import { missingEffects } from '../activities/effects.ts';
import type { ErasureServices } from '../activities/erasure/services.ts';
import { houseKeys, signErasure } from '../activities/evidence/keys.ts';
import type { Secrets } from '../activities/keys.ts';
import { witnessOf } from '../activities/merkle-log/note.ts';
import { tenantLogs } from '../activities/merkle-log/tenant-logs.ts';
import { payloadCodec } from '../activities/payload-codec.ts';
import { newest } from '../activities/process-package.ts';
import { commandSeals, type Seals } from '../activities/seals.ts';
import { webhookReceivers } from '../activities/webhooks/receivers.ts';
import { BASE_PATH_WORDS, isBasePath, publicUrlIssue } from '../graphql/base-path.ts';
import type { Services } from '../graphql/context.ts';
import { liveEvents } from '../graphql/live-events.ts';
import type { ProcessManifest } from '../graphql/manifest.ts';
import { rateLimits } from '../graphql/rates/rates.ts';
import { readingLog } from '../graphql/readings/reading-log.ts';
import { databaseClient } from '../graphql/tenant-database.ts';
import { checkpointFiles } from './checkpoint-files.ts';
import { compareClocks } from './clock-skew.ts';
import { encryptedBy } from './data-converter.ts';
import { keptKey, keptKeys } from './data-dir.ts';
import type { ServiceOptions } from './mount-options.ts';
import { checkPackages } from './package-check.ts';
import { claimNamespace } from './recovery/marks.ts';
import { StartError } from './start-error.ts';
import { connectTemporal, prepareNamespace } from './temporal-namespace.ts';
import { registeredTracing } from './tracing/spans.ts';
import { traceStatements } from './tracing/statements.ts';

export type OpenServices = {
  readonly services: Services;
  readonly seals: Seals;
  /** Connections of the role that records acts. */
  readonly record: Pool;
  /** Connections for what is only read. */
  readonly reading: Pool;
  /** Lets go of all connections. */
  close(): Promise<void>;
};

/** Fewer characters than these are guessed. */
const SHORTEST_SECRET = 16;

/** What a portal hands over comes from variables that may be missing; an empty key would be anybody's. */
const checkGiven = ({ secret, secretsBefore = [], appUrl, workerUrl, taskQueue }: ServiceOptions): void => {
  if ([secret, ...secretsBefore].some((one) => typeof one !== 'string' || one.length < SHORTEST_SECRET))
    throw new StartError(
      `\`secret\` (BANJIE_SECRET) needs at least ${SHORTEST_SECRET} characters, and so does each of \`secretsBefore\`: follow codes, links, seals and what Temporal holds rest on it.`,
    );
  const missing = Object.entries({ appUrl, workerUrl, taskQueue }).find(([, value]) => !value);
  if (missing) throw new StartError(`\`${missing[0]}\` is empty. Say it to mountBanjie; docs/integrate.md tells what it is.`);
};

export const openServices = async (options: ServiceOptions): Promise<OpenServices> => {
  const { basePath = '' } = options;
  checkGiven(options);
  checkPlace(basePath, options.publicUrl?.());
  const { packages, log, taskQueue, temporalAddress: address, temporalNamespace: namespace } = options;
  checkPackages(packages);
  const keys = options.keys ?? houseKeys(await keptKeys(options.dataDir));
  const tracing = await registeredTracing();
  const record = pool(options.workerUrl, 'banjie-worker', options);
  const reading = pool(options.appUrl, 'banjie-api', options);
  const acting = pool(options.appUrl, 'banjie-acts', options);
  if (tracing) for (const one of [record, reading, acting]) traceStatements(one, tracing);
  const secrets: Secrets = [options.secret, ...(options.secretsBefore ?? [])];
  const codec = payloadCodec(secrets);
  const given = options.temporal;
  const inNamespace = given?.options.namespace ?? namespace;
  let connection = given?.connection;
  const letGo = () => Promise.all([given ? undefined : connection?.close(), record.end(), acting.end(), reading.end()]);
  try {
    await checkEffects(record, packages);
    connection ??= await connectTemporal(address, options.temporalConnection);
    await prepareNamespace(connection, inNamespace);
    const began = Date.now();
    const there = await claimNamespace({ pool: record, connection, namespace: inNamespace, taskQueue });
    // Where the clock is moved, nothing is to be compared.
    if (!options.now) await compareClocks({ pool: record, temporal: { at: there, between: [began, Date.now()] }, log });
  } catch (error) {
    await letGo();
    throw error;
  }
  const temporal = new Client({
    connection,
    namespace: inNamespace,
    ...(given?.options.interceptors ? { interceptors: given.options.interceptors } : {}),
    plugins: [...(options.temporalPlugins ?? [])],
    dataConverter: encryptedBy(codec, options.dataConverter),
  });
  const attachments = options.files ? attachmentStore(options.files) : attachmentFolder(join(options.dataDir, 'attachments'));
  const prisma = databaseClient(reading);
  const live = liveEvents(reading, log);
  const receivers = webhookReceivers({ production: options.production, hosts: options.webhookHosts });
  const rates = rateLimits(reading, options.rates);
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
    workers: workerWatch(acting, taskQueue),
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
      signer ??= Promise.resolve(options.badgeKey ?? keptKey(options.dataDir, 'badges', 'RS256')).then(badgeSigner);
      return signer;
    },
    basePath,
    publicUrl: () => options.publicUrl?.()?.replace(/\/+$/, ''),
    onAnswer: options.onAnswer,
    onOperation: options.onOperation,
    tracing,
    log,
    production: options.production,
    origins: options.origins ?? [],
    receivers,
    ...(options.now ? { now: options.now } : {}),
  };
  return {
    services,
    seals,
    record,
    reading,
    close: async () => {
      await services.readings.close();
      await prisma.$disconnect();
      await Promise.all([receivers.close(), letGo()]);
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
  throw new StartError(
    `The database lacks the functions of the effects ${missing.join(', ')}. Migrate it as the owner, with the packages that bring them.`,
  );
};

/** Connections of the plain role. Short time-outs: while the database is away, callers get an answer and Temporal tries again. */
const pool = (connectionString: string, name: string, { poolSize = 10, log }: Pick<ServiceOptions, 'poolSize' | 'log'>): Pool => {
  const made = new Pool({
    connectionString,
    application_name: name,
    max: poolSize,
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
