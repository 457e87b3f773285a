import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, expect, test } from 'vitest';
import type { ProcessPackage } from '../../activities/process-package.ts';
import { keyLoanPackage } from '../../examples/key-loan/package.ts';
import { migrate } from '../../workers/migrations.ts';
import { quietProgress } from '../../workers/progress.ts';
import { testFolder } from './folders.ts';
import { emptyDatabase, freshDatabase, type TestDatabase } from './shared.ts';
import { sql } from './sql.ts';

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await emptyDatabase();
  folder = testFolder();
  mkdirSync(join(folder, 'functions'));
});

const write = (name: string, script: string): URL => {
  const path = join(folder, 'functions', name);
  writeFileSync(path, script);
  return pathToFileURL(path);
};
const run = async (packages: readonly ProcessPackage[] = []) =>
  (await migrate(database.ownerUrl, { progress: quietProgress, folder, packages })).functions;
const answer = async (call: string) => (await sql<{ answer: unknown }>(database.ownerUrl, `SELECT ${call} AS answer`))[0]?.answer;
const known = (name: string) => answer(`to_regproc('${name}') IS NOT NULL`);

const greeting = (words: string, takes = '') =>
  `CREATE OR REPLACE FUNCTION greeting(${takes}) RETURNS text LANGUAGE sql AS $$ SELECT '${words}' $$;`;

test('a file is applied once, and again when it has changed', async () => {
  write('greeting.sql', greeting('good morning'));
  expect(await run()).toEqual(['banjie/greeting.sql']);
  expect(await run()).toEqual([]);
  write('greeting.sql', greeting('good evening'));
  expect(await run()).toEqual(['banjie/greeting.sql']);
  expect(await answer('greeting()')).toBe('good evening');
});

test('a function may call one of a later file', async () => {
  write('a.sql', "CREATE OR REPLACE FUNCTION polite() RETURNS text LANGUAGE sql AS $$ SELECT greeting() || ', please' $$;");
  write('greeting.sql', greeting('good morning'));
  await run();
  expect(await answer('polite()')).toBe('good morning, please');
});

test('a function whose file is gone is dropped, with its trigger; one that nobody wrote down here stays', async () => {
  await sql(database.ownerUrl, 'CREATE TABLE words (word text)');
  await sql(database.ownerUrl, `CREATE FUNCTION somebody_elses() RETURNS int LANGUAGE sql AS 'SELECT 1'`);
  write(
    'stamp.sql',
    `CREATE OR REPLACE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
     CREATE OR REPLACE TRIGGER stamp BEFORE INSERT ON words FOR EACH ROW EXECUTE FUNCTION stamp();`,
  );
  await run();
  rmSync(join(folder, 'functions', 'stamp.sql'));
  await run();
  expect([await known('stamp'), await known('somebody_elses')]).toEqual([false, true]);
  await sql(database.ownerUrl, `INSERT INTO words VALUES ('free')`);
});

test('a function with other parameters or another answer takes the place of the old one', async () => {
  write('greeting.sql', greeting('good morning'));
  await run();
  write('greeting.sql', greeting('good evening', 'p_name text'));
  await run();
  expect(await answer(`greeting('Deng Li')`)).toBe('good evening');
  await expect(answer('greeting()')).rejects.toThrow('does not exist');
  write('greeting.sql', 'CREATE OR REPLACE FUNCTION greeting(p_name text) RETURNS int LANGUAGE sql AS $$ SELECT 5 $$;');
  await run();
  expect(await answer(`greeting('Deng Li')`)).toBe(5);
});

test('a function that moves to another file stays', async () => {
  write('a.sql', greeting('good morning'));
  write('b.sql', 'SELECT 1');
  await run();
  write('a.sql', 'SELECT 1');
  write('b.sql', greeting('good evening'));
  await run();
  expect(await answer('greeting()')).toBe('good evening');
});

test('a file that fails is named with its line and reason, and nothing of any file is kept', async () => {
  write('greeting.sql', greeting('good morning'));
  write('wrong.sql', '-- What is wrong\n\nSELECT nonsense;');
  await expect(run()).rejects.toThrow('The SQL file banjie/wrong.sql failed (line 3 of it): column "nonsense" does not exist.');
  write('wrong.sql', 'CREATE OR REPLACE FUNCTION wrong() RETURNS int LANGUAGE sql AS $$ SELECT nonsense $$;');
  await expect(run()).rejects.toThrow('The SQL file banjie/wrong.sql failed: column "nonsense" does not exist.');
  expect(await known('greeting')).toBe(false);
});

test('two programs that start at once apply a file once', async () => {
  write('greeting.sql', greeting('good morning'));
  const applied = await Promise.all([run(), run(), run()]);
  expect(applied.toSorted((a, b) => a.length - b.length)).toEqual([[], [], ['banjie/greeting.sql']]);
});

test('a package brings tables, once each, and functions; without the package they stay', async () => {
  const table = write('made.sql', 'CREATE TABLE visitors (name text);');
  const count = write(
    'count.sql',
    'CREATE OR REPLACE FUNCTION visitors_now() RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM visitors $$;',
  );
  rmSync(join(folder, 'migrations'), { recursive: true, force: true });
  const pkg = { ...keyLoanPackage, sql: { tables: [table], functions: [count] } };
  const bare = testFolder();
  const mount = (packages: readonly ProcessPackage[]) =>
    migrate(database.ownerUrl, { progress: quietProgress, folder: bare, packages });
  expect(await mount([pkg])).toEqual({ migrations: ['keyLoan/made.sql'], functions: ['keyLoan/count.sql'] });
  expect(await mount([pkg])).toEqual({ migrations: [], functions: [] });
  await mount([]);
  expect(await answer('visitors_now()')).toBe('0');
  await mount([keyLoanPackage]);
  expect(await known('visitors_now')).toBe(false);
  write('made.sql', 'CREATE TABLE visitors (name text, since date);');
  await expect(mount([pkg])).rejects.toThrow('The tables of keyLoan/made.sql were changed after this database got them.');
});

test('the shipped files applied once more change nothing, and every table with a tenant is secured', async () => {
  const { ownerUrl, appUrl } = await freshDatabase();
  const rights = () =>
    sql(
      ownerUrl,
      `SELECT relname, relacl::text, relrowsecurity FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1`,
    );
  const before = await rights();
  await sql(ownerUrl, `UPDATE function_files SET checksum = 'another'`);
  const { functions } = await migrate(ownerUrl, { progress: quietProgress });
  expect(functions).toEqual(expect.arrayContaining(['banjie/record-transition.sql', 'banjie/rights.sql']));
  expect(await rights()).toEqual(before);
  expect(
    await sql(
      ownerUrl,
      `SELECT table_name FROM information_schema.columns c JOIN pg_class k ON k.oid = format('public.%I', table_name)::regclass
       WHERE table_schema = 'public' AND column_name = 'tenant' AND NOT relrowsecurity
         AND NOT (relkind = 'v' AND reloptions @> '{security_invoker=true}')`,
    ),
    'a view shows what its reader may see of the tables under it',
  ).toEqual([]);
  // The plain role finds that nothing is missing, and can't pretend it.
  expect(await migrate(appUrl, { progress: quietProgress })).toEqual({ migrations: [], functions: [] });
  await expect(sql(appUrl, 'DELETE FROM function_files')).rejects.toThrow('permission denied');
});
