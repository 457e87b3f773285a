/** `npm run fuzz -- --seed N --calls N`: draws calls at random, and says which of them was answered as none should be. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, calls: { type: 'string', default: '5000' } } });
const run = fileURLToPath(new URL('../run.ts', import.meta.url));
const child = spawn(process.execPath, [run, 'test/fuzz'], {
  stdio: 'inherit',
  env: { ...process.env, BANJIE_SEED: values.seed, BANJIE_CALLS: values.calls },
});
child.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
