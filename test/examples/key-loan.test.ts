import { startBanjieForTests, type TestBanjie } from 'banjie/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keyLoanPackage } from '../../examples/key-loan/package.ts';

let banjie: TestBanjie;
beforeAll(async () => {
  banjie = await startBanjieForTests({ packages: [keyLoanPackage] });
});
afterAll(() => banjie?.close());

it('reminds the borrower of a key that isn’t back after a working day, and takes it back from nobody else', async () => {
  const { case: loan } = await banjie.start('wang-xiuying', 'keyLoan', { room: 'Hall' });
  const id = loan?.id ?? '';
  expect(await banjie.act('lou-tao', 'keyLoan.handOver', id)).toMatchObject({ case: { state: 'lent' } });

  // Longer than any holiday.
  await banjie.pass('12 days');
  const { data } = await banjie.ask('wang-xiuying', '{ inbox(first: 5) { edges { node { subject } } } }');
  expect(data.inbox.edges).toEqual([{ node: { subject: 'The key of Hall is due' } }]);

  expect(await banjie.act('lou-tao', 'keyLoan.giveBack', id)).toMatchObject({ reason: 'kernel.wrongRole' });
  expect(await banjie.act('wang-xiuying', 'keyLoan.giveBack', id)).toMatchObject({ case: { state: 'returned' } });
});
