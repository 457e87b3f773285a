import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import { Client } from 'pg';
import type { ProcessPackage } from '../activities/process-package.ts';
import { GO_ON_BEHIND } from '../activities/transaction-order.ts';
import { mayMigrate } from './app-role.ts';
import { counted } from './counted.ts';
import type { Progress } from './progress.ts';
import { withSchemaEngine } from './schema-engine.ts';
import { checksumOf, ownersOf, readSqlFiles } from './sql-files.ts';
import { applySql, sqlChanges } from './sql-functions.ts';
import { refusedScript, type SqlRefusal } from './sql-refusal.ts';
import { StartError } from './start-error.ts';
import { typed } from './typed.ts';

const prismaFolder = join(import.meta.dirname, '..', 'prisma');
/** What `sql-functions.ts` keeps is none of Prisma's. */
const filters = { externalTables: ['public.function_files', 'public.package_migrations'], externalEnums: [] };

type Migration = { name: string; script: string };
type Row = { migration_name: string; checksum: string; finished: boolean; undone: boolean };

const readMigrations = (folder: string): Migration[] =>
  (existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [])
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'migration.sql')))
    .map(({ name }) => ({ name, script: readFileSync(join(folder, name, 'migration.sql'), 'utf8') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

const listFor = (baseDir: string, migrations: readonly Migration[]): MigrationList => ({
  baseDir,
  lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
  shadowDbInitScript: '',
  migrationDirectories: migrations.map(({ name, script }) => ({
    path: name,
    migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: script } },
  })),
});

const withClient = async <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** A changed script would leave databases that look the same and aren't. */
const refuseEdited = (migrations: readonly Migration[], rows: readonly Row[]): void => {
  for (const { name, script } of migrations) {
    const row = rows.find((r) => r.migration_name === name && r.finished && !r.undone);
    if (!row || row.checksum === checksumOf(script)) continue;
    throw new StartError(
      `The migration ${name} was changed after this database got it. What a database has stays as it was released: put the old text back, ` +
        'or install the version again, and write what is to change into a new migration.',
    );
  }
};

const appliedRows = async (client: Client): Promise<Row[]> => {
  const { rows } = await client.query<{ exists: boolean }>(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists`);
  if (!rows[0]?.exists) return [];
  const found = await client.query<Row>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS undone FROM _prisma_migrations`,
  );
  return found.rows;
};

/** Names of what was applied: migrations with the tables of packages, and files of functions and rights. */
export type Migrated = { readonly migrations: readonly string[]; readonly functions: readonly string[] };

/**
 * Brings the database up to date with Prisma's folder and with the SQL of these packages: first tables, each migration in one transaction,
 * then functions, the packages' tables and rights, in one. Several programs may start at once. Fails with a StartError that names the
 * script and PostgreSQL's reason.
 */
export const migrate = (
  ownerUrl: string,
  {
    progress,
    packages = [],
    folder = prismaFolder,
  }: { progress: Progress; packages?: readonly ProcessPackage[]; folder?: string },
): Promise<Migrated> =>
  withClient(ownerUrl, async (client) => {
    const migrations = readMigrations(join(folder, 'migrations'));
    const files = readSqlFiles(folder, packages);
    const missingFrom = (rows: readonly Row[]) => missingOf(migrations, rows);
    const changes = (migrated: boolean) => sqlChanges(client, files, ownersOf(packages), migrated);
    // A plain role can only find that nothing is missing.
    if (!(await mayMigrate(client))) {
      const missing = missingFrom(await appliedRows(client));
      const names = [...missing, ...(await changes(false)).due].map(({ name }) => name);
      if (names.length === 0) return { migrations: [], functions: [] };
      throw new StartError(
        `The database lacks ${names.join(', ')}, and the role in DATABASE_URL may not change its tables. ` +
          `Run \`${typed('db migrate')}\` once with the owner's DATABASE_URL.`,
      );
    }
    // Under the engine's own lock a migration that another program is at would look broken off.
    await client.query(`SELECT pg_advisory_lock(hashtextextended('banjie.migrations', 0))`);
    const rows = await appliedRows(client);
    const missing = missingFrom(rows);
    const newer = newerThan(migrations, rows);
    if (newer !== undefined) throw new StartError(`${newer} Start that version, or restore a backup from before it.`);
    await client.query(GO_ON_BEHIND);
    const { due, gone } = await changes(missing.length > 0);
    if (missing.length + due.length + gone.length === 0) return { migrations: [], functions: [] };
    const tables = [...missing, ...due.filter(({ kind }) => kind === 'tables')].map(({ name }) => name);
    const functions = due.filter(({ kind }) => kind !== 'tables').map(({ name }) => name);
    const doing = `applying ${counted(tables.length, 'migration')}, ${counted(functions.length + gone.length, 'function')}`;
    const work = async (): Promise<Migrated> => {
      if (missing.length > 0) await apply(ownerUrl, join(folder, 'migrations'), migrations, rows);
      await applySql(client, await changes(missing.length > 0));
      return { migrations: tables, functions };
    };
    return await progress.during('Database tables', doing, work, 'up to date');
  });

const missingOf = (migrations: readonly Migration[], rows: readonly Row[]): readonly Migration[] => {
  refuseEdited(migrations, rows);
  return migrations.filter(({ name }) => !rows.some((row) => row.migration_name === name && row.finished && !row.undone));
};

const newerThan = (migrations: readonly Migration[], rows: readonly Row[]): string | undefined => {
  const unknown = rows.filter((row) => row.finished && !migrations.some(({ name }) => name === row.migration_name));
  if (unknown.length === 0) return undefined;
  const names = unknown.map((row) => row.migration_name).join(', ');
  return `The database has migrations that this version doesn't know (${names}): a newer Banjie made it.`;
};

/** Names that a message has room for. */
const SHOWN = 3;

/**
 * Fails with a StartError where the database lacks something that this version or these packages need; changes nothing. Gives a sentence where
 * a newer version has migrated it: while that one is rolled out, this one goes on.
 */
export const checkMigrated = (
  url: string,
  packages: readonly ProcessPackage[],
  folder = prismaFolder,
): Promise<string | undefined> =>
  withClient(url, async (client) => {
    const migrations = readMigrations(join(folder, 'migrations'));
    const rows = await appliedRows(client);
    const missing = missingOf(migrations, rows);
    const newer = newerThan(migrations, rows);
    if (newer !== undefined && missing.length === 0) return newer;
    const { due } = await sqlChanges(client, readSqlFiles(folder, packages), ownersOf(packages), false);
    const names = [...missing, ...due].map(({ name }) => name);
    if (names.length === 0) return undefined;
    const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
    throw new StartError(
      `The database isn't migrated to this version: it lacks ${names.slice(0, SHOWN).join(', ')}${more}. ` +
        `Run \`${typed('migrate')}\` of this version with the owner's DATABASE_URL, then start again.`,
    );
  });

const apply = async (ownerUrl: string, folder: string, migrations: readonly Migration[], rows: readonly Row[]): Promise<void> => {
  let refusal: SqlRefusal | undefined;
  const onRefusal = (refused: SqlRefusal) => {
    refusal = refused;
  };
  await withSchemaEngine(
    ownerUrl,
    async (engine) => {
      // Failed or broken off by a crash: PostgreSQL undid it, Prisma's table doesn't know yet.
      for (const row of rows.filter(({ finished, undone }) => !finished && !undone)) {
        await engine.markMigrationRolledBack({ migrationName: row.migration_name });
      }
      try {
        await engine.applyMigrations({ migrationsList: listFor(folder, migrations), filters });
      } catch (error) {
        const failed = migrations.find(({ script }) => script === refusal?.script)?.name;
        if ((error as { code?: string }).code === 'P3005') {
          throw new StartError('The database has tables of another program. Give Banjie a separate database in DATABASE_URL.');
        }
        if (!failed || !refusal) throw error;
        throw refusedScript(`The migration ${failed}`, 'its migration.sql', refusal);
      }
    },
    { onRefusal },
  );
};

/** The SQL that leads from what the database holds, or from an empty one, to prisma/schema.prisma. */
export const diffSchema = async (ownerUrl: string, from: 'database' | 'empty' = 'database'): Promise<string> => {
  const schema = readFileSync(join(prismaFolder, 'schema.prisma'), 'utf8');
  const files = [{ path: 'schema.prisma', content: schema }];
  const { stdout } = await withSchemaEngine(
    ownerUrl,
    (engine) =>
      engine.diff({
        from: from === 'empty' ? { tag: 'empty' } : { tag: 'schemaDatasource', files, configDir: prismaFolder },
        to: { tag: 'schemaDatamodel', files },
        script: true,
        exitCode: null,
        filters,
      }),
    { schema },
  );
  return stdout ?? '';
};
