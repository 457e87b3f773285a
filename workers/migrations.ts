import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import { Client } from 'pg';
import { mayMigrate } from './app-role.ts';
import type { Progress } from './progress.ts';
import { type Refusal, withSchemaEngine } from './schema-engine.ts';
import { StartError } from './start-error.ts';

const prismaFolder = join(import.meta.dirname, '..', 'prisma');
const filters = { externalTables: [], externalEnums: [] };

type Migration = { name: string; script: string };
type Row = { migration_name: string; checksum: string; finished: boolean; undone: boolean };

const readMigrations = (folder: string): Migration[] =>
  readdirSync(folder, { withFileTypes: true })
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
    if (!row || row.checksum === createHash('sha256').update(script).digest('hex')) continue;
    throw new StartError(
      `The migration ${name} was changed after this database got it. Put the old text back and add a new migration, ` +
        'or, if the data may go, run `npm run db -- reset`.',
    );
  }
};

const explain = (name: string, refusal: Refusal | undefined, error: unknown): StartError => {
  const reason = refusal?.message ?? (error as Error).message.split('\n   0:')[0];
  const at = refusal?.position
    ? ` (line ${refusal.script.slice(0, Number(refusal.position)).split('\n').length} of its migration.sql)`
    : '';
  const more = [refusal?.detail, refusal?.hint].filter(Boolean).map((text) => ` ${text}`);
  return new StartError(
    `The migration ${name} failed${at}: ${reason}.${more.join('')} Nothing of it was kept; correct it and start again.`,
  );
};

const appliedRows = async (client: Client): Promise<Row[]> => {
  const { rows } = await client.query<{ exists: boolean }>(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists`);
  if (!rows[0]?.exists) return [];
  const found = await client.query<Row>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS undone FROM _prisma_migrations`,
  );
  return found.rows;
};

/**
 * Brings the database up to date with prisma/migrations and answers the names of what was applied. Each migration is one
 * transaction; several programs may start at once. Fails with a StartError that names the migration and PostgreSQL's reason.
 */
export const migrate = (
  ownerUrl: string,
  { progress, folder = join(prismaFolder, 'migrations') }: { progress: Progress; folder?: string },
): Promise<string[]> =>
  withClient(ownerUrl, async (client) => {
    const migrations = readMigrations(folder);
    const missingFrom = (rows: readonly Row[]) => {
      refuseEdited(migrations, rows);
      return migrations.filter(({ name }) => !rows.some((row) => row.migration_name === name && row.finished && !row.undone));
    };
    // A plain role can only find that nothing is missing.
    if (!(await mayMigrate(client))) {
      const missing = missingFrom(await appliedRows(client));
      if (missing.length === 0) return [];
      throw new StartError(
        `The database lacks the migration ${missing.map(({ name }) => name).join(', ')}, and the role in DATABASE_URL may not change its tables. ` +
          "Run `npm run db -- migrate` once with the owner's DATABASE_URL.",
      );
    }
    // Under the engine's own lock a migration that another program is at would look broken off.
    await client.query(`SELECT pg_advisory_lock(hashtextextended('banjie.migrations', 0))`);
    const rows = await appliedRows(client);
    const missing = missingFrom(rows);
    const unknown = rows.filter((row) => row.finished && !migrations.some(({ name }) => name === row.migration_name));
    if (unknown.length > 0) {
      const names = unknown.map((row) => row.migration_name).join(', ');
      progress.note(`The database has migrations that this version doesn't know (${names}): a newer Banjie made it.`);
    }
    if (missing.length === 0) return [];
    const [first, last] = [missing[0]?.name, missing.at(-1)?.name];
    const doing = first === last ? `applying ${first}` : `applying ${missing.length} migrations, ${first} to ${last}`;
    return await progress.during('Database tables', doing, () => apply(ownerUrl, folder, migrations, rows), 'up to date');
  });

const apply = async (
  ownerUrl: string,
  folder: string,
  migrations: readonly Migration[],
  rows: readonly Row[],
): Promise<string[]> => {
  let refusal: Refusal | undefined;
  const onRefusal = (refused: Refusal) => {
    refusal = refused;
  };
  return await withSchemaEngine(
    ownerUrl,
    async (engine) => {
      // Failed or broken off by a crash: PostgreSQL undid it, Prisma's table doesn't know yet.
      for (const row of rows.filter(({ finished, undone }) => !finished && !undone)) {
        await engine.markMigrationRolledBack({ migrationName: row.migration_name });
      }
      try {
        const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: listFor(folder, migrations), filters });
        return appliedMigrationNames;
      } catch (error) {
        const failed = migrations.find(({ script }) => script === refusal?.script)?.name;
        if ((error as { code?: string }).code === 'P3005') {
          throw new StartError('The database has tables of something else already. Give Banjie one of its own in DATABASE_URL.');
        }
        if (!failed) throw error;
        throw explain(failed, refusal, error);
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
