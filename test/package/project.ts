/** A project of somebody else, outside the checkout, in which the packed Banjie is installed. */
import { execFile, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');

export type Packed = { readonly filename: string; readonly size: number; readonly files: readonly { readonly path: string }[] };
export type Ran = { readonly code: number; readonly out: string; readonly err: string };

export const openProject = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'banjie-project-'));
  execFileSync(process.execPath, [join(root, 'packaging/build.ts')], { stdio: ['ignore', 'ignore', 'inherit'] });
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { stdout } = await promisify(execFile)(npm, ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: root,
  });
  const said = JSON.parse(stdout) as readonly Packed[] | Readonly<Record<string, Packed>>;
  const [packed] = Object.values(said);
  if (!packed) throw new Error('npm packed nothing.');
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  // What it needs beside is here already: fetching it again would take a minute.
  for (const name of readdirSync(join(root, 'node_modules'))) symlinkSync(join(root, 'node_modules', name), join(modules, name));
  execFileSync('tar', ['-xzf', join(folder, packed.filename), '-C', modules]);
  execFileSync('mv', [join(modules, 'package'), join(modules, 'banjie')]);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'office', private: true, type: 'module' }));
  cpSync(join(root, 'examples'), join(folder, 'examples'), { recursive: true });

  const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);
  /** Starts Node here; the variables of the machine that would change what Banjie does are left out. */
  const start = (words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    spawn(process.execPath, words, { cwd: folder, env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env } });
  const run = (words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> =>
    new Promise((done, fail) => {
      const child = start(words, env);
      let [out, err] = ['', ''];
      child.stdout.on('data', (text) => {
        out += text;
      });
      child.stderr.on('data', (text) => {
        err += text;
      });
      child.once('error', fail).once('close', (code) => done({ code: code ?? -1, out, err }));
    });
  const banjie = join(modules, 'banjie/bin/banjie.cjs');
  return { folder, packed, write, start, run, banjie, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

export type Project = Awaited<ReturnType<typeof openProject>>;
