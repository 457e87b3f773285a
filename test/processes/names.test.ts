import { expect, test } from 'vitest';
import { newest } from '../../activities/process-package.ts';
import { processes } from '../../workers/processes.ts';
import { OWN_ACTS } from '../../workflows/kernel/own-acts.ts';

test('no process calls an action like one that every case takes, for it would never be reached', () => {
  const taken = processes.flatMap((pkg) =>
    Object.keys(newest(pkg).actions)
      .filter((action) => Object.hasOwn(OWN_ACTS, action))
      .map((action) => `${newest(pkg).name}.${action}`),
  );
  expect(taken).toEqual([]);
});

test('no two processes have the same code in their case numbers', () => {
  const codes = processes.map((pkg) => newest(pkg).code);
  expect(codes.filter((code, n) => codes.indexOf(code) < n)).toEqual([]);
});

test('no ladder has two steps at one share of its time, for the second would never be climbed', () => {
  const twice = processes.flatMap((pkg) =>
    Object.entries(newest(pkg).clocks)
      .filter(([, { ladder }]) => new Set(ladder.map(({ at }) => at)).size < ladder.length)
      .map(([clock]) => `${newest(pkg).name}.${clock}`),
  );
  expect(twice).toEqual([]);
});
