import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import getPort from 'get-port';
import { Client } from 'pg';
import { claim, openDataDir, secret } from '../data-dir.ts';
import type { Progress } from '../progress.ts';
import { StartError } from '../start-error.ts';
import { type ChildServer, lastWords, startChild } from './child-server.ts';
import { type Account, postgresAccount, postgresBinaries } from './postgres-binaries.ts';
import { checkFiles, clearAway, createCluster, lockedBy } from './postgres-files.ts';

/** The PostgreSQL that runs beside the product. */
export type EmbeddedPostgres = {
  /** For migrations and tests: a superuser, whom row-level security doesn't bind. */
  ownerUrl: string;
  port: number;
  pid: () => number;
  /** Settles, with its last words, when the server ended without being asked to. */
  died: Promise<string>;
  /** Stops the server and keeps its port; `crash` skips the orderly shutdown. */
  pause: (how?: 'orderly' | 'crash') => Promise<void>;
  /** Starts it again on the same port. */
  resume: () => Promise<void>;
  stop: () => Promise<void>;
};

export type PostgresOptions = {
  dataDir: string;
  progress: Progress;
  /** Gives up safety from a power cut, not from a crash of PostgreSQL, for speed; for tests. */
  fast?: boolean;
};

const owner = 'banjie';
const database = 'banjie';
const urlOf = (password: string, port: number, db = database): string =>
  `postgresql://${owner}:${password}@127.0.0.1:${port}/${db}`;

const settings = (fast: boolean): string[] => {
  const values: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(fast ? { fsync: 'off', full_page_writes: 'off' } : {}),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
};

const untilReady = async (url: string, server: ChildServer, say: (doing: string) => void): Promise<boolean> => {
  for (;;) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query(`SELECT 1`);
      return true;
    } catch (error) {
      const { code } = error as { code?: string };
      if (!server.isRunning()) return false;
      if (code === '28P01') {
        await server.stop();
        throw new StartError(
          "The password kept in the data directory isn't the one this PostgreSQL was made with. " +
            'Put the right postgres-owner.secret back, or name a new BANJIE_DATA_DIR.',
        );
      }
      if (code === '57P03') say('getting ready; after an unclean end it recovers first');
      await sleep(30);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
};

const ensureDatabase = async (url: string): Promise<void> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (!rowCount) await client.query(`CREATE DATABASE ${database}`);
  } finally {
    await client.end();
  }
};

/**
 * Starts the embedded PostgreSQL on a free port of the loopback address; a later start on the same data goes on with it, also after
 * a crash. Only one at a time may: a second is refused with a StartError.
 */
export const startPostgres = async ({ dataDir: asked, progress, fast = false }: PostgresOptions): Promise<EmbeddedPostgres> => {
  const dataDir = openDataDir(asked);
  const release = await claim(dataDir, 'postgres');
  try {
    const dir = join(dataDir, 'postgres');
    const isNew = !existsSync(dir);
    const doing = isNew ? 'creating the database (the first start takes about 5 s)' : 'starting';
    return await progress.during('PostgreSQL', doing, async (say) => {
      const account = postgresAccount();
      const programs = postgresBinaries(account, progress);
      checkFiles(dir, account, programs.major);
      const password = secret(dataDir, 'postgres-owner');
      if (isNew) await createCluster({ initdb: programs.initdb, dir, owner: { name: owner, password }, account, fast });
      await clearAway(dir);
      return await run({
        dir,
        logFile: join(dataDir, 'postgres.log'),
        postgres: programs.postgres,
        account,
        password,
        fast,
        say,
        release,
      });
    });
  } catch (error) {
    await release();
    throw error;
  }
};

type Run = {
  dir: string;
  logFile: string;
  postgres: string;
  account: Account | undefined;
  password: string;
  fast: boolean;
  say: (doing: string) => void;
  release: () => Promise<void>;
};

const run = async ({ dir, logFile, postgres, account, password, fast, say, release }: Run): Promise<EmbeddedPostgres> => {
  let asked = false;
  let tellDied: (words: string) => void = () => undefined;
  const died = new Promise<string>((done) => {
    tellDied = done;
  });
  const begin = async (port: number): Promise<ChildServer | undefined> => {
    const child = startChild(postgres, ['-D', dir, '-p', String(port), ...settings(fast)], { logFile, ...account });
    if (!(await untilReady(urlOf(password, port, 'postgres'), child, say))) return undefined;
    asked = false;
    void child.ended.then((how) => asked || tellDied(`PostgreSQL ended by itself (${how}):\n${lastWords(logFile)}`));
    return child;
  };
  let port = await getPort({ host: '127.0.0.1' });
  let server = await begin(port);
  // Another program may take the port first, and after a crash the old server's helpers may need a moment to go.
  for (let tries = 1; !server && tries < 20 && /could not bind|still in use/.test(lastWords(logFile)); tries += 1) {
    await sleep(250);
    port = await getPort({ host: '127.0.0.1' });
    server = await begin(port);
  }
  if (!server) throw new StartError(`PostgreSQL didn't start. Its last words, from ${logFile}:\n${lastWords(logFile)}`);
  await ensureDatabase(urlOf(password, port, 'postgres'));
  const pause = async (how: 'orderly' | 'crash' = 'orderly') => {
    asked = true;
    await server?.stop(how === 'crash' ? 'SIGQUIT' : 'SIGINT');
  };
  return {
    ownerUrl: urlOf(password, port),
    port,
    pid: () => server?.pid ?? 0,
    died,
    pause,
    resume: async () => {
      if (server?.isRunning()) return;
      server = await begin(port);
      if (!server) throw new StartError(`PostgreSQL didn't start again on port ${port}:\n${lastWords(logFile)}`);
    },
    stop: async () => {
      await pause();
      await release();
    },
  };
};

/** The address of the PostgreSQL that a Banjie is running on this data right now, or nothing. */
export const runningPostgres = async (dataDir: string): Promise<string | undefined> => {
  const lock = lockedBy(join(dataDir, 'postgres'));
  if (!lock || !existsSync(join(dataDir, 'postgres-owner.secret'))) return undefined;
  const url = urlOf(secret(dataDir, 'postgres-owner'), lock.port);
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return url;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
};
