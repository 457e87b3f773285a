/** An office’s portal of Next, in a project of its own: the packed Banjie installed, the example copied into it. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import getPort from 'get-port';

const root = join(import.meta.dirname, '../..');

const PACKAGE = {
  name: 'portal',
  private: true,
  type: 'module',
  dependencies: { next: '16.4.6', pino: '10.4.0', react: '19.3.1', 'react-dom': '19.3.1' },
  devDependencies: { '@types/node': '24.19.2', '@types/react': '19.3.3', typescript: '6.0.3' },
};

/** The office's own page, which was there before. */
const PAGES = {
  'app/layout.tsx': `import type { ReactNode } from 'react';
export default ({ children }: { children: ReactNode }) => <html lang="en"><body>{children}</body></html>;\n`,
  'app/page.tsx': `export default () => <p>The portal of our street</p>;\n`,
};

/** Variables of the machine that would change what Next or Banjie does are left out. */
const plain = { PATH: process.env.PATH, HOME: process.env.HOME, NEXT_TELEMETRY_DISABLED: '1' } as unknown as NodeJS.ProcessEnv;

const timed = async <Done>(what: string, work: () => Promise<Done>): Promise<Done> => {
  const since = Date.now();
  const done = await work();
  console.log(`${what}: ${((Date.now() - since) / 1_000).toFixed(1)} s`);
  return done;
};

/** Fails with all that the program has said. */
const run = async (program: string, words: readonly string[], cwd: string): Promise<string> => {
  try {
    const env = cwd === root ? { ...process.env, NODE_OPTIONS: '' } : plain;
    return (await promisify(execFile)(program, words, { cwd, env, maxBuffer: 2 ** 26 })).stdout;
  } catch (error) {
    const { message, stdout } = error as { message: string; stdout?: string };
    throw new Error(`${message}\n${stdout}`);
  }
};

export const buildPortal = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'banjie-next-'));
  const next = join(folder, 'node_modules/next/dist/bin/next');
  const packed = await timed('built and packed', () => run('npm', ['pack', '--silent', '--pack-destination', folder], root));
  const tarball = packed.trim().split('\n').at(-1) ?? '';
  writeFileSync(join(folder, 'package.json'), JSON.stringify(PACKAGE));
  const install = ['install', '--prefer-offline', '--no-audit', '--no-fund'];
  await timed('installed', () => run('npm', [...install, `./${tarball}`], folder));
  cpSync(join(root, 'examples/next'), folder, { recursive: true });
  for (const [file, text] of Object.entries(PAGES)) writeFileSync(join(folder, file), text);
  await timed('next build', () => run(process.execPath, [next, 'build'], folder));

  /** `next start`, once it listens. */
  const start = async (env: Readonly<Record<string, string>>) => {
    const port = await getPort({ host: '127.0.0.1' });
    const words = [next, 'start', '--hostname', '127.0.0.1', '--port', String(port)];
    const child = spawn(process.execPath, words, { cwd: folder, env: { ...plain, ...env } });
    const ended = once(child, 'exit');
    let said = '';
    await new Promise<void>((done, fail) => {
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (text) => {
          said += text;
          if (said.includes('Ready in')) done();
        });
      child.once('exit', () => fail(new Error(said)));
    });
    const stop = (signal: NodeJS.Signals): Promise<readonly unknown[]> => {
      child.kill(signal);
      return ended;
    };
    return { url: `http://127.0.0.1:${port}`, stop };
  };
  return { start, remove: () => rmSync(folder, { recursive: true, force: true }) };
};
