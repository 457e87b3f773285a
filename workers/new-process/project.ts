/** The project in which a new process is written. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessManifest } from '../../graphql/manifest.ts';
import { readConfig } from '../config.ts';
import { StartError } from '../start-error.ts';

export type Project = {
  readonly folder: string;
  /** Whether it is Banjie’s own checkout. */
  readonly isCheckout: boolean;
  readonly packages: readonly ProcessManifest[];
  /** Says what it wrote, where there was no configuration of TypeScript. */
  writeTsconfig(dir: string): readonly string[];
};

const tsconfig = (dir: string) => ({
  compilerOptions: {
    target: 'es2024',
    module: 'nodenext',
    types: ['node'],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    verbatimModuleSyntax: true,
    erasableSyntaxOnly: true,
  },
  include: ['banjie.config.ts', dir],
});

export const openProject = async (folder: string): Promise<Project> => {
  const file = join(folder, 'package.json');
  if (!existsSync(file))
    throw new StartError('There is no package.json in this folder. Begin with: npm init -y, then npm pkg set type=module');
  const { name, type } = JSON.parse(readFileSync(file, 'utf8')) as { name?: string; type?: string };
  if (type !== 'module')
    throw new StartError('A process is written in modules, and package.json doesn’t say so. Run: npm pkg set type=module');
  const isCheckout = name === 'banjie';
  const { packages } = await readConfig(folder);
  return {
    folder,
    isCheckout,
    packages,
    writeTsconfig: (dir) => {
      const path = join(folder, 'tsconfig.json');
      if (existsSync(path)) return [];
      writeFileSync(path, `${JSON.stringify(tsconfig(dir), null, 2)}\n`, { flag: 'wx' });
      return ['tsconfig.json is new, for your editor and tsc: npm install --save-dev typescript @types/node'];
    },
  };
};
