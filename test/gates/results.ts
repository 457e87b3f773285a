/** Notes what came of each gate in a file that `npm run gates` reads, so that it can show all of them as one table. */
import { appendFileSync } from 'node:fs';
import { env } from 'node:process';
import { expect } from 'vitest';
import { GATES, type Result } from './gates.ts';

const note = (line: object): void => {
  if (env.BANJIE_GATES_RESULTS) appendFileSync(env.BANJIE_GATES_RESULTS, `${JSON.stringify(line)}\n`);
};

/** Notes how often was looked and what was wrong, and fails where something was. */
export const passes = (gate: keyof typeof GATES, process: string, looked: number, wrong: readonly string[]): void => {
  const faults = [...new Set(wrong)];
  note({ process, gate: GATES[gate], looked, faults: faults.length, first: faults.slice(0, 5) } satisfies Result);
  expect(faults).toEqual([]);
};

/** What is worth knowing and no fault: printed below the table. */
export const remark = (gate: keyof typeof GATES, process: string, words: string): void =>
  note({ process, gate: GATES[gate], words });
