/** `npm run badge -- <address or file> --issuer <address>`: whether a badge is good. Needs no database and no Banjie that runs here. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { checkBadge, fromTheNet } from '../activities/badges/check.ts';
import { runProgram } from './environment.ts';
import { StartError } from './start-error.ts';

await runProgram(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    strict: false,
    options: { issuer: { type: 'string' } },
  });
  const [badge] = positionals;
  const { issuer } = values;
  if (!badge || typeof issuer !== 'string') {
    throw new StartError(
      'Say which badge and which issuer you trust: npm run badge -- badge.jwt --issuer https://banjie.example/academy/badges/xiaoshan/issuer',
    );
  }
  const text = await (/^https?:/.test(badge) ? fromTheNet(badge) : readFile(badge, 'utf8')).catch((error: Error) => {
    throw new StartError(`${badge} couldn’t be read: ${error.message}`);
  });
  const found = await checkBadge(text, { issuer });
  if (found.verdict === 'good') console.log(`good: ${found.credential.name}, issued by ${found.credential.issuer.name}`);
  else console.log(`${found.verdict}: ${found.why}`);
  process.exitCode = found.verdict === 'good' ? 0 : 1;
});
