/**
 * `npm run badge -- <address or file> --issuer <address> [--schema <address or file>]`: whether a badge is good. Needs no database and no
 * Banjie that runs here. With a schema, whether it also fits the JSON Schema of Open Badges, whose address stands in each badge.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { checkBadge, fromTheNet } from '../activities/badges/check.ts';
import { runProgram } from './environment.ts';
import { StartError } from './start-error.ts';
import { typed } from './typed.ts';

const read = (from: string): Promise<string> =>
  (/^https?:/.test(from) ? fromTheNet(from) : readFile(from, 'utf8')).catch((error: Error) => {
    throw new StartError(`${from} couldn’t be read: ${error.message}`);
  });

await runProgram(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    strict: false,
    options: { issuer: { type: 'string' }, schema: { type: 'string' } },
  });
  const [badge] = positionals;
  const { issuer, schema } = values;
  if (!badge || typeof issuer !== 'string') {
    throw new StartError(
      `Say which badge and which issuer you trust: ${typed('badge badge.jwt --issuer https://banjie.example/academy/badges/xiaoshan/issuer')}`,
    );
  }
  const text = await read(badge);
  const found = await checkBadge(text, { issuer, ...(typeof schema === 'string' ? { schema: await read(schema) } : {}) });
  if (found.verdict === 'good') console.log(`good: ${found.credential.name}, issued by ${found.credential.issuer.name}`);
  else console.log(`${found.verdict}: ${found.why}`);
  process.exitCode = found.verdict === 'good' ? 0 : 1;
});
