import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandOf, isAlive } from '../running-process.ts';
import { StartError } from '../start-error.ts';
import { type Account, mayUse } from './postgres-binaries.ts';

export type NewCluster = {
  initdb: string;
  dir: string;
  owner: { name: string; password: string };
  account: Account | undefined;
  /** Doesn't wait until the disk has it; for tests. */
  fast: boolean;
};

/** Creates the database files aside and moves them into place whole, so that a start broken off leaves nothing half made. */
export const createCluster = async ({ initdb, dir, owner, account, fast }: NewCluster): Promise<void> => {
  const coming = `${dir}.new`;
  const passwordFile = `${dir}.password`;
  rmSync(coming, { recursive: true, force: true });
  mkdirSync(coming, { mode: 0o700 });
  writeFileSync(passwordFile, owner.password, { mode: 0o600 });
  if (account) for (const path of [coming, passwordFile]) chownSync(path, account.uid, account.gid);
  const args = [
    `--pgdata=${coming}`,
    `--username=${owner.name}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    ...(fast ? ['--no-sync'] : []),
  ];
  const words: string[] = [];
  const code = await new Promise((done, fail) => {
    const child = spawn(initdb, args, { cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], ...account });
    child.stdout.on('data', (chunk) => words.push(String(chunk)));
    child.stderr.on('data', (chunk) => words.push(String(chunk)));
    child.once('error', fail).once('close', done);
  }).finally(() => rmSync(passwordFile, { force: true }));
  if (code !== 0) throw new StartError(`PostgreSQL couldn't create its database in ${dir}:\n${words.join('').trim()}`);
  renameSync(coming, dir);
};

/** Process number and port of the server that holds the files, as it wrote them down itself. */
export const lockedBy = (dir: string): { pid: number; port: number } | undefined => {
  const file = join(dir, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(pid), port: Number(port) };
};

/**
 * Makes way after a Banjie that was killed: its PostgreSQL may still be running, or may have left a note of a process number
 * that another process has by now, which PostgreSQL would take for itself.
 */
export const clearAway = async (dir: string): Promise<void> => {
  const lock = lockedBy(dir);
  if (!lock) return;
  const isOurs = () => isAlive(lock.pid) && commandOf(lock.pid)?.includes(dir) === true;
  if (isOurs()) {
    process.kill(lock.pid, 'SIGINT');
    for (let waited = 0; isOurs() && waited < 10_000; waited += 50) await sleep(50);
    if (isOurs()) process.kill(lock.pid, 'SIGQUIT');
    for (let waited = 0; isOurs() && waited < 5_000; waited += 50) await sleep(50);
  } else if (!isAlive(lock.pid) || commandOf(lock.pid) !== undefined) {
    rmSync(join(dir, 'postmaster.pid'), { force: true });
  }
};

/** Refuses files that PostgreSQL couldn't use, in words that say what to do. */
export const checkFiles = (dir: string, account: Account | undefined, major: string): void => {
  const dataDir = join(dir, '..');
  if (account && !mayUse(dataDir, account)) {
    throw new StartError(
      `PostgreSQL refuses to run as root, and its own user can't enter ${dataDir}. ` +
        'Choose a data directory it can reach, such as BANJIE_DATA_DIR=/var/lib/banjie, or run Banjie as an ordinary user.',
    );
  }
  if (!existsSync(dir)) return;
  const { uid } = statSync(dir);
  const self = account?.uid ?? process.getuid?.() ?? uid;
  if (uid !== self) {
    throw new StartError(
      `The data in ${dir} belongs to user ${uid}, and PostgreSQL would run as user ${self}. Start Banjie as the user who made it.`,
    );
  }
  const version = readFileSync(join(dir, 'PG_VERSION'), 'utf8').trim();
  if (version !== major) {
    throw new StartError(
      `The data in ${dir} was made by PostgreSQL ${version}, and this is PostgreSQL ${major}. ` +
        `Dump it with version ${version} and load it again, or name a new BANJIE_DATA_DIR.`,
    );
  }
};
