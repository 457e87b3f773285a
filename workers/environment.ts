import { createPrivateKey } from 'node:crypto';
import { resolve } from 'node:path';
import type { JWK } from 'jose';
import { z } from 'zod';
import { type HouseKeys, houseKeys } from '../activities/evidence/keys.ts';
import { witnessOf } from '../activities/merkle-log/note.ts';
import { BASE_PATH_WORDS, isBasePath, publicUrlIssue } from '../graphql/base-path.ts';
import { readNetwork } from '../graphql/rates/caller-address.ts';
import { type OtherRates, RATES } from '../graphql/rates/rates.ts';
import { bucketOf, bucketPlace } from './bucket-place.ts';
import { defaultDataDir } from './data-dir.ts';
import { CASES } from './mount-options.ts';
import { StartError, wordsOfStart } from './start-error.ts';
import { isLocal, readTemporalConnection } from './temporal-connection.ts';
import { typed } from './typed.ts';

type Source = Record<string, string | undefined>;

const port = (rest: string) =>
  z.coerce
    .number({ error: `must be a whole number from 0 to 65535 (0 picks a free one). ${rest}` })
    .int()
    .min(0)
    .max(65_535);

const host = z
  .string()
  .regex(/^[\w.:-]+$/, 'must be an address or a name of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them.');

const url = (protocols: RegExp, words: string) => z.url({ protocol: protocols, error: words });

/** Signs that end the part of an address in which they stand. */
const ESCAPED = 'A password with @, :, /, ?, # or % in it writes them as %40, %3A, %2F, %3F, %23 and %25.';

const postgresUrl = z.string().transform((text, context) => {
  const wrong = addressIssue(text);
  if (wrong === undefined) return text;
  context.addIssue(wrong);
  return z.NEVER;
});

/** What is wrong with the address of a database; never with a part of it, for a password may stand anywhere. */
const addressIssue = (text: string): string | undefined => {
  const looks = `must look like postgresql://user:password@host:5432/database. ${ESCAPED}`;
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) return looks;
  const { pathname, hash, hostname, searchParams } = new URL(text);
  // What stands behind an @ that isn't written as %40 becomes a part of the host.
  if (text.split('@').length > 2 || hash !== '' || (hostname === '' && !searchParams.has('host'))) return looks;
  if (pathname.length < 2 || pathname.includes('@'))
    return `must name a database, as in postgresql://user:password@host:5432/database. ${ESCAPED}`;
  return undefined;
};

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const modes = ['development', 'test', 'production'] as const;

const yesNo = z.enum(['yes', 'no'], { error: 'must be yes or no.' }).default('no');

const origins = z.string().transform((text, context) => {
  const all = partsOf(text);
  if (all.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin)) return all;
  context.addIssue('must be addresses such as https://portal.example, parted by commas, without a path or a slash at their end.');
  return z.NEVER;
});

const partsOf = (text: string): string[] => text.split(',').map((part) => part.trim());

const networks = z.string().transform((text, context) => {
  const all = partsOf(text).map(readNetwork);
  if (all.every((network) => network !== undefined)) return all;
  context.addIssue('must be addresses or networks of your proxies, parted by commas: 10.1.2.3, fd00::/8.');
  return z.NEVER;
});

const receivers = z.string().transform((text, context) => {
  const all = partsOf(text);
  if (all.every((host) => URL.canParse(`https://${host}`) && new URL(`https://${host}`).pathname === '/' && !host.endsWith('/')))
    return all;
  context.addIssue(
    'must be names of receivers, with a port where they have one of their own, parted by commas: portal.inner, 10.1.2.3:9443.',
  );
  return z.NEVER;
});

const rates = z.string().transform((text, context): OtherRates => {
  const all = partsOf(text).map((part) => /^(\w+)=(\d{1,7})$/.exec(part));
  if (all.every((found) => found && Object.hasOwn(RATES, found[1] ?? '')))
    return Object.fromEntries(all.map((found) => [found?.[1], Number(found?.[2])]));
  context.addIssue(`must be numbers for ${Object.keys(RATES).join(', ')}, parted by commas: uploads=30, requests=6000.`);
  return z.NEVER;
});

/** A list parted by commas, of what `isOne` finds right. */
const listOf = (isOne: (text: string) => unknown, words: string) =>
  z.string().transform((text, context) => {
    const all = text.split(',').map((one) => one.trim());
    try {
      for (const one of all) isOne(one);
      return all;
    } catch {
      context.addIssue(words);
      return z.NEVER;
    }
  });

const houseKeysIn = (text: string): HouseKeys => houseKeys([JSON.parse(text)].flat() as readonly JWK[]);

/** An imported key is checked whole. */
const badgeKeyIn = (text: string): JWK => {
  const jwk = JSON.parse(text) as JWK;
  const { type, asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey({ key: jwk as never, format: 'jwk' });
  const good =
    asymmetricKeyType === 'ed25519' || (asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= 2_048);
  if (type !== 'private' || !good) throw new Error('Badges aren’t signed by such a key.');
  return jwk;
};

const versionName = z.string().regex(/^[\w-][\w.-]*$/, 'must be a name of letters, digits, dots, dashes and underscores.');

const password = z.string().min(8, 'must have at least 8 characters.').optional();

const databaseVariables = {
  DATABASE_URL: postgresUrl.optional(),
  APP_DATABASE_URL: postgresUrl.optional(),
  WORKER_DATABASE_URL: postgresUrl.optional(),
  BANJIE_APP_PASSWORD: password,
  BANJIE_WORKER_PASSWORD: password,
  BANJIE_DATA_DIR: z.string().optional(),
};

const temporalVariables = {
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s/]+:\d{1,5}$/, 'must be a host and a port, as in temporal.example:7233, without a scheme.')
    .optional(),
  TEMPORAL_NAMESPACE: z
    .string()
    .regex(/^[\w.-]+$/, "must be a namespace's name: letters, digits, dots, dashes and underscores.")
    .default('default'),
  TEMPORAL_TASK_QUEUE: z
    .string()
    .regex(/^[\w.:-]+$/, "must be a task queue's name: letters, digits, dots, colons, dashes and underscores.")
    .default(CASES),
};

const variables = {
  ...databaseVariables,
  PORT: port('Unset it to use 4000.').default(4000),
  HOST: host.optional(),
  BANJIE_CORS_ORIGINS: origins.optional(),
  BANJIE_TRUSTED_PROXIES: networks.optional(),
  BANJIE_RATES: rates.optional(),
  BANJIE_WEBHOOK_HOSTS: receivers.optional(),
  BANJIE_POOL_SIZE: z.coerce.number({ error: 'must be a whole number from 2 on.' }).int().min(2).max(1_000).optional(),
  BANJIE_CASES_KEPT: z.coerce.number({ error: 'must be a whole number from 10 on.' }).int().min(10).optional(),
  BANJIE_DEPLOYMENT: versionName.optional(),
  BANJIE_BUILD_ID: versionName.optional(),
  BANJIE_MAX_CONNECTIONS: z.coerce.number({ error: 'must be a whole number from 10 on.' }).int().min(10).optional(),
  BANJIE_EMBEDDED: yesNo,
  METRICS_PORT: port('Unset it to use 9464.').default(9464),
  METRICS_HOST: host.default('127.0.0.1'),
  BANJIE_DRAIN: z.coerce.number({ error: 'must be a whole number of seconds.' }).int().min(0).max(3_600).default(15),
  HEALTH_PORT: port('Unset it to use 4001.').default(4001),
  ...temporalVariables,
  OIDC_ISSUER: url(/^https?$/, "must be the issuer's address, as in https://login.example/realms/street.").optional(),
  OIDC_AUDIENCE: z.string().optional(),
  OIDC_TENANT_CLAIM: z.string().optional(),
  OIDC_SUBJECT_CLAIM: z.string().optional(),
  OIDC_ROLES_CLAIM: z.string().optional(),
  BANJIE_BASE_PATH: z.string().refine(isBasePath, BASE_PATH_WORDS).default(''),
  BANJIE_PUBLIC_URL: url(
    /^https?$/,
    'must be the address under which others reach Banjie, as in https://banjie.example.',
  ).optional(),
  BANJIE_HOUSE_KEYS: z
    .string()
    .transform((text, context) => {
      try {
        return houseKeysIn(text);
      } catch {
        context.addIssue('must be an Ed25519 JWK with its private part, or a list of them in JSON, the current one first.');
        return z.NEVER;
      }
    })
    .optional(),
  BANJIE_BADGE_KEY: z
    .string()
    .transform((text, context) => {
      try {
        return badgeKeyIn(text);
      } catch {
        context.addIssue('must be a private key as a JWK in JSON: RSA of 2048 bits or more, or Ed25519.');
        return z.NEVER;
      }
    })
    .optional(),
  BANJIE_FILES: z
    .string()
    .transform((text, context) => {
      const place = bucketPlace(text);
      if (place) return place;
      context.addIssue(
        'must name a bucket, as in s3://photos, or s3://photos/banjie?endpoint=https://minio.inner:9000&region=cn-1.',
      );
      return z.NEVER;
    })
    .optional(),
  AWS_ACCESS_KEY_ID: z.string().optional(),
  AWS_SECRET_ACCESS_KEY: z.string().optional(),
  AWS_SESSION_TOKEN: z.string().optional(),
  AWS_REGION: z.string().optional(),
  BANJIE_LOG_NAME: z
    .string()
    .regex(/^[^\s+]+[^\s+/]$/, 'must be a name without spaces, plus signs or a slash at its end, such as banjie.example.')
    .optional(),
  BANJIE_CHECKPOINT_DIR: z.string().optional(),
  BANJIE_WITNESSES: listOf(
    witnessOf,
    'must be verifier keys of witnesses (type 4), parted by commas, such as witness.example+1a2b3c4d+BAbc….',
  ).optional(),
  BANJIE_TEMPORAL_PLAINTEXT: yesNo,
  BANJIE_SECRET: z.string().min(16, 'must have at least 16 characters.').optional(),
  BANJIE_SECRETS_BEFORE: z
    .string()
    .transform((text) => text.split(',').map((one) => one.trim()))
    .refine((all) => all.every((one) => one.length >= 16), 'must be secrets of at least 16 characters, parted by commas.')
    .default([]),
  NODE_ENV: z.enum(modes, { error: `must be one of ${modes.join(', ')}.` }).default('development'),
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}.` }).default('info'),
};

/** Passwords and keys stand in these, so their values are never shown. */
const secrets: ReadonlySet<PropertyKey> = new Set([
  'DATABASE_URL',
  'APP_DATABASE_URL',
  'WORKER_DATABASE_URL',
  'BANJIE_APP_PASSWORD',
  'BANJIE_WORKER_PASSWORD',
  'BANJIE_SECRET',
  'BANJIE_HOUSE_KEYS',
  'BANJIE_BADGE_KEY',
  'BANJIE_FILES',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'BANJIE_SECRETS_BEFORE',
]);

/** One sentence for each variable that is wrong, naming it, its value and how to go on. */
const read = <Shape extends z.ZodRawShape>(shape: Shape, source: Source) => {
  // An empty variable is how a shell or a compose file says "not set".
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const parsed = z.object(shape).safeParse(given);
  if (parsed.success) return parsed.data;
  const sentences = new Map<PropertyKey, string>();
  for (const { path, message } of parsed.error.issues) {
    const [name = ''] = path;
    if (sentences.has(name)) continue;
    const shown = secrets.has(name) ? String(name) : `${String(name)} is "${given[String(name)]}", but it`;
    sentences.set(name, `${shown} ${message}`);
  }
  throw new StartError([...sentences.values()].join('\n'));
};

/** What the programs that only touch the database need to know. */
export const readDatabaseEnvironment = (source: Source = process.env) => {
  const values = read(databaseVariables, source);
  return {
    /** Nothing means the embedded server. */
    databaseUrl: values.DATABASE_URL,
    appDatabaseUrl: values.APP_DATABASE_URL,
    workerDatabaseUrl: values.WORKER_DATABASE_URL,
    appPassword: values.BANJIE_APP_PASSWORD,
    workerPassword: values.BANJIE_WORKER_PASSWORD,
    dataDir: values.BANJIE_DATA_DIR ? resolve(values.BANJIE_DATA_DIR) : defaultDataDir(),
  };
};

/** All in one, the API alone, or the worker alone. */
export type ProgramName = 'start' | 'api' | 'worker';

/** The whole environment, as docs/settings.md has it. Fails with a StartError of one sentence per wrong variable. */
export const readEnvironment = (source: Source = process.env, program: ProgramName = 'start') => {
  const values = read(variables, source);
  const production = values.NODE_ENV === 'production';
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience } = values;
  if (issuer && !audience)
    throw new StartError('OIDC_ISSUER is set, so OIDC_AUDIENCE must name the audience that its tokens carry for Banjie.');
  if (!issuer && audience) throw new StartError('OIDC_AUDIENCE is set, so OIDC_ISSUER must say who signs the tokens.');
  if (production && !issuer && program !== 'worker') {
    throw new StartError(
      'NODE_ENV is "production", and the development issuer gives anybody a token for anyone. ' +
        'Set OIDC_ISSUER and OIDC_AUDIENCE, or unset NODE_ENV to try Banjie out.',
    );
  }
  if (production && issuer?.startsWith('http:'))
    throw new StartError(
      'OIDC_ISSUER has to begin with https in production: who stands on the way could sign tokens of their own.',
    );
  const temporalConnection = readTemporalConnection(source);
  if (
    production &&
    values.TEMPORAL_ADDRESS &&
    !isLocal(values.TEMPORAL_ADDRESS) &&
    !temporalConnection.tls &&
    values.BANJIE_TEMPORAL_PLAINTEXT === 'no'
  ) {
    throw new StartError(
      `NODE_ENV is "production", and the way to Temporal at ${values.TEMPORAL_ADDRESS} isn’t encrypted. ` +
        'Set TEMPORAL_TLS or TEMPORAL_API_KEY, or BANJIE_TEMPORAL_PLAINTEXT=yes where the network itself encrypts, as a service mesh does.',
    );
  }
  const unreachable = values.BANJIE_PUBLIC_URL && publicUrlIssue(values.BANJIE_BASE_PATH, values.BANJIE_PUBLIC_URL);
  if (unreachable) throw new StartError(`BANJIE_PUBLIC_URL is "${values.BANJIE_PUBLIC_URL}", but it ${unreachable}`);
  const plain = values.APP_DATABASE_URL && values.WORKER_DATABASE_URL;
  const lacking = (['DATABASE_URL', 'TEMPORAL_ADDRESS', 'BANJIE_SECRET'] as const).filter((name) => !values[name]);
  if (program !== 'start') {
    const needed = lacking.flatMap((name) => {
      if (name === 'DATABASE_URL') return plain ? [] : ['APP_DATABASE_URL and WORKER_DATABASE_URL'];
      return name === 'BANJIE_SECRET' && !production ? [] : [name];
    });
    if (needed.length > 0)
      throw new StartError(
        `The ${program === 'api' ? 'API' : 'worker'} alone runs on servers that are there already, and ${needed.join(', ')} ${needed.length === 1 && !needed[0]?.includes(' and ') ? 'is' : 'are'} not set. ` +
          `\`${typed('start')}\` runs everything in one program, with servers of its own where none are named.`,
      );
  } else if (production && values.BANJIE_EMBEDDED === 'no' && lacking.length > 0) {
    throw new StartError(
      `NODE_ENV is "production", and ${lacking.join(', ')} ${lacking.length === 1 ? 'is' : 'are'} not set. ` +
        'The embedded servers are for trying Banjie out: Temporal’s has no sign-in. Set them, or BANJIE_EMBEDDED=yes to do without.',
    );
  }
  return {
    ...readDatabaseEnvironment(source),
    port: values.PORT,
    /** Where the API listens: this machine alone while anybody gets a token for anyone. */
    host: values.HOST ?? (issuer || production ? undefined : '127.0.0.1'),
    /** Of the worker alone, which has no other. */
    healthPort: values.HEALTH_PORT,
    /** Addresses whose pages may ask the API. */
    origins: values.BANJIE_CORS_ORIGINS ?? [],
    /** Who is believed when they say for whom they ask. */
    trustedProxies: values.BANJIE_TRUSTED_PROXIES ?? [],
    /** Other numbers than the usual. */
    rates: values.BANJIE_RATES,
    /** Receivers of webhooks inside the house. */
    webhookHosts: values.BANJIE_WEBHOOK_HOSTS,
    /** Connections that each pool opens at most. */
    poolSize: values.BANJIE_POOL_SIZE,
    /** Cases that a worker keeps in memory. */
    casesKept: values.BANJIE_CASES_KEPT,
    /** Of Temporal's worker versioning; nothing means without. */
    deployment: values.BANJIE_DEPLOYMENT,
    buildId: values.BANJIE_BUILD_ID,
    maxConnections: values.BANJIE_MAX_CONNECTIONS,
    /** Milliseconds that answers under way have when the program is asked to stop. */
    drain: values.BANJIE_DRAIN * 1_000,
    metricsPort: values.METRICS_PORT,
    metricsHost: values.METRICS_HOST,
    /** Nothing means the embedded dev server. */
    temporalAddress: values.TEMPORAL_ADDRESS,
    temporalNamespace: values.TEMPORAL_NAMESPACE,
    temporalConnection,
    taskQueue: values.TEMPORAL_TASK_QUEUE,
    /** Nothing means the development issuer, never in production. */
    oidc:
      issuer && audience
        ? {
            issuer,
            audience,
            tenantClaim: values.OIDC_TENANT_CLAIM,
            subjectClaim: values.OIDC_SUBJECT_CLAIM,
            rolesClaim: values.OIDC_ROLES_CLAIM,
          }
        : undefined,
    production,
    /** Key of follow codes and of links to files; nothing means a random one in the data directory. */
    secret: values.BANJIE_SECRET,
    /** By which the record is signed; nothing means those in the data directory. */
    keys: values.BANJIE_HOUSE_KEYS,
    /** By which badges are signed; nothing means the one in the data directory. */
    badgeKey: values.BANJIE_BADGE_KEY,
    /** Where photos are kept; nothing means the data directory. */
    bucket: bucketOf(values),
    logName: values.BANJIE_LOG_NAME,
    /** A folder for checkpoints that others keep. */
    checkpointDir: values.BANJIE_CHECKPOINT_DIR && resolve(values.BANJIE_CHECKPOINT_DIR),
    /** Verifier keys of those who sign checkpoints, too. */
    witnesses: values.BANJIE_WITNESSES,
    /** Held before; what was sealed and encrypted by them is still good. */
    secretsBefore: values.BANJIE_SECRETS_BEFORE,
    /** Where Banjie stands on its server; empty at the root. */
    basePath: values.BANJIE_BASE_PATH,
    /** In badges and before links; nothing means this machine, and no badges in production. */
    publicUrl: values.BANJIE_PUBLIC_URL,
    logLevel: values.LOG_LEVEL,
  };
};

export type Environment = ReturnType<typeof readEnvironment>;

/** What the program that migrates needs to know: the owner's address, and the Temporal where it isn't embedded. */
export const readMigrationEnvironment = (source: Source = process.env) => {
  const { databaseUrl, ...database } = readDatabaseEnvironment(source);
  if (!databaseUrl)
    throw new StartError(
      'DATABASE_URL is not set. Migrations run as the owner of the database: postgresql://user:password@host:5432/database.',
    );
  const { TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE } = read(temporalVariables, source);
  return {
    ...database,
    databaseUrl,
    temporalAddress: TEMPORAL_ADDRESS,
    temporalNamespace: TEMPORAL_NAMESPACE,
    temporalConnection: readTemporalConnection(source),
  };
};

/** Runs `work` and ends the program with code 1 and plain words where a StartError stops it. */
export const runProgram = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    const words = wordsOfStart(error);
    if (words === undefined) throw error;
    console.error(words);
    process.exit(1);
  }
};
