import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { schemaText } from '../../graphql/print-schema.ts';
import { createSchema } from '../../graphql/schema/schema.ts';
import { PAGES, writtenPages } from '../../workers/docs/pages.ts';
import { processes } from '../../workers/processes.ts';

const root = join(import.meta.dirname, '../..');
const committed = (file: string): string => readFileSync(join(root, file), 'utf8');

test('schema.graphql is what callers are given; where it differs on purpose, npm run schema writes it anew', () => {
  expect(committed('schema.graphql')).toBe(schemaText(createSchema(processes)));
});

const pages = writtenPages(root, processes);

test.each([...pages.keys()])('%s says what the processes are; after a change of theirs npm run docs writes it anew', (file) => {
  expect(committed(file)).toBe(pages.get(file));
});

test('every page is about a process that is there', () => {
  expect(
    readdirSync(join(root, PAGES))
      .map((file) => `${PAGES}/${file}`)
      .filter((file) => !pages.has(file)),
  ).toEqual([]);
});

/** Names in the first column of a README's tables that look like variables. */
const documented = (readme: string): string[] =>
  [...committed(readme).matchAll(/^\| ((?:`[A-Z][A-Z_]+`(?:, )?)+) +\|/gm)].flatMap(([, names = '']) =>
    [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
  );

test('the READMEs tell every environment variable that is read, and no other', () => {
  const declared = [...committed('workers/environment.ts').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name = '']) => name);
  const read = readdirSync(join(root, 'workers'))
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [
      ...committed(`workers/${file}`).matchAll(
        /process\.env\.([A-Z][A-Z_]+)|(?<=\{[^}]*)\b(BANJIE_[A-Z_]+)\b(?=[^}]*\} = process\.env)/g,
      ),
    ])
    .map(([, dotted, taken]) => dotted ?? taken ?? '')
    .filter((name) => name !== 'PATH');
  const variables = [...new Set([...declared, ...read])].sort();
  expect(documented('README.md').sort()).toEqual(variables);
  expect(documented('README.zh.md').sort()).toEqual(variables);
});
