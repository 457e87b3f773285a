/** `npm run package`: packs Banjie, installs it in a new project with all it needs, and prints how long that and two starts take. */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'banjie-package-'));
// The user that PostgreSQL runs as may pass.
chmodSync(folder, 0o755);
const seconds = (since: number): string => `${((Date.now() - since) / 1000).toFixed(1)} s`;
const timed = (what: string, work: () => void): void => {
  const since = Date.now();
  work();
  console.log(`${what}: ${seconds(since)}`);
};

/** Milliseconds until the program says that it is ready; it is asked to end then. */
const start = async (): Promise<void> => {
  const since = Date.now();
  const env = { ...process.env, PORT: '0', METRICS_PORT: '0', BANJIE_DATA_DIR: join(folder, 'data') };
  const child = spawn(join(folder, 'node_modules/.bin/banjie'), ['start'], { cwd: folder, env });
  child.stderr.pipe(process.stderr);
  const ended = new Promise((done) => child.once('exit', done));
  for await (const text of child.stdout) {
    if (!String(text).includes('is ready')) continue;
    console.log(`ready in ${seconds(since)}`);
    child.kill('SIGTERM');
  }
  console.log(`ended with code ${await ended}`);
};

try {
  timed('built and packed', () =>
    execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: root, stdio: 'ignore' }),
  );
  const [tarball = ''] = readdirSync(folder);
  console.log(`${tarball}: ${(statSync(join(folder, tarball)).size / 1_000_000).toFixed(1)} MB`);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'office', private: true, type: 'module' }));
  timed('installed', () =>
    execFileSync('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', `./${tarball}`], {
      cwd: folder,
      stdio: 'inherit',
    }),
  );
  await start();
  await start();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
