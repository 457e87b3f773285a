import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Client } from 'pg';
import { connectRoles } from './app-role.ts';
import { claim, openDataDir } from './data-dir.ts';
import { runningPostgres, startPostgres } from './embedded-postgres.ts';
import { temporalFolder } from './embedded-temporal.ts';
import { readDatabaseEnvironment, runProgram } from './environment.ts';
import { diffSchema, migrate } from './migrations.ts';
import { showProgress } from './progress.ts';
import { StartError } from './start-error.ts';

const help = `The database, by hand. Uses DATABASE_URL, or else the embedded server, started for the moment unless Banjie runs.

  npm run db -- migrate             apply what prisma/migrations has and the database lacks
  npm run db -- diff                SQL from what the database holds to prisma/schema.prisma
  npm run db -- diff --from-empty   SQL from nothing to prisma/schema.prisma
  npm run db -- reset [--yes]       delete every case and all data, also the embedded Temporal's, then migrate
  npm run db -- psql-url            the owner's address, for psql and other tools, while Banjie runs
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
  const applied = await migrate(ownerUrl, { progress });
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

const psqlUrl = async (): Promise<void> => {
  const { databaseUrl, dataDir } = environment();
  const url = databaseUrl ?? (await runningPostgres(dataDir));
  if (!url) throw new StartError(`No embedded PostgreSQL is running on ${dataDir}. Start Banjie with \`npm start\` first.`);
  console.log(url);
};

const [command = 'help', ...args] = process.argv.slice(2);
const commands: Record<string, () => Promise<void>> = {
  migrate: () => withDatabase(migrateAll),
  diff: () =>
    withDatabase(async (url) => console.log(await diffSchema(url, args.includes('--from-empty') ? 'empty' : 'database'))),
  reset: () => withDatabase((url) => reset(url, args)),
  'psql-url': psqlUrl,
  help: async () => console.log(help),
};

await runProgram(async () => {
  const run = commands[command.replace(/^--?h(elp)?$/, 'help')];
  if (!run) throw new StartError(`There is no command "${command}".\n\n${help}`);
  await run();
});
