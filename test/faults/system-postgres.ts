/** A PostgreSQL as administrators have it, with the programs by which they back it up and restore it. */
import { execFile } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import getPort from 'get-port';
import { Client } from 'pg';
import { postgresAccount } from '../../workers/embedded/postgres-binaries.ts';

const run = promisify(execFile);

export type SystemPostgres = {
  readonly ownerUrl: string;
  /** Where dumps and backups are put. */
  readonly folder: string;
  /** Runs one of PostgreSQL's programs as its user, with the server's address in its environment. */
  program(name: string, ...args: string[]): Promise<void>;
  sql<Row extends object>(text: string, database?: string): Promise<Row[]>;
  /** Ends everybody's connections to the database, so that it can be replaced. */
  disconnect(): Promise<void>;
  /** Stops the server, puts a backup in the place of its data, and starts it so that it recovers up to this moment. */
  recover(backup: string, until: string): Promise<void>;
  stop(): Promise<void>;
};

const USER = 'banjie';
const NEEDED = ['initdb', 'pg_ctl', 'pg_dump', 'pg_restore', 'pg_basebackup', 'createdb', 'dropdb'];

/** Where one PostgreSQL has all its programs. */
const binaries = (): string => {
  const installed = '/usr/lib/postgresql';
  const versions = existsSync(installed) ? readdirSync(installed).toSorted((one, other) => Number(other) - Number(one)) : [];
  const folders = [...versions.map((version) => join(installed, version, 'bin')), ...(process.env.PATH ?? '').split(delimiter)];
  const found = folders.find((folder) => NEEDED.every((name) => existsSync(join(folder, name))));
  if (!found) throw new Error(`Install PostgreSQL 15 or later with its server for these drills; they need ${NEEDED.join(', ')}.`);
  return found;
};

export const startSystemPostgres = async (): Promise<SystemPostgres> => {
  const bin = binaries();
  const account = postgresAccount();
  const folder = mkdtempSync(join(tmpdir(), 'banjie-restore-'));
  const own = (path: string) => {
    chmodSync(path, 0o700);
    if (account) chownSync(path, account.uid, account.gid);
  };
  own(folder);
  const [data, archive] = [join(folder, 'data'), join(folder, 'archive')];
  mkdirSync(archive);
  own(archive);
  const port = await getPort({ host: '127.0.0.1' });
  const env = { ...process.env, PGHOST: '127.0.0.1', PGPORT: String(port), PGUSER: USER, PGDATA: data };
  const program = async (name: string, ...args: string[]) => {
    await run(join(bin, name), args, { cwd: folder, env, ...account });
  };
  // The server keeps the pipes of whoever starts it.
  const start = () =>
    run('sh', ['-c', `exec "${join(bin, 'pg_ctl')}" -w start -l "${join(folder, 'log')}" >/dev/null 2>&1`], {
      cwd: folder,
      env,
      ...account,
    });
  await program('initdb', '-A', 'trust', '-U', USER, '--no-sync', '-E', 'UTF8', '--locale=C.UTF-8');
  appendFileSync(
    join(data, 'postgresql.conf'),
    `port = ${port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\nfsync = off\narchive_mode = on\narchive_command = 'cp "%p" "${archive}/%f"'\n`,
  );
  await start();
  const urlOf = (database: string) => `postgresql://${USER}:any@127.0.0.1:${port}/${database}`;
  const sql = async <Row extends object>(text: string, database = 'banjie'): Promise<Row[]> => {
    const client = new Client({ connectionString: urlOf(database) });
    await client.connect();
    try {
      return (await client.query<Row>(text)).rows;
    } finally {
      await client.end();
    }
  };
  await program('createdb', 'banjie');
  return {
    ownerUrl: urlOf('banjie'),
    folder,
    program,
    sql,
    disconnect: async () => {
      await sql(`ALTER DATABASE banjie ALLOW_CONNECTIONS false`, 'postgres');
      await sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'banjie'`, 'postgres');
    },
    recover: async (backup, until) => {
      await program('pg_ctl', '-w', '-m', 'fast', 'stop');
      rmSync(data, { recursive: true });
      cpSync(backup, data, { recursive: true });
      writeFileSync(join(data, 'recovery.signal'), '');
      appendFileSync(
        join(data, 'postgresql.conf'),
        `restore_command = 'cp "${archive}/%f" "%p"'\nrecovery_target_time = '${until}'\nrecovery_target_action = 'promote'\n`,
      );
      if (account) await run('chown', ['-R', `${account.uid}:${account.gid}`, data]);
      own(data);
      await start();
    },
    stop: async () => {
      await program('pg_ctl', '-w', '-m', 'immediate', 'stop').catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
