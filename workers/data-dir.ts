import { createHash, randomBytes } from 'node:crypto';
import { accessSync, chmodSync, constants, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { StartError } from './start-error.ts';

const isRoot = process.getuid?.() === 0;
const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

const othersMayEnter = (dir: string): boolean => {
  const here = statSync(dir, { throwIfNoEntry: false });
  if (here && (here.mode & 0o001) === 0) return false;
  return dirname(dir) === dir || othersMayEnter(dirname(dir));
};

/**
 * Where embedded data lives unless BANJIE_DATA_DIR says otherwise: `.banjie` in the checkout. PostgreSQL refuses to run as root and
 * runs as another user instead; where that user couldn't enter the checkout (root's home), the data lives under /var/lib.
 */
export const defaultDataDir = (checkout = process.cwd()): string =>
  isRoot && !othersMayEnter(checkout)
    ? join('/var/lib/banjie', `${basename(checkout)}-${shortHash(checkout)}`)
    : join(checkout, '.banjie');

/** Where fetched programs are kept for every checkout of this user; BANJIE_CACHE_DIR overrides. */
export const cacheDir = (): string => {
  const { BANJIE_CACHE_DIR, XDG_CACHE_HOME } = process.env;
  if (BANJIE_CACHE_DIR) return resolve(BANJIE_CACHE_DIR);
  // Root's own cache is closed to the user that PostgreSQL runs as.
  if (isRoot) return '/var/cache/banjie';
  if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, 'banjie');
  return process.platform === 'darwin' ? join(homedir(), 'Library/Caches/banjie') : join(homedir(), '.cache/banjie');
};

/** Makes the data directory, passable for the user that PostgreSQL runs as; what is secret in it is closed by itself. */
export const openDataDir = (dataDir: string): string => {
  const dir = resolve(dataDir);
  try {
    mkdirSync(dir, { recursive: true, mode: isRoot ? 0o711 : 0o700 });
    const { mode } = statSync(dir);
    if (isRoot && (mode & 0o001) === 0) chmodSync(dir, mode | 0o111);
    accessSync(dir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartError(
      `The data directory ${dir} can't be used: ${(error as Error).message}. Name another one in BANJIE_DATA_DIR.`,
    );
  }
  return dir;
};

/** What is in a file only its owner can read; `fresh` is put there where nothing is yet. */
const kept = (file: string, fresh: string): string => {
  // Where Banjie is mounted, the directory may not be there yet.
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, fresh, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
};

/** A random secret that stays the same for this data directory. */
export const secret = (dataDir: string, name: string): string =>
  kept(join(dataDir, `${name}.secret`), randomBytes(24).toString('base64url'));

/** A private key that stays the same for this data directory. */
export const keptKey = async (dataDir: string, name: string, alg: 'RS256' | 'ES256' | 'Ed25519'): Promise<JWK> => {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return JSON.parse(kept(join(dataDir, `${name}.jwk`), JSON.stringify(await exportJWK(privateKey))));
};

/**
 * The keys of the house: `house.jwk`, which is made where it isn't there, and those that it has taken the place of, under names such as
 * `house-2026.jwk`. An old one signs beside it until its private part `d` is taken out of the file.
 */
export const keptKeys = async (dataDir: string): Promise<readonly JWK[]> => {
  const current = await keptKey(dataDir, 'house', 'Ed25519');
  const old = readdirSync(dataDir).filter((name) => /^house-.+\.jwk$/.test(name));
  return [current, ...old.toSorted().map((name) => JSON.parse(readFileSync(join(dataDir, name), 'utf8')) as JWK)];
};

const listen = (path: string): Promise<Server> =>
  new Promise((done, fail) => {
    const server = createServer((caller) => caller.on('error', () => undefined).end(String(process.pid)));
    server.once('error', fail).listen(path, () => done(server));
  });

const holder = (path: string): Promise<string | undefined> =>
  new Promise((done) => {
    const caller = connect(path);
    // A server that accepts but is too busy to answer is alive all the same.
    caller.setTimeout(2_000, () => caller.destroy(new Error('busy')));
    let answer = '';
    let connected = false;
    caller.on('connect', () => {
      connected = true;
    });
    caller.on('data', (chunk) => {
      answer += chunk;
    });
    caller.on('error', () => undefined);
    caller.on('close', () => done(connected ? answer || 'unknown' : undefined));
  });

/**
 * Claims a server's data for this process until released, or until the process ends in whatever way: a socket, unlike a file,
 * can't outlive the process that listens on it.
 */
export const claim = async (dataDir: string, server: string): Promise<() => Promise<void>> => {
  const inPlace = join(dataDir, `${server}.claim`);
  // A socket's path has room for about 100 bytes.
  const path = Buffer.byteLength(inPlace) < 100 ? inPlace : join(tmpdir(), `banjie-${server}-${shortHash(dataDir)}.claim`);
  const claimed = await listen(path).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    const pid = await holder(path);
    if (pid) {
      throw new StartError(
        `Another Banjie (process ${pid}) is running on the data in ${dataDir}. Stop it first, or give this one its own BANJIE_DATA_DIR.`,
      );
    }
    rmSync(path, { force: true });
    return listen(path);
  });
  claimed.unref();
  return () => new Promise((released) => claimed.close(() => released()));
};
