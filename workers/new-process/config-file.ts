/** Mounts a new process in `banjie.config.ts`, or says how that is done by hand. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { configFile } from '../config.ts';
import type { Names } from './names.ts';
import type { Project } from './project.ts';

export const mountInConfig = ({ folder, isCheckout }: Project, processFolder: string, { name }: Names): readonly string[] => {
  const pkg = `${name}Package`;
  if (isCheckout) return [`Mount it by hand: add ${pkg} to the list in workers/processes.ts.`];
  const file = configFile(folder) ?? join(folder, 'banjie.config.ts');
  const path = relative(dirname(file), join(processFolder, 'package.ts')).split(sep).join('/');
  const line = `import { ${pkg} } from '${path.startsWith('.') ? path : `./${path}`}';`;
  if (!existsSync(file)) {
    writeFileSync(file, newConfig(line, pkg), { flag: 'wx' });
    return [`${basename(file)} is new: it mounts the shipped processes and this one.`];
  }
  const text = withProcess(readFileSync(file, 'utf8'), line, pkg);
  if (text === undefined)
    return [`${basename(file)} couldn’t be changed. Mount it by hand:`, `  ${line}`, `  packages: […, ${pkg}]`];
  writeFileSync(file, text);
  return [`${basename(file)} mounts it.`];
};

const newConfig = (line: string, pkg: string): string =>
  `import { defineConfig, processes } from 'banjie';\n${line}\n\nexport default defineConfig({ packages: [...processes, ${pkg}] });\n`;

/** The text with the import after the last one, and the process at the end of `packages: […]`; nothing where there is no such list. */
const withProcess = (text: string, line: string, pkg: string): string | undefined => {
  const begin = /\bpackages:\s*\[/.exec(text);
  if (!begin) return undefined;
  const from = begin.index + begin[0].length;
  let end = from;
  for (let depth = 1; end < text.length; end += 1) {
    if (text[end] === '[') depth += 1;
    if (text[end] === ']') depth -= 1;
    if (depth === 0) break;
  }
  const list = text.slice(from, end).trimEnd();
  const between = list.trim() === '' || list.endsWith(',') ? '' : ',';
  const mounted = `${text.slice(0, from)}${list}${between}${list.trim() === '' ? '' : ' '}${pkg}${text.slice(from + list.length)}`;
  const imports = [...mounted.matchAll(/^import\b[^;]*?from\s*['"][^'"]+['"];?[^\S\n]*$/gm)].at(-1);
  const after = imports ? imports.index + imports[0].length : 0;
  return `${mounted.slice(0, after)}${imports ? '\n' : ''}${line}${imports ? '' : '\n'}${mounted.slice(after)}`;
};
