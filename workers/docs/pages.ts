/** What the docs derived from the process folders should be, as files of the repository. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newest, type ProcessPackage } from '../../activities/process-package.ts';
import { pascal } from '../../graphql/schema/names.ts';
import { isForPeople } from '../../graphql/schema/process.ts';
import { byWords, processPage, table } from './process-page.ts';

/** Where the pages stand, below the repository's root. */
export const PAGES = 'docs/processes';

const readmes = {
  'README.md': { head: ['Process', 'Opened with', 'By', 'Ends as'], word: (en: string, zh: string) => `${en} ${zh}` },
  'README.zh.md': { head: ['流程', '立案', '由谁', '办结状态'], word: (en: string, zh: string) => `${zh} ${en}` },
} as const;

const BEGIN = '<!-- processes: written by npm run docs -->';
const END = '<!-- /processes -->';

/** The text of each file, by its path below `root`. */
export const writtenPages = (root: string, packages: readonly ProcessPackage[]): ReadonlyMap<string, string> =>
  new Map([
    ...packages.map((pkg) => [pageOf(newest(pkg).name), processPage(pkg)] as const),
    ...Object.entries(readmes).map(([file, { head, word }]) => [file, written(root, file, rows(packages, head, word))] as const),
  ]);

const pageOf = (process: string): string => `${PAGES}/${process.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.md`;

const rows = (packages: readonly ProcessPackage[], head: readonly string[], word: (en: string, zh: string) => string): string =>
  table(
    head,
    packages
      .map(newest)
      .map(({ name, title, start, closed, states }) => [
        `[${word(title.en, title.zh)}](${pageOf(name)})`,
        isForPeople(start) ? `\`start${pascal(name)}\`` : '',
        start.by.map(byWords).join(', '),
        closed.map((state: string) => word(states[state]?.en ?? state, states[state]?.zh ?? '')).join(', '),
      ]),
  );

/** A README with its table of processes and its listings of source as they are now. */
const written = (root: string, file: string, processes: string): string =>
  between(file, readFileSync(join(root, file), 'utf8'), processes).replaceAll(
    /(<!-- file: (\S+) -->\n```ts\n)[\s\S]*?(?=```)/g,
    (_, head: string, source: string) => `${head}${listing(join(root, source))}`,
  );

/** A file of the example as it reads in a folder at the repository's root. */
const listing = (file: string): string => readFileSync(file, 'utf8').replaceAll(`'../../../`, `'../`);

const between = (file: string, text: string, inner: string): string => {
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error(`${file} has no lines “${BEGIN}” and “${END}” between which the processes are listed.`);
  return `${before}${BEGIN}\n${inner}\n${END}${after}`;
};
