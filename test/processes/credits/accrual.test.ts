import { describe, expect, it } from 'vitest';
import { accrualOf, type CreditRule, creditLines, ringOf } from '../../../workflows/credits/accrual.ts';

const rule = (amount: number, alsoWith: readonly string[] = [], validYears = 1): CreditRule => ({
  title: { en: 'A kind', zh: '一类' },
  amount,
  mostPerYear: 10,
  validYears,
  alsoWith,
});
const rules = new Map([
  ['course', rule(4, [], 2)],
  ['diligence', rule(1, ['course', 'session'])],
  ['crown', rule(2, ['diligence', 'course'])],
  ['free', rule(0)],
]);

describe('credits for an act', () => {
  it('come from the scheme, under the cap of the person, kind and year in which it was done', () => {
    const [line] = creditLines(accrualOf(rules, 'course', '2026-12-31'), 'li', 'day 1');
    expect(line).toEqual({
      asset: 'credits',
      from: 'scheme:credits',
      to: 'person:li',
      amount: 4,
      rule: 'course:day 1',
      cap: { key: 'credits:course:2026:li', most: 10 },
      kind: 'course',
      year: 2026,
      until: '2027-12-31',
    });
  });

  it('bring those of kinds that come with it, each once though it comes in two ways', () => {
    expect(creditLines(accrualOf(rules, 'course', '2026-01-01'), 'li').map(({ rule: name }) => name)).toEqual([
      'course',
      'diligence',
      'crown',
    ]);
  });

  it('are none for a kind without a rule or without credits', () => {
    expect(creditLines(accrualOf(rules, 'session', '2026-01-01'), 'li')).toEqual([]);
    expect(creditLines(accrualOf(rules, 'free', '2026-01-01'), 'li')).toEqual([]);
  });
});

describe('rules that lead back to themselves', () => {
  it('are found, however long the way', () => {
    const leadsTo = ({ alsoWith }: CreditRule) => alsoWith;
    expect(ringOf(rules, leadsTo)).toBeUndefined();
    expect(ringOf(new Map([['a', rule(1, ['a'])]]), leadsTo)).toEqual(['a', 'a']);
    const long = Array.from({ length: 30 }, (_, n) => [`k${n}`, rule(1, [`k${(n + 1) % 30}`])] as const);
    expect(ringOf(new Map(long), leadsTo)).toHaveLength(31);
  });

  it('end all the same, should they ever be there', () => {
    const ring = new Map([
      ['a', rule(1, ['b'])],
      ['b', rule(1, ['a'])],
    ]);
    expect(creditLines(accrualOf(ring, 'a', '2026-01-01'), 'li')).toHaveLength(2);
  });
});
