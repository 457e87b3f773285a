import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { textsOf } from '../../activities/case-texts.ts';
import { personal, picked, titled } from '../../workflows/kernel/describe.ts';
import { moment, phone, words } from '../../workflows/kernel/inputs.ts';
import { isMoment } from '../../workflows/kernel/text.ts';

describe('a telephone number', () => {
  it.each([
    ['13800138000', '13800138000'],
    ['+86 138 0013 8000', '+86 138 0013 8000'],
    ['１３８００１３８０００', '13800138000'],
    ['(0575) 85131234', '0575-85131234'],
    ['（0575）8512－3456', '0575-8512-3456'],
    ['0575-85131234转8001', '0575-85131234转8001'],
    ['0575-85131234 ext. 801', '0575-85131234转801'],
  ])('typed as %s is taken as %s', (typed, taken) => {
    expect(phone().parse(typed)).toBe(taken);
  });

  it.each(['138 0013 800O', '12', '123456789012345678901', 'call me', '转8001'])('is not %s', (typed) => {
    expect(phone().safeParse(typed).success).toBe(false);
  });
});

describe('words', () => {
  it('show something, and nothing that misleads the eye', () => {
    expect(words().parse(' a\u0007b\u202ec\ufeff\nd ')).toBe('abc\nd');
    for (const empty of ['', '  ', '\u200b\u200d', '\u202e\u0007', '\u3000'])
      expect([empty, words().safeParse(empty).success]).toEqual([empty, false]);
    expect(words().parse('🚮')).toBe('🚮');
  });
});

describe('a moment', () => {
  it('has its offset, and lies on a day that there is', () => {
    for (const good of ['2026-03-01T17:30:00+08:00', '2026-03-01T09:30Z', '2028-02-29T00:00:00.123Z'])
      expect([good, isMoment(good)]).toEqual([good, true]);
    for (const bad of [
      '2026-03-01',
      '2026-03-01T17:30:00',
      '2026-02-30T00:00:00Z',
      '0026-01-01T00:00:00Z',
      '+275760-09-12T00:00:00Z',
    ])
      expect([bad, isMoment(bad), moment().safeParse(bad).success]).toEqual([bad, false, false]);
  });
});

describe('what an act says', () => {
  const schema = z.object({
    category: picked('category', z.string()),
    text: titled('Text', '内容', words()),
    place: z.object({ address: personal('address', words(200)).optional(), lat: z.number() }),
    reporter: z.object({ name: personal('name', words(80)), phone: phone().optional() }).optional(),
    at: moment().optional(),
  });

  it('is found by its words, and by names, numbers and addresses apart from them', () => {
    const input = {
      category: 'rubbish',
      text: 'Full ＡＢＣ',
      place: { address: '西小路12号', lat: 30 },
      reporter: { name: '王小明', phone: '0575-8512 3456' },
      at: '2026-03-01T17:30:00+08:00',
    };
    expect(textsOf(schema, input, 'Rubbish: Full')).toEqual([
      { kind: 'title', text: 'rubbish: full' },
      { kind: 'words', text: 'full abc' },
      { kind: 'personal', text: '西小路12号\n王小明\n0575-8512 3456\n057585123456' },
    ]);
  });

  it('with somebody’s name in its title is found by it only where names are read', () => {
    const input = { category: 'x', text: 'a', place: { lat: 1 }, reporter: { name: '王小明' } };
    expect(textsOf(schema, input, '王小明的申请').map(({ kind }) => kind)).toEqual(['personal', 'words', 'personal']);
    expect(textsOf(undefined, {}, undefined)).toEqual([]);
  });

  it('is not found by what some roles alone read, such as a bank account', () => {
    const sent = z.object({
      name: personal('name', words()),
      to: z.object({ account: personal('account', words()).optional() }),
    });
    const input = { name: '王小明', to: { account: '6222000000001234' } };
    expect(textsOf(sent, input, undefined, { reads: { account: ['cashier'] } })).toEqual([{ kind: 'personal', text: '王小明' }]);
  });
});
