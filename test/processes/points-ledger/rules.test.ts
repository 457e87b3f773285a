import { describe, expect, it } from 'vitest';
import { unequal } from '../../../activities/points-ledger/statement.ts';
import { clock, itemsOf, person, play } from '../../../testing/play.ts';
import type { Facts } from '../../../workflows/points-ledger/inputs.ts';
import { pointsLedger } from '../../../workflows/points-ledger/rules.ts';

const leader = person('wang-ling', 'leader');
const turn = (day: string) => ({ day, planned: day, at: 0, daysLate: 0, next: null });
const begun = () => play<Facts>(pointsLedger, { actor: leader, input: {} });

describe('the care of points', () => {
  it('takes back each night what has had its time, and says so sixty and fifteen days before', () => {
    const last = begun()
      .does(clock('night'), 'night', {}, { frozen: null, turn: turn('2026-11-01') })
      .last();
    expect(itemsOf(last, 'ledger')).toEqual([
      { op: 'expire', asset: 'points', before: '2026-11-01', notice: 'expired' },
      { op: 'foretell', asset: 'points', until: '2026-12-31', notice: 'expires' },
      { op: 'foretell', asset: 'points', until: '2026-11-16', notice: 'expires' },
    ]);
  });

  it('tells leaders and administrators of a month that doesn’t come out, and keeps three years of statements', () => {
    const one = begun();
    for (let n = 0; n < 37; n++) {
      const frozen = { month: `m${n}`, sha256: 'a', people: 1, wrong: n === 36 ? ['person:a'] : [] };
      one.does(clock('night'), 'night', {}, { frozen, turn: turn('2026-11-01') });
    }
    expect(one.current().facts.months.map(({ month }) => month)).toEqual(Array.from({ length: 36 }, (_, n) => `m${n + 1}`));
    expect(one.last().notify?.map(({ to, notice }) => [to, notice])).toEqual([
      [{ role: 'leader' }, 'statement'],
      [{ role: 'leader' }, 'wrong'],
      [{ role: 'admin' }, 'wrong'],
    ]);
  });

  it('writes off a debt after two years and not before, with a reason, and asks for no cash', () => {
    const input = { person: 'deng-li', reason: 'He rides here no more.' };
    const known = { balance: -10, since: '2026-11-30', from: '2028-11-30', today: '2028-11-29' };
    const one = begun();
    expect(one.tries(leader, 'writeOff', input, known)?.en).toMatch(/from 2028-11-30/);
    expect(one.tries(leader, 'writeOff', input, { ...known, balance: 0 })?.code).toBe('notOwed');
    const last = one.does(leader, 'writeOff', input, { ...known, today: '2028-11-30' }).last();
    expect(itemsOf(last, 'ledger')).toEqual([
      { op: 'credit', asset: 'points', from: 'scheme:writtenOff', to: 'person:deng-li', amount: 10, rule: 'writeOff:deng-li' },
    ]);
  });
});

it('a statement names each account and shelf whose kinds of lines don’t come to what is left', () => {
  const mine = {
    person: 'a',
    opening: 5,
    earned: 10,
    earnedBy: [],
    held: 4,
    givenBack: 1,
    redeemed: 3,
    reversed: 2,
    expired: 1,
    writtenOff: 0,
  };
  const shelf = { site: 's', sku: 'water', opening: 9, received: 10, moved: -3, given: 4, writtenOff: 1, counted: -1 };
  const statement = (closing: number, left: number) => ({
    month: '2026-11',
    people: [{ ...mine, closing }],
    shelves: [{ ...shelf, closing: left }],
  });
  expect(unequal(statement(9, 10))).toEqual([]);
  expect(unequal(statement(8, 11))).toEqual(['person:a', 'shelf:s:water']);
});
