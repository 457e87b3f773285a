/** `npm run tlog`: what an implementation of C2SP's logs that isn't ours says of checkpoints and proofs. Needs Python 3 with pip. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = mkdtempSync(join(tmpdir(), 'banjie-tlog-'));
const run = (program: string, args: readonly string[], env = process.env): number =>
  spawnSync(program, args, { stdio: 'inherit', env }).status ?? 1;
try {
  // It asks for Python 3.12, and does with 3.11.
  const pip = ['-m', 'pip', 'install', '--quiet', '--ignore-requires-python', '--target', folder, 'aics-tlog==0.2.1'];
  if (run('python3', pip) !== 0) {
    console.error('The package aics-tlog couldn’t be installed. Python 3 with pip and a way to PyPI are needed.');
    process.exitCode = 1;
  } else {
    const suite = [fileURLToPath(new URL('../run.ts', import.meta.url)), 'test/tlog'];
    process.exitCode = run(process.execPath, suite, { ...process.env, PYTHONPATH: folder });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
