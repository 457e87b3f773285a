/** `npm run gates [-- PROCESS …] [-- --only FILE]`: looks at every act of every process, and shows what came of it as a table. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { GATES, type Result } from './gates.ts';

const { values, positionals } = parseArgs({ options: { only: { type: 'string', default: '' } }, allowPositionals: true });
const folder = mkdtempSync(join(tmpdir(), 'banjie-gates-'));
const file = join(folder, 'results');
const run = fileURLToPath(new URL('../run.ts', import.meta.url));
const child = spawn(process.execPath, [run, `test/gates/${values.only}`], {
  stdio: 'inherit',
  env: { ...process.env, BANJIE_GATES: positionals.join(','), BANJIE_GATES_RESULTS: file },
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));

type Remark = { readonly process: string; readonly gate: string; readonly words: string };
const linesOf = (): readonly (Result | Remark)[] => {
  try {
    return readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  } catch {
    return [];
  }
};

const show = (lines: readonly (Result | Remark)[]): void => {
  const gates = Object.values(GATES).filter((gate) => lines.some((line) => line.gate === gate));
  const results = lines.filter((line): line is Result => 'looked' in line);
  const table = [...Map.groupBy(results, ({ process }) => process)].map(([process, of]) => ({
    process,
    ...Object.fromEntries(
      gates.map((gate) => {
        const those = of.filter((one) => one.gate === gate);
        const [looked, faults] = [
          those.reduce((sum, one) => sum + one.looked, 0),
          those.reduce((sum, one) => sum + one.faults, 0),
        ];
        return [gate, those.length === 0 ? '' : faults > 0 ? `failed ${faults}/${looked}` : `passed ${looked}`];
      }),
    ),
  }));
  console.table(table);
  for (const line of lines) if ('words' in line) console.log(`${line.process} ${line.gate}: ${line.words}`);
};

child.once('exit', (code) => {
  show(linesOf());
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = code ?? 1;
});
