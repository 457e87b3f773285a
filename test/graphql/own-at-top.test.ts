import { expect, it } from 'vitest';
import { z } from 'zod';
import { masked, ownAtTop, type Reader } from '../../graphql/described/masked.ts';
import { keptPart } from '../../graphql/described/part.ts';
import { type Personal, person, personal } from '../../workflows/kernel/describe.ts';

const facts = keptPart(
  z.object({
    assessor: person(),
    accountBy: person(),
    account: personal('account', z.string()),
    phone: personal('phone', z.string()),
  }),
);
const value = { assessor: 'ying', accountBy: 'mou', account: '6222000000001234', phone: '10000990001' };
const reader = (more: Partial<Reader>): Reader => ({
  ...{ id: 'mou', full: false, outsiders: false, own: false, people: ['mou'], seen: () => {} },
  ...more,
});
const read = (one: Reader) => masked(facts, value, ownAtTop(facts, value, one));
const closed: ReadonlySet<Personal> = new Set(['account']);

it('whoever a case names reads what is theirs, and whoever works on it doesn’t read by that what is kept from their role', () => {
  expect(read(reader({}))).toMatchObject({ account: '6222000000001234', phone: '10000990001' });
  expect(read(reader({ id: 'ying', full: true, closed }))).toMatchObject({ account: '****1234', phone: '10000990001' });
  expect(read(reader({ id: 'xu', full: true }))).toMatchObject({ account: '6222000000001234' });
});
