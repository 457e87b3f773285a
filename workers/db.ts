import { existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';
import { RECOVERIES } from '../activities/recovery.ts';
import { seedTenant } from '../prisma/seed/seed-tenant.ts';
import type { TenantData } from '../prisma/seed/tenant-data.ts';
import { connectRoles } from './app-role.ts';
import { readConfig } from './config.ts';
import { counted } from './counted.ts';
import { claim, openDataDir } from './data-dir.ts';
import { runningPostgres, startPostgres } from './embedded/postgres.ts';
import { temporalFolder } from './embedded/temporal.ts';
import { readDatabaseEnvironment, runProgram } from './environment.ts';
import { diffSchema, migrate } from './migrations.ts';
import { showProgress } from './progress.ts';
import { askedLook } from './recovery/asked-look.ts';
import { StartError } from './start-error.ts';
import { typed } from './typed.ts';

const help = `The database, by hand. Uses DATABASE_URL, or else the embedded server, started for the moment unless Banjie runs.

  ${typed('db migrate')}             apply what prisma/ and the processes have and the database lacks
  ${typed('db diff')}                SQL from what the database holds to prisma/schema.prisma
  ${typed('db diff --from-empty')}   SQL from nothing to prisma/schema.prisma
  ${typed('db reset [--yes]')}       delete every case and all data, also the embedded Temporal's, then migrate
  ${typed('db tenant FILE')}         enter a street or utility written down in FILE, as the guide for authors shows (docs/guide)
  ${typed('db recover')}             have all open cases compared with their workflows, by the Banjie that runs, and put right
  ${typed('db psql-url')}            the owner's address, for psql and other tools, while Banjie runs
`;

const environment = () => readDatabaseEnvironment();
const progress = showProgress();

const withDatabase = async (work: (ownerUrl: string) => Promise<void>): Promise<void> => {
  const { databaseUrl, dataDir } = environment();
  const running = databaseUrl ?? (await runningPostgres(dataDir));
  if (running) return await work(running);
  const server = await startPostgres({ dataDir, progress });
  try {
    await work(server.ownerUrl);
  } finally {
    await server.stop();
  }
};

const migrateAll = async (ownerUrl: string): Promise<void> => {
  await connectRoles(ownerUrl, environment());
  const { packages } = await readConfig();
  const { migrations, functions } = await migrate(ownerUrl, { progress, packages });
  const applied = [...migrations, ...functions];
  console.log(
    applied.length === 0 ? 'The database was up to date.' : `Applied:\n${applied.map((name) => `  ${name}`).join('\n')}`,
  );
};

/** Asks before all data goes; without a terminal to ask on, only --yes will do. */
const mayReset = async (where: string, args: readonly string[]): Promise<boolean> => {
  if (args.includes('--yes')) return true;
  if (!process.stdin.isTTY) throw new StartError(`This would delete all data in ${where}. To mean it, add --yes.`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`Delete all data in ${where}? Type yes: `).finally(() => terminal.close());
  return answer.trim().toLowerCase() === 'yes';
};

const reset = async (ownerUrl: string, args: readonly string[]): Promise<void> => {
  const { hostname, port, pathname } = new URL(ownerUrl);
  if (!(await mayReset(`${hostname}:${port || 5432}${pathname}`, args))) throw new StartError('Nothing was deleted.');
  const dataDir = openDataDir(environment().dataDir);
  // A case that went on in Temporal would act on a record that is gone.
  const release = await claim(dataDir, 'temporal');
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`SET lock_timeout = '10s'; DROP SCHEMA public CASCADE; CREATE SCHEMA public;`).catch((error: Error) => {
      throw new StartError(`Nothing was deleted: ${error.message}. Is a Banjie or another program still connected?`);
    });
    rmSync(temporalFolder(dataDir), { recursive: true, force: true });
  } finally {
    await client.end();
    await release();
  }
  if (process.env.TEMPORAL_ADDRESS)
    progress.note(`Cases still open on the Temporal server at ${process.env.TEMPORAL_ADDRESS} stay there; terminate them.`);
  await migrateAll(ownerUrl);
};

const isTenantData = (value: unknown): value is TenantData =>
  typeof value === 'object' && value !== null && 'tenant' in value && 'units' in value && 'people' in value;

/** Enters what a tenant begins with; one that is there is left as its people have made it. */
const enterTenant = async (file: string | undefined): Promise<void> => {
  if (!file) throw new StartError(`Name the file that holds the tenant, as in: ${typed('db tenant my-street.ts')}`);
  const path = resolve(file);
  if (!existsSync(path)) throw new StartError(`There is no file ${path}.`);
  const data = Object.values((await import(pathToFileURL(path).href)) as object).find(isTenantData);
  if (!data)
    throw new StartError(
      `${path} exports no tenant; it should export an object of the type TenantData, which \`banjie\` exports.`,
    );
  await withDatabase(async (ownerUrl) => {
    await migrateAll(ownerUrl);
    const entered = await inTransaction(ownerUrl, (client) => seedTenant(client, data));
    console.log(
      entered
        ? `${data.tenant.en} ${data.tenant.zh} is entered, with ${data.people.length} people.`
        : `${data.tenant.en} ${data.tenant.zh} is there already, and was left as it is; its administrators change it through the API.`,
    );
  });
};

const inTransaction = async <Result>(ownerUrl: string, work: (client: Client) => Promise<Result>): Promise<Result> => {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } finally {
    await client.end();
  }
};

const psqlUrl = async (): Promise<void> => {
  const { databaseUrl, dataDir } = environment();
  const url = databaseUrl ?? (await runningPostgres(dataDir));
  if (!url)
    throw new StartError(`No embedded PostgreSQL is running on ${dataDir}. Start Banjie with \`${typed('start')}\` first.`);
  console.log(url);
};

const recover = async (): Promise<void> => {
  const { databaseUrl, dataDir } = environment();
  const url = databaseUrl ?? (await runningPostgres(dataDir));
  if (!url) throw new StartError(`No Banjie is running on ${dataDir}. Start it: it looks at all open cases when it has to.`);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const counts = await askedLook(client, (looked) => console.log(`${counted(looked, 'case')} looked at …`));
    console.log(`${counted(counts.looked ?? 0, 'case')} looked at.`);
    for (const [kind, words] of Object.entries(RECOVERIES)) if (counts[kind]) console.log(`  ${counts[kind]} ${kind}: ${words}`);
  } finally {
    await client.end();
  }
};

const [command = 'help', ...args] = process.argv.slice(2);
const commands: Record<string, () => Promise<void>> = {
  migrate: () => withDatabase(migrateAll),
  diff: () =>
    withDatabase(async (url) => console.log(await diffSchema(url, args.includes('--from-empty') ? 'empty' : 'database'))),
  reset: () => withDatabase((url) => reset(url, args)),
  tenant: () => enterTenant(args[0]),
  recover,
  'psql-url': psqlUrl,
  help: async () => console.log(help),
};

await runProgram(async () => {
  const run = commands[command.replace(/^--?h(elp)?$/, 'help')];
  if (!run) throw new StartError(`There is no command "${command}".\n\n${help}`);
  await run();
});
