import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { OVER_BELOW } from '../../activities/transaction-order.ts';
import { checkMigrated, diffSchema, migrate } from '../../workers/migrations.ts';
import { quietProgress } from '../../workers/progress.ts';
import { testFolder } from './folders.ts';
import { emptyDatabase, freshDatabase, type TestDatabase } from './shared.ts';
import { sql } from './sql.ts';

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await emptyDatabase();
  folder = testFolder();
});

const write = (name: string, script: string): void => {
  mkdirSync(join(folder, 'migrations', name), { recursive: true });
  writeFileSync(join(folder, 'migrations', name, 'migration.sql'), script);
};
const run = async (url = database.ownerUrl) => (await migrateAll(url)).migrations;
const migrateAll = (url = database.ownerUrl) => migrate(url, { progress: quietProgress, folder });

const tables = 'CREATE TABLE reports (id int PRIMARY KEY, words text);\nGRANT SELECT ON reports TO banjie_app;';
const stamp = `CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.words := 'stamped; ' || NEW.words; RETURN NEW; END $$;
CREATE TRIGGER stamp BEFORE INSERT ON reports FOR EACH ROW EXECUTE FUNCTION stamp();`;

test('migrations are applied in their order, functions with semicolons included, and a second time nothing happens', async () => {
  write('2_stamp', stamp);
  write('1_tables', tables);
  expect(await run()).toEqual(['1_tables', '2_stamp']);
  expect(await run()).toEqual([]);
  await sql(database.ownerUrl, `INSERT INTO reports VALUES (1, 'dumped rubbish')`);
  expect(await sql(database.ownerUrl, 'SELECT words FROM reports')).toEqual([{ words: 'stamped; dumped rubbish' }]);
});

test("Prisma's own table tells what was applied, so its command line agrees", async () => {
  write('1_tables', tables);
  await run();
  expect(
    await sql(
      database.ownerUrl,
      'SELECT migration_name, applied_steps_count, length(checksum) AS checksum, rolled_back_at FROM _prisma_migrations',
    ),
  ).toEqual([{ migration_name: '1_tables', applied_steps_count: 1, checksum: 64, rolled_back_at: null }]);
});

test('a program that starts while another is migrating waits for it', async () => {
  write('1_tables', `SELECT pg_sleep(0.5);\n${tables}`);
  const first = run();
  await expect
    .poll(() =>
      sql(database.ownerUrl, `SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'SELECT pg_sleep%'`),
    )
    .toHaveLength(1);
  expect(await run()).toEqual([]);
  expect(await first).toEqual(['1_tables']);
});

test('a migration that fails is named with its line and reason, leaves nothing behind, and can be corrected', async () => {
  write('1_tables', tables);
  write('2_wrong', 'CREATE TABLE half (a int);\n\nSELECT nonsense FROM reports;');
  const words = 'The migration 2_wrong failed (line 3 of its migration.sql): column "nonsense" does not exist.';
  await expect(run()).rejects.toThrow(words);
  expect(
    await sql(database.ownerUrl, `SELECT to_regclass('half') AS half, to_regclass('reports') IS NOT NULL AS reports`),
  ).toEqual([{ half: null, reports: true }]);
  await expect(run()).rejects.toThrow(words);
  write('2_wrong', 'CREATE TABLE half (a int);');
  expect(await run()).toEqual(['2_wrong']);
});

test('a migration that a crash broke off is applied by the next start', async () => {
  write('1_tables', tables);
  await run();
  await sql(
    database.ownerUrl,
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at) VALUES ('x', 'unfinished', '2_stamp', now())`,
  );
  write('2_stamp', stamp);
  expect(await run()).toEqual(['2_stamp']);
});

test('a migration that was changed afterwards is refused', async () => {
  write('1_tables', tables);
  await run();
  write('1_tables', `${tables} -- changed`);
  await expect(run()).rejects.toThrow(
    'The migration 1_tables was changed after this database got it. What a database has stays as it was released: put the old text back',
  );
});

test('a plain role finds that nothing is missing, or names what the owner must apply', async () => {
  write('1_tables', tables);
  await expect(run(database.appUrl)).rejects.toThrow('The database lacks 1_tables');
  await run();
  await sql(database.ownerUrl, 'GRANT SELECT ON _prisma_migrations TO banjie_app');
  expect(await run(database.appUrl)).toEqual([]);
});

test('a program that changes no tables ends where the database lacks something, and goes on where it is newer', async () => {
  write('1_tables', tables);
  await run();
  await sql(database.ownerUrl, 'GRANT SELECT ON _prisma_migrations TO banjie_app');
  expect(await checkMigrated(database.appUrl, [], folder)).toBeUndefined();
  write('2_stamp', stamp);
  await expect(checkMigrated(database.appUrl, [], folder)).rejects.toThrow(
    "it lacks 2_stamp. Run `npm run migrate` of this version with the owner's DATABASE_URL",
  );
  await run();
  const before = testFolder();
  mkdirSync(join(before, 'migrations/1_tables'), { recursive: true });
  writeFileSync(join(before, 'migrations/1_tables/migration.sql'), tables);
  expect(await checkMigrated(database.appUrl, [], before)).toContain('(2_stamp): a newer Banjie made it');
});

test("a database with somebody else's tables is left alone", async () => {
  await sql(database.ownerUrl, 'CREATE TABLE invoices (id int)');
  write('1_tables', tables);
  await expect(run()).rejects.toThrow('The database has tables of another program.');
});

test('a database that a newer version has made is left alone, and the version it needs is named', async () => {
  write('1_tables', tables);
  write('2_stamp', stamp);
  await run();
  rmSync(join(folder, 'migrations', '2_stamp'), { recursive: true });
  await expect(run()).rejects.toThrow(/doesn't know \(2_stamp\): a newer Banjie made it\. Start that version/);
});

test('between a fresh database and the schema nothing differs, so that what `db diff` writes is a migration', async () => {
  const { ownerUrl } = await freshDatabase();
  expect(await diffSchema(ownerUrl)).toBe('-- This is an empty migration.\n');
  await sql(ownerUrl, 'ALTER TABLE units DROP COLUMN kind');
  expect(await diffSchema(ownerUrl)).toContain('ALTER TABLE "units" ADD COLUMN     "kind"');
});

test('a database that came from a server which had counted further goes on behind its rows', async () => {
  const { ownerUrl } = await freshDatabase();
  const far = 1_000_000_000_000;
  const move = (tx: string, version: number) =>
    sql(
      ownerUrl,
      `INSERT INTO clock_moves (id, tenant, case_id, actor_id, version, clocks, tx) VALUES (gen_random_uuid(), 'far', 'F-1', 'admin', ${version}, '{}', ${tx}) RETURNING tx::text`,
    );
  await sql(ownerUrl, `INSERT INTO tenants (id, code, en, zh, zone) VALUES ('far', 'F', 'Far', '远', 'Asia/Shanghai')`);
  // The case it is about is of no matter here.
  await sql(ownerUrl, `ALTER TABLE clock_moves DISABLE TRIGGER ALL`);
  await move(String(far), 1);
  for (let time = 0; time < 2; time++) await migrate(ownerUrl, { progress: quietProgress });
  const [next] = (await move('DEFAULT', 2)) as { tx: string }[];
  expect(Number(next?.tx) - far).toBeGreaterThan(0);
  expect(Number(next?.tx) - far).toBeLessThan(1_000);
  // A transaction of another test's may be open on the same server.
  await expect.poll(() => sql(ownerUrl, `SELECT ${OVER_BELOW} > $1 AS over`, [next?.tx])).toEqual([{ over: true }]);
});
