import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errandPackage } from './errand/package.ts';
import { caseOf, type House, openHouse, resident, warden } from './house.ts';
import { Account } from './lot-model.ts';

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
       FROM ledger_lines WHERE owner IN (from_owner, to_owner)) AS lines FROM accounts ORDER BY owner, asset`,
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

  it('refuses what a cap doesn’t leave, and says what it is, what is used and what is left', async () => {
    const ids = await Promise.all([1, 2, 3, 4, 5].map((n) => ask(`Purchase ${n}`)));
    const answers = await Promise.all(ids.map((id) => house.act(warden('wei'), 'spend', id, { fen: 3_000, most: 10_000 })));
    expect(answers.filter(({ kind }) => kind === 'done')).toHaveLength(3);
    const last = await house.act(warden('wei'), 'spend', ids[0] as string, { fen: 1_001, most: 10_000 });
    expect(last).toMatchObject({
      kind: 'refused',
      refusal: { code: 'kernel.cap', en: expect.stringContaining('100.00 yuan') },
    });
    expect(JSON.stringify(last)).toContain('90.00 yuan are used, and 10.00 yuan are left');
    expect(await house.act(warden('wei'), 'spend', ids[0] as string, { fen: 1_000, most: 10_000 })).toMatchObject({
      kind: 'done',
    });
  });

  it('counts under a cap of some months only the lines of these months, as the calendar has them', async () => {
    const id = await ask('Purchases of a month');
    const spend = (fen: number) => house.act(warden('wei'), 'spend', id, { fen, most: 11_000, months: 1 });
    expect(await spend(1_001)).toMatchObject({ refusal: { en: expect.stringContaining('in a month; 100.00 yuan are used') } });
    await house.sql(`UPDATE ledger_lines SET at = at - interval '32 days' WHERE cap = 'purchases'`);
    expect(await spend(11_000)).toMatchObject({ kind: 'done' });
    expect(await spend(1)).toMatchObject({ kind: 'refused', refusal: { code: 'kernel.cap' } });
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

describe('points', () => {
  const DAY = 86_400_000;
  const DAYS = 7;
  /** The same numbers in each run. */
  const dice = (seed: number) => () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  const dayOf = (n: number) => new Date(Date.now() + (n + 2) * DAY).toISOString().slice(0, 10);

  it('are kept in lots, the oldest spent first, and what isn’t spent expires: in a thousand histories lots come to the balance', async () => {
    const id = await ask('A thousand histories');
    const roll = dice(20_261_130);
    const upTo = (most: number) => 1 + Math.floor(roll() * most);
    const accounts = Array.from({ length: 1_000 }, () => new Account());
    const write = (n: number, items: readonly object[]) =>
      house.sql('SELECT effect_ledger($1, $2::jsonb)', [
        { tenant: 'village', caseId: id, process: 'errand', revision: 1_000 + n, at: `${dayOf(n)}T04:00:00Z` },
        JSON.stringify(items),
      ]);
    for (let day = 0; day < DAYS; day++) {
      // As the database does it by itself, in longer than a test takes.
      await house.sql('ANALYZE ledger_lines, ledger_lots, ledger_draws, accounts');
      if (day % 3 === 2) {
        for (const account of accounts) account.expire(day);
        await write(DAYS + day, [{ op: 'expire', asset: 'points', before: dayOf(day), notice: 'expired' }]);
      }
      const entered = new Map<string, { id?: string }>();
      const items = accounts.flatMap((account, n): object[] => {
        const of = { op: 'credit', asset: 'points', rule: `${n}` };
        const line = account.lines[upTo(account.lines.length) - 1];
        const chance = roll();
        if (chance < 0.2 && line && !line.back && line.amount > line.expired) {
          account.takeBack(line);
          return [{ op: 'takeBack', id: line.id }];
        }
        const left = account.left(day);
        if (chance < 0.6 && left > 0) {
          const amount = upTo(left);
          entered.set(`${n}`, account.spend(amount, day));
          return [{ ...of, from: `lot:${n}`, to: 'scheme:lots', amount }];
        }
        const [amount, until] = [upTo(50), day + upTo(5) - 1];
        entered.set(`${n}`, account.get(amount, until));
        return [{ ...of, from: 'scheme:lots', to: `lot:${n}`, amount, until: dayOf(until) }];
      });
      await write(day, items);
      for (const { id: line, rule } of await house.sql<{ id: string; rule: string }>(
        'SELECT id, rule FROM ledger_lines WHERE revision = $1 AND case_id = $2',
        [1_000 + day, id],
      ))
        Object.assign(entered.get(rule) ?? {}, { id: line });
    }
    const held = await house.sql<{ owner: string; balance: number; lots: Record<string, number> }>(
      `SELECT a.owner, a.balance::int, coalesce((SELECT jsonb_object_agg(l.id, l.rest) FROM ledger_lots l WHERE l.owner = a.owner AND l.rest > 0), '{}') AS lots
       FROM accounts a WHERE a.owner LIKE 'lot:%'`,
    );
    const expected = accounts.map(({ balance, lots }, n) => ({
      owner: `lot:${n}`,
      balance,
      lots: Object.fromEntries(lots.filter(({ rest }) => rest > 0).map(({ line, rest }) => [line.id, rest])),
    }));
    const byOwner = (a: { owner: string }, b: { owner: string }) => a.owner.localeCompare(b.owner);
    expect(held.toSorted(byOwner)).toEqual(expected.toSorted(byOwner));
    for (const { balance, lots } of held) expect(sum(Object.values(lots))).toBe(Math.max(0, balance));
    // All of it has come up: debts, lots that were given back to, and some that have had their time.
    expect(held.some(({ balance }) => balance < 0)).toBe(true);
    const [seen] = await house.sql(
      `SELECT count(*) FILTER (WHERE d.amount < 0) > 100 AS back, count(*) FILTER (WHERE l.rule LIKE '%:expired') > 100 AS expired
       FROM ledger_draws d JOIN ledger_lines l ON l.id = d.line_id`,
    );
    expect(seen).toEqual({ back: true, expired: true });
  });
});

it('what counts for so many years counts until the end of the last of them, by the calendar of the tenant', async () => {
  const id = await ask('A year');
  // In the tenant's zone the new year has begun.
  await house.sql('SELECT effect_ledger($1, $2::jsonb)', [
    { tenant: 'village', caseId: id, process: 'errand', revision: 200, at: '2026-12-31T16:30:00Z' },
    JSON.stringify([
      { op: 'credit', asset: 'points', from: 'scheme:years', to: 'person:year', amount: 5, rule: 'year', validYears: 1 },
    ]),
  ]);
  expect(await house.sql(`SELECT until::text FROM ledger_lots WHERE owner = 'person:year'`)).toEqual([{ until: '2028-12-31' }]);
});

it('stock is given batch by batch, the one to be used first before others and none past its day; moved, a batch keeps its day', async () => {
  const id = await ask('Stock');
  const write = (revision: number, ...items: readonly object[]) =>
    house.sql('SELECT effect_ledger($1, $2::jsonb)', [
      { tenant: 'village', caseId: id, process: 'errand', revision, at: '2027-01-10T04:00:00Z' },
      JSON.stringify(items.map((item) => ({ op: 'credit', asset: 'stock', ...item }))),
    ]);
  const lots = (owner: string) =>
    house.sql(`SELECT until::text, rest::int FROM ledger_lots WHERE owner = $1 AND rest > 0 ORDER BY until`, [owner]);
  const into = (amount: number, until?: string) => ({
    from: 'scheme:supplier',
    to: 'shelf:a',
    amount,
    rule: `in ${until}`,
    ...(until ? { until } : {}),
  });
  await write(100, into(4, '2027-12-31'), into(3, '2027-02-28'), into(5), into(9, '2027-01-09'));
  await write(101, { from: 'shelf:a', to: 'held:a', amount: 5, rule: 'reserve' });
  expect(await lots('held:a')).toEqual([
    { until: '2027-02-28', rest: 3 },
    { until: '2027-12-31', rest: 2 },
  ]);
  // What has no last day comes after what has one.
  await write(102, { from: 'shelf:a', to: 'held:b', amount: 4, rule: 'more' });
  expect(await lots('held:b')).toEqual([
    { until: '2027-12-31', rest: 2 },
    { until: null, rest: 2 },
  ]);
  await write(103, { op: 'reverse', rule: 'reserve' });
  expect(await lots('held:a')).toEqual([]);
  expect(await lots('shelf:a')).toEqual([
    { until: '2027-01-09', rest: 9 },
    { until: '2027-02-28', rest: 3 },
    { until: '2027-12-31', rest: 2 },
    { until: null, rest: 3 },
  ]);
  await expect(write(104, { from: 'shelf:a', to: 'held:c', amount: 9, rule: 'all' })).rejects.toThrow('balance');
});

describe('a payment', () => {
  const settle = (id: string, payment: string, back: boolean, byHand = false) =>
    house.act(warden('wei'), 'settle', id, { payment, back, byHand });
  const lines = (id: string) =>
    house.sql(
      `SELECT from_owner AS "from", to_owner AS "to", amount::int FROM ledger_lines WHERE case_id = $1 ORDER BY revision`,
      [id],
    );
  const sent = async (account?: string) => {
    const id = await ask('Paid errand');
    expect(await house.act(warden('wei'), 'send', id, { payment: `${id}/1`, account })).toMatchObject({ kind: 'done' });
    return id;
  };
  /** As a relay takes it up. */
  const taken = (id: string, ago = '0 s') =>
    house.sql(
      `UPDATE outbox SET tries = 1, tried_at = now(), next_at = now() + interval '1 minute' - $2::interval WHERE id = $1`,
      [`${id}/1`, ago],
    );

  it('is settled once by the record, whatever a rule believes, and two payments have never one number', async () => {
    const id = await sent('6222000000001234');
    const words = await Promise.all([false, true, false, true, true].map((back) => settle(id, `${id}/1`, back)));
    expect(words.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(words.find(({ kind }) => kind === 'refused')).toMatchObject({ refusal: { code: 'kernel.paymentSettled' } });
    expect(await lines(id)).toHaveLength(2);
    expect(await house.act(warden('wei'), 'send', id, { payment: `${id}/1` })).toMatchObject({ kind: 'refused' });
    expect(await settle(id, `${id}/9`, false)).toMatchObject({ refusal: { code: 'kernel.paymentUnknown' } });
    const other = await sent();
    expect(await settle(other, `${id}/1`, true)).toMatchObject({ refusal: { code: 'kernel.paymentUnknown' } });
  });

  it('goes from its account into transit, and from there to where it was to go or back', async () => {
    const [there, back] = [await sent(), await sent()];
    await settle(there, `${there}/1`, false, true);
    await settle(back, `${back}/1`, true, true);
    const transit = (id: string) => ({ from: 'scheme:errands', to: `inTransit:${id}/1`, amount: 1_800 });
    expect(await lines(there)).toEqual([transit(there), { from: `inTransit:${there}/1`, to: 'scheme:paid', amount: 1_800 }]);
    expect(await lines(back)).toEqual([transit(back), { from: `inTransit:${back}/1`, to: 'scheme:errands', amount: 1_800 }]);
  });

  it('isn’t settled by hand while a relay has it; afterwards no relay takes it up again', async () => {
    const id = await sent('6222000000001234');
    await taken(id);
    expect(await settle(id, `${id}/1`, true, true)).toMatchObject({ refusal: { code: 'kernel.paymentUnderWay' } });
    await taken(id, '3 minutes');
    expect(await settle(id, `${id}/1`, true, true)).toMatchObject({ kind: 'done' });
    const claimed = await house.record.query("SELECT id FROM claim_outbox(100, 100, '{}', interval '1 minute')");
    expect(claimed.rows).not.toContainEqual({ id: `${id}/1` });
  });

  it('is believed from the bank also while a relay has it, and isn’t sent again', async () => {
    const id = await sent('6222000000001234');
    await taken(id);
    expect(await settle(id, `${id}/1`, true)).toMatchObject({ kind: 'done' });
    expect(await house.sql('SELECT delivered_at IS NOT NULL AS gone FROM outbox WHERE id = $1', [`${id}/1`])).toEqual([
      { gone: true },
    ]);
  });
});
