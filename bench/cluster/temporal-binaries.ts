/** Temporal's own server and its database tool, built from the Go module proxy: its releases come as images alone. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from '../../workers/data-dir.ts';
import type { Progress } from '../../workers/progress.ts';
import { StartError } from '../../workers/start-error.ts';

/** The newest that builds with Go 1.26. */
const VERSION = 'v1.31.1';
const MODULE = `go.temporal.io/server@${VERSION}`;

export type TemporalBinaries = {
  readonly server: string;
  readonly sqlTool: string;
  /** Its folders `temporal` and `visibility` hold the versioned schemas. */
  readonly schema: string;
};

/** Both programs, in the cache or built into it; that takes some minutes, once. */
export const temporalBinaries = async (progress: Progress): Promise<TemporalBinaries> => {
  if (spawnSync('go', ['version'], { stdio: 'ignore' }).status !== 0)
    throw new StartError('Temporal’s server is built with Go, which isn’t here. Install it (https://go.dev) and run this again.');
  const home = join(cacheDir(), `temporal-server-${VERSION}`);
  mkdirSync(home, { recursive: true });
  const source = await progress.during('Temporal cluster', `fetching ${MODULE}`, async () => {
    const { Dir } = JSON.parse(go(home, 'mod', 'download', '-json', MODULE)) as { Dir: string };
    return Dir;
  });
  const build = async (name: string, folder: string): Promise<string> => {
    const program = join(home, name);
    if (existsSync(program)) return program;
    await progress.during('Temporal cluster', `building ${name}, which takes some minutes`, async () => {
      go(source, 'build', '-o', `${program}.new`, folder);
      // What was broken off never looks complete.
      renameSync(`${program}.new`, program);
    });
    return program;
  };
  return {
    server: await build('temporal-server', './cmd/server'),
    sqlTool: await build('temporal-sql-tool', './cmd/tools/sql'),
    schema: join(source, 'schema/postgresql/v12'),
  };
};

const go = (cwd: string, ...args: string[]): string => {
  const { status, stdout, stderr } = spawnSync('go', args, {
    cwd,
    env: { ...process.env, CGO_ENABLED: '0' },
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  });
  if (status !== 0) throw new StartError(`go ${args.join(' ')} failed: ${stderr.trim().split('\n').at(-1)}`);
  return stdout;
};
