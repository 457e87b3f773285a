import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { connectRoles } from '../../workers/app-role.ts';
import { type EmbeddedPostgres, startPostgres } from '../../workers/embedded/postgres.ts';
import { quietProgress } from '../../workers/progress.ts';
import { testFolder } from './folders.ts';
import { sql } from './sql.ts';

// Roles belong to the whole server, so these tests start a separate one.
let server: EmbeddedPostgres;
let dataDir: string;
const home = mkdtempSync(join(tmpdir(), 'banjie-roles-'));
beforeAll(async () => {
  server = await startPostgres({ dataDir: home, progress: quietProgress, fast: true });
});
beforeEach(() => {
  dataDir = testFolder();
});
afterEach(async () => {
  await sql(server.ownerUrl, 'ALTER SCHEMA public OWNER TO CURRENT_USER');
  for (const { rolname } of await sql<{ rolname: string }>(
    server.ownerUrl,
    `SELECT rolname FROM pg_roles WHERE rolname IN ('banjie_app', 'banjie_worker', 'office', 'portal')`,
  )) {
    await sql(server.ownerUrl, `DROP OWNED BY ${rolname}; DROP ROLE ${rolname}`);
  }
});
afterAll(async () => {
  await server.stop();
  rmSync(home, { recursive: true, force: true });
});

const signInAs = (user: string, password: string) => server.ownerUrl.replace(/\/\/[^@]+@/, `//${user}:${password}@`);

test('API and worker sign in as plain roles of their own that row-level security binds, the same on every start', async () => {
  const urls = await connectRoles(server.ownerUrl, { dataDir });
  expect(await connectRoles(server.ownerUrl, { dataDir })).toEqual(urls);
  for (const [url, rolname] of [
    [urls.appUrl, 'banjie_app'],
    [urls.workerUrl, 'banjie_worker'],
  ] as const) {
    expect(
      await sql(url, 'SELECT rolname, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user'),
    ).toEqual([{ rolname, rolsuper: false, rolbypassrls: false, rolcreaterole: false }]);
    await expect(sql(url, 'CREATE TABLE mine (a int)')).rejects.toThrow('permission denied');
  }
});

test('two programs that start at once agree on the plain role', async () => {
  const both = await Promise.all([connectRoles(server.ownerUrl, { dataDir }), connectRoles(server.ownerUrl, { dataDir })]);
  expect(both[0]).toEqual(both[1]);
});

test('a password given by the operator is the one that counts', async () => {
  await connectRoles(server.ownerUrl, { dataDir });
  const { appUrl } = await connectRoles(server.ownerUrl, { dataDir, appPassword: 'p/ss wörd 1' });
  expect(await sql(appUrl, 'SELECT current_user AS me')).toEqual([{ me: 'banjie_app' }]);
});

test('a plain role made by somebody else asks for its password', async () => {
  await sql(server.ownerUrl, `CREATE ROLE banjie_app LOGIN PASSWORD 'unknown here'`);
  await expect(connectRoles(server.ownerUrl, { dataDir })).rejects.toThrow('Give it in BANJIE_APP_PASSWORD');
});

test('an owner who may not make roles is told what to ask the administrator for', async () => {
  await sql(server.ownerUrl, `CREATE ROLE office LOGIN PASSWORD 'office-secret'`);
  await sql(server.ownerUrl, 'ALTER SCHEMA public OWNER TO office');
  const officeUrl = signInAs('office', 'office-secret');
  await expect(connectRoles(officeUrl, { dataDir })).rejects.toThrow("CREATE ROLE banjie_app LOGIN PASSWORD '…'");
  for (const role of ['banjie_app', 'banjie_worker'])
    await sql(server.ownerUrl, `CREATE ROLE ${role} LOGIN PASSWORD 'given-by-admin'`);
  const { appUrl } = await connectRoles(officeUrl, { dataDir, appPassword: 'given-by-admin' });
  expect(new URL(appUrl).username).toBe('banjie_app');
});

test('a role that would see every tenant is refused for the API', async () => {
  await expect(connectRoles(server.ownerUrl, { dataDir, appDatabaseUrl: server.ownerUrl })).rejects.toThrow(
    "would see every tenant's cases",
  );
});

test('a sign-in name given out by others serves the API once it was granted the plain role', async () => {
  await sql(server.ownerUrl, `CREATE ROLE portal LOGIN PASSWORD 'portal-secret'`);
  const appDatabaseUrl = signInAs('portal', 'portal-secret');
  await expect(connectRoles(server.ownerUrl, { dataDir, appDatabaseUrl })).rejects.toThrow('GRANT banjie_app TO portal');
  await sql(server.ownerUrl, 'GRANT banjie_app TO portal');
  const workerDatabaseUrl = appDatabaseUrl;
  await expect(connectRoles(server.ownerUrl, { dataDir, appDatabaseUrl, workerDatabaseUrl })).rejects.toThrow(
    'GRANT banjie_worker TO portal',
  );
  await sql(server.ownerUrl, 'GRANT banjie_worker TO portal');
  expect(await connectRoles(server.ownerUrl, { dataDir, appDatabaseUrl, workerDatabaseUrl })).toEqual({
    appUrl: appDatabaseUrl,
    workerUrl: workerDatabaseUrl,
  });
});

test('the plain role in an address that is given gets the password that stands in it', async () => {
  const appDatabaseUrl = signInAs('banjie_app', 'p%2Fss-word');
  const workerDatabaseUrl = signInAs('banjie_worker', 'another-word');
  expect(await connectRoles(server.ownerUrl, { dataDir, appDatabaseUrl, workerDatabaseUrl })).toEqual({
    appUrl: appDatabaseUrl,
    workerUrl: workerDatabaseUrl,
  });
  expect(await sql(appDatabaseUrl, 'SELECT current_user AS me')).toEqual([{ me: 'banjie_app' }]);
});

test('a plain role in DATABASE_URL is used as it is', async () => {
  const { appUrl, workerUrl } = await connectRoles(server.ownerUrl, { dataDir });
  expect(await connectRoles(appUrl, { dataDir: testFolder(), workerDatabaseUrl: workerUrl })).toEqual({ appUrl, workerUrl });
  await expect(connectRoles(appUrl, { dataDir: testFolder() })).rejects.toThrow('GRANT banjie_worker TO banjie_app');
});
