import type { Client } from 'pg';
import { ownerOf, type SqlFile } from './sql-files.ts';
import { refusedScript, type SqlRefusal } from './sql-refusal.ts';
import { StartError } from './start-error.ts';

/** A file as the database knows it, with the functions that it made, such as `ms(timestamp with time zone)`. */
type Applied = { readonly name: string; readonly checksum: string; readonly functions: readonly string[] };

/** What is to be done, and what the files that go or change have made before. */
export type SqlChanges = {
  readonly due: readonly SqlFile[];
  readonly gone: readonly Applied[];
  readonly before: readonly string[];
};

/** What the database lacks of these files, and which functions it has whose file is gone. */
export const sqlChanges = async (
  client: Client,
  files: readonly SqlFile[],
  owners: ReadonlySet<string>,
  migrated: boolean,
): Promise<SqlChanges> => {
  const functions = await appliedFiles(client, 'function_files');
  const tables = await appliedFiles(client, 'package_migrations');
  const changed = files.filter(({ kind, name, checksum }) => {
    const applied = (kind === 'tables' ? tables : functions).get(name);
    if (kind === 'tables' && applied && applied.checksum !== checksum)
      throw new StartError(
        `The tables of ${name} were changed after this database got them. Put the old text back and add a file.`,
      );
    return applied?.checksum !== checksum;
  });
  const gone = [...functions.values()].filter(
    ({ name }) => owners.has(ownerOf(name)) && !files.some((file) => file.name === name && file.kind !== 'tables'),
  );
  const due = migrated || changed.length > 0 ? files.filter((file) => file.kind === 'rights' || changed.includes(file)) : [];
  const before = [...gone.map(({ name }) => name), ...due.filter(({ kind }) => kind === 'functions').map(({ name }) => name)];
  return { due, gone, before: before.flatMap((name) => functions.get(name)?.functions ?? []) };
};

const appliedFiles = async (
  client: Client,
  table: 'function_files' | 'package_migrations',
): Promise<ReadonlyMap<string, Applied>> => {
  const { rows } = await client.query<{ exists: boolean }>(`SELECT to_regclass($1) IS NOT NULL AS exists`, [table]);
  if (!rows[0]?.exists) return new Map();
  const made = table === 'function_files' ? 'functions' : `'{}'::text[] AS functions`;
  const found = await client.query<Applied>(`SELECT name, checksum, ${made} FROM ${table}`);
  return new Map(found.rows.map((row) => [row.name, row]));
};

/** Only the owner writes them; the plain role may read what was applied. */
const bookkeeping = `
  CREATE TABLE IF NOT EXISTS function_files (name text PRIMARY KEY, checksum text NOT NULL, functions text[] NOT NULL, applied_at timestamptz NOT NULL);
  CREATE TABLE IF NOT EXISTS package_migrations (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL);`;

/** PostgreSQL's code for a function that can't be replaced as it is, because it gives back something else now. */
const CANT_REPLACE = '42P13';

/**
 * Applies changed files in one transaction, so that programs that run meanwhile see all of them or none. The caller has the lock of the
 * migrations. Fails with a StartError that names the file and PostgreSQL's reason.
 */
export const applySql = async (client: Client, changes: SqlChanges): Promise<void> => {
  if (changes.due.length + changes.gone.length === 0) return;
  try {
    await inTransaction(client, () => applyAll(client, changes, false));
  } catch (error) {
    if ((error as { cause?: { code?: string } }).cause?.code !== CANT_REPLACE) throw error;
    await inTransaction(client, () => applyAll(client, changes, true));
  }
};

const inTransaction = async (client: Client, work: () => Promise<void>): Promise<void> => {
  await client.query('BEGIN');
  try {
    await work();
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
};

const applyAll = async (client: Client, { due, gone, before }: SqlChanges, dropFirst: boolean): Promise<void> => {
  await client.query(bookkeeping);
  if (dropFirst) await dropFunctions(client, before);
  // A function may call one that comes after it; all are looked at once they are there.
  await client.query('SET LOCAL check_function_bodies = off');
  const made = new Map<SqlFile, readonly string[]>();
  const all = new Set<string>();
  for (const file of due) {
    await refusing(file, () => client.query(file.script));
    const fresh = (await functionsMadeNow(client)).filter((name) => !all.has(name));
    for (const name of fresh) all.add(name);
    made.set(file, fresh);
    await note(client, file, fresh);
  }
  await dropFunctions(
    client,
    before.filter((name) => !all.has(name)),
  );
  await client.query('DELETE FROM function_files WHERE name = ANY ($1)', [gone.map(({ name }) => name)]);
  await client.query('SET LOCAL check_function_bodies = on');
  // What is wrong has its place in a function's body, not in the file.
  for (const [file, functions] of made) await refusing({ ...file, script: '' }, () => checkFunctions(client, functions));
};

const note = (client: Client, { kind, name, checksum }: SqlFile, functions: readonly string[]) =>
  kind === 'tables'
    ? client.query('INSERT INTO package_migrations VALUES ($1, $2, now())', [name, checksum])
    : client.query(
        `INSERT INTO function_files VALUES ($1, $2, $3, now())
         ON CONFLICT (name) DO UPDATE SET checksum = excluded.checksum, functions = excluded.functions, applied_at = excluded.applied_at`,
        [name, checksum, functions],
      );

/** Functions that this transaction has made or replaced: their rows in the catalogue carry its number. */
const functionsMadeNow = async (client: Client): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    'SELECT oid::regprocedure::text AS name FROM pg_proc WHERE xmin = pg_current_xact_id()::xid ORDER BY 1',
  );
  return rows.map(({ name }) => name);
};

const checkFunctions = async (client: Client, functions: readonly string[]): Promise<void> => {
  for (const [language, check] of [
    ['plpgsql', 'plpgsql_validator'],
    ['sql', 'fmgr_sql_validator'],
  ]) {
    await client.query(
      `SELECT ${check}(p.oid) FROM unnest($1::text[]) f JOIN pg_proc p ON p.oid = to_regprocedure(f)
       WHERE p.prolang = (SELECT oid FROM pg_language WHERE lanname = $2)`,
      [functions, language],
    );
  }
};

/** Nothing but a trigger hangs on a trigger's function; what hangs on another function must be taken away by hand. */
const dropFunctions = async (client: Client, functions: readonly string[]): Promise<void> => {
  const { rows } = await client.query<{ name: string; more: string }>(
    `SELECT p.oid::regprocedure::text AS name, CASE WHEN p.prorettype = 'trigger'::regtype THEN 'CASCADE' ELSE '' END AS more
     FROM unnest($1::text[]) f JOIN pg_proc p ON p.oid = to_regprocedure(f)`,
    [functions],
  );
  for (const { name, more } of rows) await client.query(`DROP ROUTINE ${name} ${more}`);
};

const refusing = async ({ name, script }: SqlFile, work: () => Promise<unknown>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    const refusal: SqlRefusal = { ...(error as SqlRefusal), message: (error as Error).message, script };
    throw Object.assign(refusedScript(`The SQL file ${name}`, 'it', refusal), { cause: error });
  }
};
