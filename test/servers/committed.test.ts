import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { schemaText } from '../../graphql/print-schema.ts';
import { createSchema } from '../../graphql/schema/schema.ts';
import { PAGES, writtenPages } from '../../workers/docs/pages.ts';
import { families, processes } from '../../workers/processes.ts';

const root = join(import.meta.dirname, '../..');
const committed = (file: string): string => readFileSync(join(root, file), 'utf8');

test('schema.graphql is what callers are given; where it differs on purpose, npm run schema writes it again', () => {
  expect(committed('schema.graphql')).toBe(schemaText(createSchema(processes)));
});

const pages = writtenPages(root, families);

test.each([...pages.keys()])(
  '%s says what processes and source files are; after a change npm run docs writes it again',
  (file) => {
    expect(committed(file)).toBe(pages.get(file));
  },
);

test('every page is about a process that is there', () => {
  expect(
    readdirSync(join(root, PAGES))
      .map((file) => `${PAGES}/${file}`)
      .filter((file) => !pages.has(file)),
  ).toEqual([]);
});

test.each(['README.md', 'README.zh.md'])('%s is read in one sitting: at most 150 lines', (file) => {
  expect(committed(file).trimEnd().split('\n').length).toBeLessThanOrEqual(150);
});

const guides = [
  'CONTRIBUTING.md',
  'SECURITY.md',
  'bench/README.md',
  ...[...pages.keys()].filter((file) => !file.startsWith(PAGES)),
];

test.each(guides)('%s links only to files that are there', (file) => {
  const links = [...committed(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link);
  expect(links.filter((link) => !existsSync(join(root, dirname(file), link)))).toEqual([]);
});

/** Names in the first column of the tables that look like variables. */
const documented = (text: string): string[] =>
  [...text.matchAll(/^\| ((?:`[A-Z][A-Z_]+`(?:, )?)+) +\|/gm)].flatMap(([, names = '']) =>
    [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
  );

test('docs/settings.md tells every environment variable that is read, and no other, in both languages', () => {
  const declared = [...committed('workers/environment.ts').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name = '']) => name);
  const read = readdirSync(join(root, 'workers'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [
      ...committed(`workers/${file}`).matchAll(
        /process\.env\.([A-Z][A-Z_]+)|(?<=\{[^}]*)\b(BANJIE_[A-Z_]+)\b(?=[^}]*\} = process\.env)/g,
      ),
    ])
    .map(([, dotted, taken]) => dotted ?? taken ?? '')
    .filter((name) => name !== 'PATH');
  // OpenTelemetry's own, of which the page names one and links to the rest.
  const variables = [...new Set([...declared, ...read, 'OTEL_EXPORTER_OTLP_ENDPOINT'])].sort();
  const [english = '', chinese = ''] = committed('docs/settings.md').split('## 中文');
  expect(documented(english).sort()).toEqual(variables);
  expect(documented(chinese).sort()).toEqual(variables);
});
