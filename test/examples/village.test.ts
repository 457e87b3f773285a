import { startBanjieForTests, type TestBanjie } from 'banjie/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keyLoanPackage } from '../../examples/key-loan/package.ts';
import { toolRequestPackage } from '../../examples/tool-request/package.ts';
import { village } from '../../examples/village/tenant.ts';

let banjie: TestBanjie;
beforeAll(async () => {
  banjie = await startBanjieForTests({ packages: [keyLoanPackage, toolRequestPackage], tenants: [village] });
});
afterAll(() => banjie?.close());

const asked = async () => (await banjie.start('anna', 'toolRequest', { subject: 'A ladder' })).case?.id ?? '';
const subjects = async (person: string): Promise<readonly string[]> => {
  const { data } = await banjie.ask(person, '{ inbox(first: 5) { edges { node { subject } } } }');
  return data.inbox.edges.map(({ node }: { node: { subject: string } }) => node.subject);
};

it('work of a case that no unit has is for those whose role counts everywhere', async () => {
  const id = await asked();
  const work = async (person: string) => (await banjie.ask(person, '{ tasks { totalCount } }')).data.tasks.totalCount;
  expect(await work('wei')).toBe(0);
  expect(await work('lou')).toBe(2);
  expect(await banjie.act('lou', 'toolRequest.grant', id)).toMatchObject({ case: { state: 'granted' } });
});

it('the borrower is reminded of a key that isn’t back after a working day, and nobody else gives it back', async () => {
  const { case: loan } = await banjie.start('anna', 'keyLoan', { room: 'Hall' });
  const id = loan?.id ?? '';
  expect(await banjie.act('lou', 'keyLoan.handOver', id)).toMatchObject({ case: { state: 'lent' } });
  // Longer than any holiday.
  await banjie.pass('12 days');
  expect(await subjects('anna')).toEqual(['The key of Hall is due']);
  expect(await banjie.act('lou', 'keyLoan.giveBack', id)).toMatchObject({ reason: 'kernel.wrongRole' });
  expect(await banjie.act('anna', 'keyLoan.giveBack', id)).toMatchObject({ case: { state: 'returned' } });
});
