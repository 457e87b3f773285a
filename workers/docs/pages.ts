/** What the docs derived from processes and source files should be, as files of the repository. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newest, type ProcessPackage } from '../../activities/process-package.ts';
import { pascal } from '../../graphql/schema/names.ts';
import { isForPeople } from '../../graphql/schema/process.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import { KERNEL_REFUSALS } from '../../workflows/kernel/refusals.ts';
import { both, table } from './markdown.ts';
import { processPage } from './process-page.ts';
import { byWords } from './roles.ts';

/** Where the pages stand, below the repository's root. */
export const PAGES = 'docs/processes';

const readmes = {
  'README.md': { head: ['About', 'Processes'], own: 'en', other: 'zh', between: ' · ' },
  'README.zh.md': { head: ['领域', '流程'], own: 'zh', other: 'en', between: ' · ' },
} as const;
type Readme = (typeof readmes)[keyof typeof readmes];

/** Processes that belong together. */
type Family = { readonly title: Title; readonly processes: readonly ProcessPackage[] };

/** The text of each file, by its path below `root`. */
export const writtenPages = (root: string, families: readonly Family[]): ReadonlyMap<string, string> => {
  const packages = families.flatMap(({ processes }) => processes);
  return new Map([
    ...packages.map((pkg) => [pageOf(newest(pkg).name), processPage(pkg, discovered(root, newest(pkg).name))] as const),
    [`${PAGES}/README.md`, overview(packages)] as const,
    ...Object.entries(readmes).map(([file, readme]) => {
      const text = between(file, 'processes', readFileSync(join(root, file), 'utf8'), familyTable(families, readme));
      return [file, withListings(root, text)] as const;
    }),
    ...['docs', 'docs/guide']
      .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
      .filter((page) => page.endsWith('.md'))
      .map((page) => {
        const text = withListings(root, readFileSync(join(root, page), 'utf8'));
        return [page, page === 'docs/glossary.md' ? between(page, 'refusals', text, refusalTable()) : text] as const;
      }),
  ]);
};

const kebab = (process: string): string => process.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const pageOf = (process: string): string => `${PAGES}/${kebab(process)}.md`;

/** What `npm run mining` has drawn of a process. */
const discovered = (root: string, process: string): string | undefined => {
  const file = join(root, 'docs/discovered', `${kebab(process)}.mmd`);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};

/** The processes by what they are about, each with its link. */
const familyTable = (families: readonly Family[], { head, own, other, between }: Readme): string =>
  table(
    head,
    families.map(({ title, processes }) => [
      title[own],
      processes
        .map(newest)
        .map((process) => `[${process.title[own]} ${process.title[other]}](${pageOf(process.name)})`)
        .join(between),
    ]),
  );

/** The page on which all processes stand side by side. */
const overview = (packages: readonly ProcessPackage[]): string => {
  const rows = packages
    .map(newest)
    .map((process) => [
      `[${both(process.title)}](${kebab(process.name)}.md)`,
      isForPeople(process.start) ? `\`start${pascal(process.name)}\`` : '',
      process.start.by.map((role: string) => both(byWords(process, role))).join(', '),
      process.closed.map((state: string) => both(process.states[state] ?? { en: state, zh: '' })).join(', '),
    ]);
  return `# Processes 流程\n\n${table(['Process 流程', 'Opened with 立案', 'By 由谁', 'Ends as 办结状态'], rows)}\n`;
};

const refusalTable = (): string =>
  table(
    ['Code', 'When 何时'],
    Object.entries(KERNEL_REFUSALS).map(([code, words]) => [`\`${code}\``, both(words)]),
  );

/** A page with its listings as the source files are now; the mark `<!-- file: PATH -->` stands above each. */
const withListings = (root: string, text: string): string =>
  text.replaceAll(
    /(<!-- file: (\S+) -->\n```(?:ts|sql)\n)[\s\S]*?(?=```)/g,
    (_, head: string, source: string) => `${head}${readFileSync(join(root, source), 'utf8')}`,
  );

const between = (file: string, what: string, text: string, inner: string): string => {
  const begin = `<!-- ${what}: written by npm run docs -->`;
  const end = `<!-- /${what} -->`;
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`${file} has no lines “${begin}” and “${end}” between which the ${what} are listed.`);
  return `${before}${begin}\n${inner}\n${end}${after}`;
};
