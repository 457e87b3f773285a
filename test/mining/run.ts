/** `npm run mining [-- -u]`: what pm4py reads in the exports, and the model that it discovers; `-u` draws that again. Needs Python 3 with pip. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheDir } from '../../workers/data-dir.ts';

const VERSION = '2.7.23.11';
/** Shared by all checkouts, as the servers are. */
const home = join(cacheDir(), `pm4py-${VERSION}`);
const python = join(home, 'bin', 'python');
/** Stands there once all of it is. */
const whole = join(home, 'whole');

const run = (program: string, args: readonly string[], env = process.env): number =>
  spawnSync(program, args, { stdio: 'inherit', env }).status ?? 1;
const install = (): boolean => {
  mkdirSync(home, { recursive: true });
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `pm4py==${VERSION}`];
  if (run('python3', ['-m', 'venv', home]) !== 0 || run(python, pip) !== 0) return false;
  writeFileSync(whole, '');
  return true;
};

if (!existsSync(whole) && !install()) {
  console.error('pm4py couldn’t be installed. Python 3 with venv and pip, and a way to PyPI are needed.');
  process.exitCode = 1;
} else {
  const suite = [fileURLToPath(new URL('../run.ts', import.meta.url)), 'test/mining', ...process.argv.slice(2)];
  process.exitCode = run(process.execPath, suite, { ...process.env, MINING_PYTHON: python });
}
