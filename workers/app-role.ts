import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Client, DatabaseError } from 'pg';
import { secret } from './data-dir.ts';
import { StartError } from './start-error.ts';

const appRole = 'banjie_app';

export type RoleOptions = {
  /** Where the plain role's password is kept when none is given. */
  dataDir: string;
  /** APP_DATABASE_URL: the plain role's whole address, for a server whose roles others manage. */
  appDatabaseUrl?: string | undefined;
  /** BANJIE_APP_PASSWORD: the plain role's password, needed where several machines share one server. */
  appPassword?: string | undefined;
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
const standing = async (client: Client): Promise<Standing> => {
  const { rows } = await client.query<Standing>(
    `SELECT current_user AS user,
       rolsuper OR rolbypassrls AS above,
       (SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass('_prisma_migrations')) AS "ownsTables",
       coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS "makesTables",
       rolsuper OR rolcreaterole AS "makesRoles",
       to_regrole($1) IS NOT NULL AS exists,
       coalesce(pg_has_role(to_regrole($1), 'MEMBER'), false) AS mine
     FROM pg_roles WHERE rolname = current_user`,
    [appRole],
  );
  const [row] = rows;
  if (!row) throw new Error('The signed-in role is not listed in pg_roles.');
  return row;
};

const isOwner = ({ above, ownsTables, makesTables }: Standing): boolean => above || (ownsTables ?? makesTables);

/** May the signed-in role change the tables, or make them where there are none? */
export const mayMigrate = async (client: Client): Promise<boolean> => isOwner(await standing(client));

/** The plain role must be bound by row-level security: neither above it nor owner of the tables. */
const checkPlain = async (appUrl: string, name: string): Promise<string> => {
  const client = await signIn(appUrl).catch((error: Error) => {
    throw new StartError(`The role in ${name} can't sign in to PostgreSQL: ${error.message}. Correct ${name}.`);
  });
  try {
    const { user, above, ownsTables, mine } = await standing(client);
    if (above || ownsTables) {
      throw new StartError(
        `The role ${user} in ${name} would see every tenant's cases: it is ${above ? 'a superuser or may bypass row-level security' : 'the owner of the tables'}. ` +
          `Give a plain role there, such as ${appRole}.`,
      );
    }
    if (!mine)
      throw new StartError(
        `The role ${user} in ${name} has no rights on the tables. As the owner run: GRANT ${appRole} TO ${user};`,
      );
    return appUrl;
  } finally {
    await client.end();
  }
};

const askForRole = (client: Client): StartError =>
  new StartError(
    `PostgreSQL has no role ${appRole}, and ${client.user} may not make one. As an administrator run: ` +
      `CREATE ROLE ${appRole} LOGIN PASSWORD '…'; then put that password in BANJIE_APP_PASSWORD.`,
  );

const giveRole = async (client: Client, url: string, options: RoleOptions, { exists, makesRoles }: Standing): Promise<string> => {
  const isKnown = options.appPassword !== undefined || existsSync(join(options.dataDir, 'postgres-app.secret'));
  if (exists && !isKnown) {
    throw new StartError(
      `PostgreSQL has a role ${appRole} already, and its password isn't known here. ` +
        'Give it in BANJIE_APP_PASSWORD, or the whole address in APP_DATABASE_URL.',
    );
  }
  if (!exists && !makesRoles) throw askForRole(client);
  const password = options.appPassword ?? secret(options.dataDir, 'postgres-app');
  const appUrl = withUser(url, appRole, password);
  const works =
    exists &&
    (await signIn(appUrl).then(
      (signedIn) => signedIn.end().then(() => true),
      () => false,
    ));
  if (!works) {
    const words = `${exists ? 'ALTER' : 'CREATE'} ROLE ${appRole} LOGIN PASSWORD ${client.escapeLiteral(password)}`;
    await client.query(words).catch((error: Error) => {
      throw new StartError(
        `The password known here for the role ${appRole} doesn't fit, and can't be set: ${error.message}. Correct BANJIE_APP_PASSWORD.`,
      );
    });
  }
  return await checkPlain(appUrl, 'BANJIE_APP_PASSWORD');
};

/**
 * The address by which the API and the worker reach PostgreSQL: a plain role, whom row-level security binds. `databaseUrl` is
 * DATABASE_URL or the embedded server's owner. Run it before `migrate`, whose scripts grant rights to `banjie_app`.
 *
 * - An owner who may make roles (the embedded server, most servers that you run): `banjie_app` is made, with BANJIE_APP_PASSWORD or
 *   a random password kept in the data directory.
 * - An owner who may not: an administrator makes `banjie_app` once, its password comes in BANJIE_APP_PASSWORD.
 * - A server whose sign-in names are given out by others: APP_DATABASE_URL, of a role that was granted `banjie_app`.
 * - A plain role in DATABASE_URL: it is used as it is, and migrations are a separate step (`npm run db -- migrate` as the owner).
 */
export const connectRoles = async (databaseUrl: string, options: RoleOptions): Promise<{ appUrl: string }> => {
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
    const owner = await standing(client);
    if (!isOwner(owner)) return { appUrl: await checkPlain(databaseUrl, 'DATABASE_URL') };
    if (options.appDatabaseUrl) {
      if (!owner.exists) {
        if (!owner.makesRoles) throw askForRole(client);
        await client.query(`CREATE ROLE ${appRole}`);
      }
      return { appUrl: await checkPlain(options.appDatabaseUrl, 'APP_DATABASE_URL') };
    }
    // Two programs that start at once must not both find the role missing.
    await client.query(`SELECT pg_advisory_lock(hashtextextended('banjie.roles', 0))`);
    return { appUrl: await giveRole(client, databaseUrl, options, await standing(client)) };
  } finally {
    await client.end();
  }
};
