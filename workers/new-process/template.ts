/** The files of a new process: those of the example in the guide, in its name. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { StartError } from '../start-error.ts';
import type { Names } from './names.ts';

const FILES = ['inputs.ts', 'rules.ts', 'workflow.ts', 'package.ts', 'story.test.ts'];

/** Installed, the files lie beside what was built, as text. */
const textOf = (file: string): string =>
  readFileSync(
    import.meta.url.endsWith('.ts')
      ? join(import.meta.dirname, '../../examples/tool-request', file)
      : join(import.meta.dirname, 'template', `${file}.txt`),
    'utf8',
  );

/** All words of its code: a process called like one of them would be in its own way. */
export const wordsOfTemplate = (): ReadonlySet<string> =>
  new Set(FILES.flatMap((file) => textOf(file).match(/[A-Za-z]\w*/g) ?? []).filter((word) => word !== 'toolRequest'));

const inNameOf = (text: string, { name, code, en, zh }: Names): string =>
  text
    .replaceAll('toolRequest', name)
    .replaceAll(`'TR'`, `'${code}'`)
    .replaceAll('Tool request', en)
    .replaceAll('tool request', en.toLowerCase())
    .replaceAll('工具申领', zh);

/** Writes the folder, which isn't there yet, and answers what was written. */
export const writeFolder = (folder: string, names: Names): readonly string[] => {
  if (existsSync(folder))
    throw new StartError(`${folder} is there already, and nothing was written. Choose another name or --dir.`);
  mkdirSync(folder, { recursive: true });
  return FILES.map((file) => {
    const path = join(folder, file);
    writeFileSync(path, inNameOf(textOf(file), names), { flag: 'wx' });
    return relative(process.cwd(), path);
  });
};
