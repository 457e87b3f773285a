import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PAGES, writtenPages } from './docs/pages.ts';
import { families } from './processes.ts';

/** `npm run docs`: writes the pages of the processes, their overview, their lists in the READMEs and the listings of the docs, and removes pages of processes that are gone. */
const root = join(import.meta.dirname, '..');
const pages = writtenPages(root, families);
mkdirSync(join(root, PAGES), { recursive: true });
for (const file of readdirSync(join(root, PAGES))) if (!pages.has(`${PAGES}/${file}`)) rmSync(join(root, PAGES, file));
for (const [file, text] of pages) writeFileSync(join(root, file), text);
