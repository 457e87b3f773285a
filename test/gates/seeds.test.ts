/** Sample data names nobody who exists: no telephone of a person or a firm, and no firm of a real region. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'vitest';
import { isLicenceCode } from '../../workflows/kernel/licence-code.ts';
import { passes } from './results.ts';

const root = new URL('../../', import.meta.url).pathname;
const FOLDERS = ['prisma/seed', 'workers/demo', 'test/replay/stories', 'examples'];
/** Places of an invented region. */
const REGION = '339901';

const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|json|geojson)$/.test(file) && !file.includes('node_modules'))
    .map((file) => join(folder, file));

const CODE = /(?<![0-9A-Z])[159ANY][0-9][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Z])/g;
/** Mobile numbers that are given out, and lines with the code of an area. */
const TELEPHONES = /(?<![\d.])(1[3-9]\d{9}|0\d{2,3}-\d{7,8})(?!\d)/g;
const IDENTITIES = /(?<!\d)[1-8]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])\d{3}[\dX](?!\d)/g;

it('the samples hold no telephone, identity number or firm that could be somebody’s', () => {
  const wrong: string[] = [];
  let looked = 0;
  for (const file of FOLDERS.flatMap(filesIn)) {
    const text = readFileSync(join(root, file), 'utf8');
    looked++;
    for (const [found] of text.matchAll(TELEPHONES)) wrong.push(`${file}: the telephone ${found}`);
    for (const [found] of text.matchAll(IDENTITIES)) wrong.push(`${file}: the identity number ${found}`);
    for (const [code] of text.matchAll(CODE))
      if (/[A-Z]/.test(code) && isLicenceCode(code) && code.slice(2, 8) !== REGION) wrong.push(`${file}: the firm ${code}`);
  }
  passes('seeds', 'all samples', looked, wrong);
});
