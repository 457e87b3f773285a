import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errandPackage } from './errand/package.ts';
import { caseOf, type House, openHouse, resident, warden } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ packages: [errandPackage] });
});
afterAll(() => house?.close());

const people = ['anna', 'bao', 'chen', 'wang', 'wei'];
const ask = async (what: string) => caseOf(await house.start(resident('anna'), { what }));
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const balances = () =>
  house.sql<{ owner: string; balance: number; lines: number }>(
    `SELECT owner, balance::int, (SELECT coalesce(sum(CASE WHEN to_owner = owner THEN amount ELSE -amount END), 0)::int
       FROM ledger_lines WHERE owner IN (from_owner, to_owner)) AS lines FROM accounts ORDER BY owner`,
  );

describe('the ledger', () => {
  it('after two hundred lines at once holds exact totals, and all accounts together come to nothing', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, (_, n) => ask(`Errand ${n}`)));
    const lines = Array.from({ length: 200 }, (_, n) => ({
      id: ids[n % 20] as string,
      who: people[n % 5] as string,
      points: 1 + (n % 13),
    }));
    const answers = await Promise.all(lines.map(({ id, who, points }) => house.act(warden(who), 'pay', id, { points })));
    expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['done']));
    const earned = (person: string) => sum(lines.filter(({ who }) => who === person).map(({ points }) => points));
    const total = sum(lines.map(({ points }) => points));
    const expected = [...people.map((person) => [`person:${person}`, earned(person)]), ['scheme:errands', -total]];
    const held = await balances();
    expect(held.map(({ owner, balance }) => [owner, balance])).toEqual(expected);
    expect(held.map(({ owner, lines: own }) => [owner, own])).toEqual(expected);
    expect(sum(held.map(({ balance }) => balance))).toBe(0);
    expect(await house.sql(`SELECT count(*)::int AS n FROM ledger_lines`)).toEqual([{ n: 200 }]);
  });

  it('takes a line back once, however often that is asked', async () => {
    const id = await ask('Paid in error');
    const before = await balances();
    await house.act(warden('bao'), 'pay', id, { points: 70 });
    const answers = await Promise.all(Array.from({ length: 5 }, () => house.act(resident('anna'), 'takeBack', id)));
    expect(answers.map(({ kind }) => kind)).toEqual(Array(5).fill('done'));
    await house.act(resident('anna'), 'takeBack', id);
    expect(await house.sql(`SELECT rule, amount::int FROM ledger_lines WHERE case_id = $1 ORDER BY revision`, [id])).toEqual([
      { rule: 'fee', amount: 70 },
      { rule: 'fee:reversed', amount: 70 },
    ]);
    expect((await balances()).map(({ balance }) => balance)).toEqual(before.map(({ balance }) => balance));
  });
});
