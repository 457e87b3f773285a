import { expect, test } from 'vitest';
import { z } from 'zod';
import { newest, type ProcessPackage } from '../../activities/process-package.ts';
import { hallBookingPackage } from '../../examples/hall-booking/package.ts';
import { keyLoanPackage } from '../../examples/key-loan/package.ts';
import { sampleFacts } from '../../workers/docs/sample-facts.ts';
import { stateTable } from '../../workers/docs/state-table.ts';

const rowOf = (pkg: ProcessPackage, state: string): string =>
  stateTable(newest(pkg), pkg)
    .flatMap((part) => part.split('\n'))
    .find((line) => line.startsWith(`| \`${state}\` `)) ?? '';

test('a state shows its clock, who is waited for, and who has the work where they are gone', () => {
  expect(rowOf(keyLoanPackage, 'lent')).toBe(
    '| `lent` lent 借用中 | `loan` |  | `giveBack` — “Borrower 借用人” | dispatcher 派单员 |',
  );
});

test('a state without a clock says why none runs', () => {
  expect(rowOf(keyLoanPackage, 'asked')).toContain('| none: the key is fetched when it suits 随时可领取 |');
});

test('a task that only some cases have stands in italics, and a group goes on without those who leave', () => {
  const row = rowOf(hallBookingPackage, 'granted');
  expect(row).toContain('*`sign`* — each of “Wardens who sign 须签字人员”');
  expect(row).toContain('the others of the group, then hall warden 礼堂管理员');
});

test('a closed state waits for nothing', () => {
  expect(rowOf(keyLoanPackage, 'returned')).toBe('| `returned` returned 已归还 |  |  |  |  |');
});

test('a rule that no facts satisfy is said to depend on the case', () => {
  const process = newest(keyLoanPackage);
  const tasks = () => {
    throw new RangeError('These facts never come together.');
  };
  const [, , rows = ''] = stateTable({ ...process, lifecycle: { ...process.lifecycle, asked: { tasks } } }, keyLoanPackage);
  expect(rows).toContain('| `asked` asked for 待领取 |  |  | depends on the case |  |');
});

test('samples vary each fact from empty to full', () => {
  const facts = z.object({ signed: z.array(z.string()), late: z.boolean(), by: z.string().nullable() });
  expect(sampleFacts(facts)).toEqual(
    expect.arrayContaining([
      { signed: [], late: false, by: null },
      { signed: [], late: true, by: null },
      { signed: ['signed'], late: false, by: null },
      { signed: ['signed', 'signed', 'signed'], late: true, by: 'by' },
    ]),
  );
});
