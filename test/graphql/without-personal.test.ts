import { expect, it } from 'vitest';
import { z } from 'zod';
import { keptPart } from '../../graphql/described/part.ts';
import { withoutPersonal } from '../../graphql/public/without-personal.ts';
import { person, personal, picked, title } from '../../workflows/kernel/describe.ts';

const facts = z.object({
  title: title(),
  amount: z.int(),
  phone: personal('phone', z.string()),
  words: personal('words', z.string()).nullable(),
  decidedBy: person(),
  agents: z.array(picked('person:firmAgent', z.string())),
  rows: z.array(z.object({ key: z.string(), account: personal('account', z.string()), people: z.array(person()) })),
  byFirm: z.record(z.string(), z.object({ fen: z.int(), email: personal('email', z.string()) })),
  either: z.union([z.string(), personal('idNumber', z.string())]),
  photos: z.array(z.object({ sha256: z.string() })).meta({ graphql: 'Upload' }),
  anything: z.array(z.unknown()),
});

it('the public is shown no personal value, no person, no photo, and nothing that the schema doesn’t describe', () => {
  const value = {
    ...{
      title: { en: 'List', zh: '名单' },
      amount: 5,
      phone: '13800001234',
      words: 'Secret',
      decidedBy: 'rao-min',
      agents: ['a'],
    },
    rows: [{ key: '1', account: '6222', people: ['a'], more: 'Secret' }],
    byFirm: { one: { fen: 3, email: 'a@example.org' } },
    ...{ either: '330482', photos: [{ sha256: 'a' }], anything: [{ phone: '138' }], unknown: 'Secret' },
  };
  const shown = withoutPersonal(keptPart(facts), value);
  expect(shown).toEqual({
    ...{ title: { en: 'List', zh: '名单' }, amount: 5, agents: [] },
    rows: [{ key: '1', people: [] }],
    byFirm: { one: { fen: 3 } },
    anything: [{}],
  });
});
