import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Client, DatabaseError } from 'pg';
import { secret } from './data-dir.ts';
import { StartError } from './start-error.ts';
import { typed } from './typed.ts';

/** The plain roles: of the API, which reads and changes a tenant's data, and of the worker, which alone records acts. */
export type PlainRole = 'banjie_app' | 'banjie_worker';

/** The settings of a plain role, as messages name them. */
const SETTINGS = {
  banjie_app: { url: 'APP_DATABASE_URL', password: 'BANJIE_APP_PASSWORD', kept: 'postgres-app' },
  banjie_worker: { url: 'WORKER_DATABASE_URL', password: 'BANJIE_WORKER_PASSWORD', kept: 'postgres-worker' },
} as const;

export type RoleOptions = {
  /** Where the plain roles' passwords are kept when none are given. */
  dataDir: string;
  /** APP_DATABASE_URL and WORKER_DATABASE_URL: the plain roles' whole addresses, for a server whose roles others manage. */
  appDatabaseUrl?: string | undefined;
  workerDatabaseUrl?: string | undefined;
  /** BANJIE_APP_PASSWORD and BANJIE_WORKER_PASSWORD, needed where several machines share one server. */
  appPassword?: string | undefined;
  workerPassword?: string | undefined;
};

const signIn = async (url: string): Promise<Client> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
};

const withUser = (url: string, user: string, password: string): string => {
  const address = new URL(url);
  address.username = encodeURIComponent(user);
  address.password = encodeURIComponent(password);
  return address.href;
};

type Standing = {
  user: string;
  /** Row-level security doesn't bind it. */
  above: boolean;
  /** Unknown as long as there are no tables. */
  ownsTables: boolean | null;
  makesTables: boolean;
  makesRoles: boolean;
  /** Is there a plain role, and is this role one of it? */
  exists: boolean;
  mine: boolean;
};

/** What the signed-in role may do, and whether the plain role is there. */
const standing = async (client: Client, role: PlainRole = 'banjie_app'): Promise<Standing> => {
  const { rows } = await client.query<Standing>(
    `SELECT current_user AS user,
       rolsuper OR rolbypassrls AS above,
       (SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass('_prisma_migrations')) AS "ownsTables",
       coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS "makesTables",
       rolsuper OR rolcreaterole AS "makesRoles",
       to_regrole($1) IS NOT NULL AS exists,
       coalesce(pg_has_role(to_regrole($1), 'MEMBER'), false) AS mine
     FROM pg_roles WHERE rolname = current_user`,
    [role],
  );
  const [row] = rows;
  if (!row) throw new Error('The signed-in role is not listed in pg_roles.');
  return row;
};

const isOwner = ({ above, ownsTables, makesTables }: Standing): boolean => above || (ownsTables ?? makesTables);

/** May the signed-in role change the tables, or make them where there are none? */
export const mayMigrate = async (client: Client): Promise<boolean> => isOwner(await standing(client));

/** The plain role must be bound by row-level security: neither above it nor owner of the tables. */
export const checkPlain = async (plainUrl: string, name: string, role: PlainRole): Promise<string> => {
  const client = await signIn(plainUrl).catch((error: Error) => {
    const unknown = error instanceof DatabaseError && error.code?.startsWith('28');
    throw new StartError(
      `The role in ${name} can't sign in to PostgreSQL: ${error.message || String(error)}. Correct ${name}${unknown ? `, or run \`${typed('migrate')}\`, which makes it` : ''}.`,
    );
  });
  try {
    const { user, above, ownsTables, mine } = await standing(client, role);
    if (above || ownsTables) {
      throw new StartError(
        `The role ${user} in ${name} would see every tenant's cases: it is ${above ? 'a superuser or may bypass row-level security' : 'the owner of the tables'}. ` +
          `Give a plain role there, such as ${role}.`,
      );
    }
    if (!mine)
      throw new StartError(
        `The role ${user} in ${name} has no rights on the tables. As the owner run: GRANT ${role} TO ${user};`,
      );
    return plainUrl;
  } finally {
    await client.end();
  }
};

const askForRole = (client: Client, role: PlainRole): StartError =>
  new StartError(
    `PostgreSQL has no role ${role}, and ${client.user} may not make one. As an administrator run: ` +
      `CREATE ROLE ${role} LOGIN PASSWORD '…'; then put that password in ${SETTINGS[role].password}.`,
  );

const giveRole = async (
  client: Client,
  { url, dataDir, given }: { url: string; dataDir: string; given: string | undefined },
  role: PlainRole,
): Promise<string> => {
  const { exists, makesRoles } = await standing(client, role);
  const { password: setting, kept } = SETTINGS[role];
  const isKnown = given !== undefined || existsSync(join(dataDir, `${kept}.secret`));
  if (exists && !isKnown) {
    throw new StartError(
      `PostgreSQL has a role ${role} already, and its password isn't known here. ` +
        `Give it in ${setting}, or the whole address in ${SETTINGS[role].url}.`,
    );
  }
  if (!exists && !makesRoles) throw askForRole(client, role);
  const password = given ?? secret(dataDir, kept);
  const plainUrl = withUser(url, role, password);
  const works =
    exists &&
    (await signIn(plainUrl).then(
      (signedIn) => signedIn.end().then(() => true),
      () => false,
    ));
  if (!works) {
    const words = `${exists ? 'ALTER' : 'CREATE'} ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(password)}`;
    await client.query(words).catch((error: Error) => {
      throw new StartError(
        `The password known here for the role ${role} doesn't fit, and can't be set: ${error.message}. Correct ${setting}.`,
      );
    });
  }
  return await checkPlain(plainUrl, setting, role);
};

/** Where the API and the worker sign in. */
export type PlainUrls = { readonly appUrl: string; readonly workerUrl: string };

/**
 * The addresses by which the API and the worker reach PostgreSQL: plain roles, whom row-level security binds. `databaseUrl` is DATABASE_URL or
 * the embedded server's owner. Run it before `migrate`, whose scripts grant them their rights.
 *
 * - An owner who may make roles (the embedded server, most servers that you run): `banjie_app` and `banjie_worker` are made, with
 *   BANJIE_APP_PASSWORD and BANJIE_WORKER_PASSWORD or random passwords kept in the data directory.
 * - An owner who may not: an administrator makes both once, their passwords come in those settings.
 * - Addresses that are given: APP_DATABASE_URL, of `banjie_app` or a role that was granted it, and WORKER_DATABASE_URL likewise. An owner who
 *   may make roles gives `banjie_app` and `banjie_worker` the passwords that stand in them.
 * - A plain role in DATABASE_URL: it is used as it is for what isn't said otherwise, and migrations are a separate step
 *   (`npm run db -- migrate` as the owner).
 */
export const connectRoles = async (databaseUrl: string, options: RoleOptions): Promise<PlainUrls> => {
  const client = await signIn(databaseUrl).catch((error: Error) => {
    // The server itself answers with a code: it is there, and the address is wrong.
    if (error instanceof DatabaseError)
      throw new StartError(
        `PostgreSQL refuses the address in DATABASE_URL: ${error.message}. Correct the user, the password or the database in it.`,
      );
    throw new StartError(
      `PostgreSQL can't be reached at the address in DATABASE_URL: ${error.message || String(error)}. Is it running, and the address right?`,
    );
  });
  try {
    const owner = isOwner(await standing(client));
    // Two programs that start at once must not both find a role missing.
    await client.query(`SELECT pg_advisory_lock(hashtextextended('banjie.roles', 0))`);
    const urlOf = async (role: PlainRole, own: string | undefined, password: string | undefined): Promise<string> => {
      if (own) {
        const { username, password: theirs } = new URL(own);
        // The plain role itself: it gets the password that others sign in with.
        if (owner && username === role && theirs !== '')
          await giveRole(client, { url: databaseUrl, dataDir: options.dataDir, given: decodeURIComponent(theirs) }, role);
        else if (owner) await makeRole(client, role);
        return checkPlain(own, SETTINGS[role].url, role);
      }
      if (!owner) return checkPlain(databaseUrl, 'DATABASE_URL', role);
      return giveRole(client, { url: databaseUrl, dataDir: options.dataDir, given: password }, role);
    };
    return {
      appUrl: await urlOf('banjie_app', options.appDatabaseUrl, options.appPassword),
      workerUrl: await urlOf('banjie_worker', options.workerDatabaseUrl, options.workerPassword ?? options.appPassword),
    };
  } finally {
    await client.end();
  }
};

/** A role that others are granted. */
const makeRole = async (client: Client, role: PlainRole): Promise<void> => {
  const { exists, makesRoles } = await standing(client, role);
  if (exists) return;
  if (!makesRoles) throw askForRole(client, role);
  await client.query(`CREATE ROLE ${role}`);
};
