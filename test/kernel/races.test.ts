import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOnCase } from '../../activities/acting/act.ts';
import { secretCode } from '../../activities/case-codes.ts';
import { readHeld, readTaken } from '../../activities/holds.ts';
import type { ProcessPackage } from '../../activities/process-package.ts';
import { tenantRead } from '../../activities/tenant-read.ts';
import { hallBookingPackage } from '../../examples/hall-booking/package.ts';
import { boatsPackage } from './boats/package.ts';
import { caseOf, type House, nextRequest, openHouse, resident, warden } from './house.ts';
import { secrets } from './village-seals.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ packages: [hallBookingPackage, boatsPackage] });
});
afterAll(() => house?.close());

const ask = (hall: string) => house.start(resident('anna'), { hall, purpose: 'Wedding' });
const record = (id: string) =>
  house.sql<{ name: string; actor_id: string }>(`SELECT name, actor_id FROM events WHERE case_id = $1 ORDER BY revision`, [id]);

describe('of two people racing', () => {
  it('for the same act, one wins and the other is told who', async () => {
    const id = caseOf(await ask('Race'));
    // Nothing can be recorded before both have seen the case as it was.
    await house.sql('BEGIN');
    await house.sql('SELECT 1 FROM cases WHERE id = $1 FOR UPDATE', [id]);
    const racing = [house.act(warden('wang'), 'grant', id), house.act(warden('wei'), 'grant', id)];
    await setTimeout(1_000);
    await house.sql('COMMIT');
    const answers = await Promise.all(racing);
    const [winner, loser] = answers[0]?.kind === 'done' ? answers : answers.toReversed();
    expect(winner).toMatchObject({ kind: 'done', revision: 1 });
    const names = { wang: 'Warden wang', wei: 'Warden wei' };
    const events = await record(id);
    expect(events).toHaveLength(2);
    expect(loser).toMatchObject({ kind: 'conflict', by: names[events[1]?.actor_id as keyof typeof names] });
    // The note of it names nobody: who was first stands in the history.
    expect(await house.sql('SELECT code, message FROM attempts WHERE case_id = $1', [id])).toEqual([
      { code: 'kernel.conflict', message: 'Revision 1 was first.' },
    ]);
  });

  it('with the revision they have seen, the later one is told that the case has moved on', async () => {
    const id = caseOf(await ask('Seen'));
    await house.act(warden('wang'), 'remark', id, { text: 'I look at it.' });
    const late = await house.act(warden('wei'), 'remark', id, { text: 'So do I.' }, nextRequest(), 0);
    expect(late).toMatchObject({ kind: 'conflict', by: 'Warden wang' });
    expect(await record(id)).toHaveLength(2);
    expect(await house.sql('SELECT actor_id, code FROM attempts WHERE case_id = $1', [id])).toEqual([
      { actor_id: 'wei', code: 'kernel.conflict' },
    ]);
  });

  it('with different acts that both fit, both are done, one after the other', async () => {
    const id = caseOf(await ask('Both'));
    const remarks = Array.from({ length: 10 }, (_, i) => house.act(warden('wang'), 'remark', id, { text: `No. ${i}` }));
    const revisions = (await Promise.all(remarks)).map((answer) => answer.kind === 'done' && answer.revision);
    expect(revisions.toSorted((a, b) => Number(a) - Number(b))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});

describe('an act that was judged by what the case said before another act', () => {
  const opened = async () => caseOf(await house.dealing('boats').start(resident('anna'), { place: 'Lake' }));
  const facts = async (id: string) =>
    (await house.sql<{ facts: object }>('SELECT facts FROM cases WHERE id = $1', [id]))[0]?.facts;
  /** Paints, and lets something happen between its first look at the case and its sending. */
  const paint = async (id: string, between: () => Promise<unknown>) => {
    const paintings = boatsPackage.lookups?.paint as NonNullable<ProcessPackage['lookups']>[string];
    let looks = 0;
    const painting: ProcessPackage = {
      ...boatsPackage,
      lookups: {
        paint: async (ask) => {
          const found = await paintings(ask);
          if (looks++ === 0) await between();
          return found;
        },
      },
    };
    const world = { ...house.world, packages: new Map([...house.world.packages, ['boats', painting]]) };
    const ask = { process: 'boats', action: 'paint', caseId: id, input: {}, requestId: nextRequest() };
    return { answer: await actOnCase(world, { tenant: 'village', actor: resident('anna') }, ask), looks };
  };

  it('is judged again by what it says now, where its look-up had read that', async () => {
    const id = await opened();
    const moor = () => house.dealing('boats').act(resident('anna'), 'moor', id, { place: 'River' });
    expect(await paint(id, moor)).toMatchObject({ answer: { kind: 'done', revision: 2 }, looks: 2 });
    expect(await facts(id)).toEqual({ place: 'River', name: 'of River' });
  });

  it('and is done as it is, where the other act changed something else', async () => {
    const id = await opened();
    const take = () => house.dealing('boats').act(resident('anna'), 'take', id, { resource: `oars-${id}` });
    expect(await paint(id, take)).toMatchObject({ answer: { kind: 'done', revision: 2 }, looks: 1 });
  });

  it('also where both wait their turn in the case, and among fifty that want to be painted', async () => {
    const id = await opened();
    await house.sql('BEGIN');
    await house.sql('SELECT 1 FROM cases WHERE id = $1 FOR UPDATE', [id]);
    const moored = house.dealing('boats').act(resident('anna'), 'moor', id, { place: 'Sea' });
    await setTimeout(300);
    const painted = Array.from({ length: 50 }, () => house.dealing('boats').act(resident('anna'), 'paint', id));
    await setTimeout(300);
    await house.sql('COMMIT');
    expect(await moored).toMatchObject({ kind: 'done', revision: 1 });
    expect((await Promise.all(painted)).filter(({ kind }) => kind === 'done')).toHaveLength(50);
    expect(await facts(id)).toEqual({ place: 'Sea', name: 'of Sea' });
    const names = await house.sql(
      `SELECT DISTINCT reference->>'name' AS name FROM events WHERE case_id = $1 AND name = 'Painted'`,
      [id],
    );
    expect(names).toEqual([{ name: 'of Sea' }]);
  });
});

describe('what only one case may hold', () => {
  it('goes to one of fifty that want it at once; the others are refused, unchanged, and told when it is free', async () => {
    const ids = await Promise.all(Array.from({ length: 50 }, async () => caseOf(await ask('Only hall'))));
    const answers = await Promise.all(ids.map((id, i) => house.act(warden(i % 2 ? 'wang' : 'wei'), 'grant', id)));
    const won = ids.filter((_, i) => answers[i]?.kind === 'done');
    expect(won).toHaveLength(1);
    const [winner] = won as [string];
    for (const answer of answers.filter(({ kind }) => kind !== 'done')) {
      expect(answer).toMatchObject({ kind: 'refused', refusal: { code: 'kernel.held', en: expect.stringContaining(winner) } });
    }
    const lost = await house.sql(`SELECT DISTINCT state, revision FROM cases WHERE title LIKE 'Only hall%' AND id <> $1`, [
      winner,
    ]);
    expect(lost).toEqual([{ state: 'asked', revision: 0 }]);
    expect(await house.sql(`SELECT resource, case_id FROM holds WHERE resource = 'hall:Only hall'`)).toEqual([
      { resource: 'hall:Only hall', case_id: winner },
    ]);

    expect(await house.act(resident('anna'), 'giveBack', winner)).toMatchObject({ kind: 'done' });
    const told = await house.sql<{ n: number }>(
      `SELECT count(DISTINCT case_id)::int AS n FROM outbox WHERE notice = 'free' AND channel = 'inbox'`,
    );
    expect(told).toEqual([{ n: 49 }]);
    const next = ids.find((id) => id !== winner) as string;
    expect(await house.act(warden('wang'), 'grant', next)).toMatchObject({ kind: 'done' });
  });
});

describe('what is held in part, and for some time', () => {
  const MINUTE = 60_000;
  type Wish = { resource: string; from?: number; until?: number; amount?: number; most?: number };
  const hire = async () => caseOf(await house.dealing('boats').start(resident('anna'), { place: 'Pier' }));
  const does = (id: string, action: string, wish: Wish) => house.dealing('boats').act(warden('wang'), action, id, wish);
  const held = async (resource: string) =>
    (await readHeld(tenantRead(house.pool, 'village'), [resource], { from: 0 })).map(({ from, until, amount }) => [
      from,
      until,
      amount,
    ]);
  const toldOf = async (id: string) =>
    (await house.sql<{ n: number }>(`SELECT count(*)::int AS n FROM outbox WHERE case_id = $1 AND notice = 'free'`, [id]))[0]?.n;

  it('is never more at any instant than there is, of fifty that want some at once; who is refused doesn’t fit', async () => {
    // A plain congruential sequence: other spans and amounts, the same each time.
    let seed = 7;
    const upTo = (n: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return 1 + (seed % n);
    };
    const most = 10;
    const wishes = Array.from({ length: 50 }, () => {
      const from = upTo(40) * MINUTE;
      return { resource: 'rowing boats', from, until: from + upTo(25) * MINUTE, amount: upTo(6), most };
    });
    const ids = await Promise.all(wishes.map(hire));
    const answers = await Promise.all(ids.map((id, i) => does(id, 'take', wishes[i] as Wish)));
    const got = wishes.filter((_, i) => answers[i]?.kind === 'done');
    const greatest = (taken: typeof wishes, { from, until }: { from: number; until: number }) =>
      Math.max(
        ...[from, ...taken.map((one) => one.from)]
          .filter((at) => at >= from && at < until)
          .map((at) => taken.reduce((sum, one) => sum + (one.from <= at && at < one.until ? one.amount : 0), 0)),
      );
    expect(greatest(got, { from: 0, until: 100 * MINUTE })).toBeLessThanOrEqual(most);
    expect(got.length).toBeLessThan(50);
    for (const [i, wish] of wishes.entries()) {
      if (answers[i]?.kind === 'done') continue;
      expect(answers[i]).toMatchObject({ refusal: { code: 'kernel.full' } });
      expect(greatest(got, wish) + wish.amount).toBeGreaterThan(most);
    }
    // What ends as another begins makes room for it.
    const [first, second] = [await hire(), await hire()];
    const some = (from: number, amount: number) => ({ resource: 'barges', from, until: from + 10, amount, most: 4 });
    expect(await does(first, 'take', some(0, 2))).toMatchObject({ kind: 'done' });
    expect(await does(first, 'take', some(10, 2))).toMatchObject({ kind: 'done' });
    expect(await does(second, 'take', some(5, 2))).toMatchObject({ kind: 'done' });
    expect(await does(second, 'take', some(9, 1))).toMatchObject({ refusal: { code: 'kernel.full' } });
    const read = tenantRead(house.pool, 'village');
    expect(await readTaken(read, ['rowing boats', 'none'], { from: 0 })).toEqual(
      new Map([
        ['rowing boats', greatest(got, { from: 0, until: 100 * MINUTE })],
        ['none', 0],
      ]),
    );
  });

  it('is one case’s alone in its time; what ends as another begins leaves it free, and what has no end doesn’t', async () => {
    const [one, other] = [await hire(), await hire()];
    const at = (from: number, until?: number) => ({ resource: 'named ship', from, ...(until === undefined ? {} : { until }) });
    expect(await does(one, 'take', at(60_000, 120_000))).toMatchObject({ kind: 'done' });
    expect(await does(other, 'take', at(120_000, 180_000))).toMatchObject({ kind: 'done' });
    expect(await does(other, 'take', at(0, 60_000))).toMatchObject({ kind: 'done' });
    // In the rule's own words, with the times of the case that is in the way.
    expect(await does(other, 'take', at(60_000, 61_000))).toMatchObject({
      refusal: {
        code: 'atSea',
        en: 'It is at sea from 1 Jan 1970, 08:01 to 1 Jan 1970, 08:02.',
      },
    });
    expect(await does(one, 'take', at(170_000))).toMatchObject({ kind: 'refused' });
    expect(await does(one, 'take', { resource: 'named ship' })).toMatchObject({ kind: 'refused' });
    expect(await does(one, 'take', at(180_000))).toMatchObject({ kind: 'done' });
    expect(
      await house.sql(`SELECT DISTINCT wrote->'effects' @? '$[*].items[*].full' AS words FROM events WHERE process = 'boats'`),
    ).toEqual([{ words: false }]);
  });

  it('moves in one act, and stays where it was when it can’t', async () => {
    const [one, other] = [await hire(), await hire()];
    const at = (from: number, until: number) => ({ resource: 'ferry', from, until });
    await does(one, 'take', at(0, 10));
    await does(other, 'take', at(20, 30));
    expect(await does(one, 'move', at(15, 25))).toMatchObject({ kind: 'refused', refusal: { code: 'kernel.held' } });
    expect(await held('ferry')).toEqual([
      [0, 10, 1],
      [20, 30, 1],
    ]);
    expect(await does(one, 'move', at(5, 20))).toMatchObject({ kind: 'done' });
    expect(await held('ferry')).toEqual([
      [5, 20, 1],
      [20, 30, 1],
    ]);
  });

  it('is forgotten when its time is over and its case is closed', async () => {
    const [one, open, other] = [await hire(), await hire(), await hire()];
    const some = (from: number) => ({ resource: 'punts', from, until: from + 10, amount: 1, most: 9 });
    await does(one, 'take', some(0));
    await does(open, 'take', some(0));
    await does(one, 'giveBack', { resource: 'nothing' });
    await does(other, 'take', some(100));
    expect(await held('punts')).toEqual([
      [0, 10, 1],
      [100, 110, 1],
    ]);
  });

  it('is told to those who wait for their time, or for as much as they want, when that is free and not before', async () => {
    const [one, other, waits, more] = [await hire(), await hire(), await hire(), await hire()];
    const some = (from: number, until: number, amount: number) => ({ resource: 'canoes', from, until, amount, most: 4 });
    await does(one, 'take', some(0, 10, 3));
    await does(other, 'take', some(10, 20, 2));
    await does(waits, 'await', some(5, 15, 2));
    await does(more, 'await', some(12, 20, 3));
    expect([await toldOf(waits), await toldOf(more)]).toEqual([0, 0]);
    await does(one, 'giveBack', { resource: 'canoes' });
    expect([await toldOf(waits), await toldOf(more)]).toEqual([1, 0]);
    await does(other, 'giveBack', { resource: 'canoes' });
    expect([await toldOf(waits), await toldOf(more)]).toEqual([1, 1]);

    // All of it, in a time that others leave free: at once.
    const [before, after, alone] = [await hire(), await hire(), await hire()];
    const raft = (from: number, until: number) => ({ resource: 'raft', from, until });
    await does(before, 'take', raft(0, 10));
    await does(after, 'take', raft(20, 30));
    await does(alone, 'await', raft(5, 20));
    expect(await toldOf(alone)).toBe(0);
    await does(before, 'giveBack', { resource: 'raft' });
    expect(await toldOf(alone)).toBe(1);
  });
});

describe('the ledger', () => {
  it('never lets a balance fall below its floor, and refuses the case that would', async () => {
    const deposit = { hall: 'Dear hall', purpose: 'Feast', deposit: 60 };
    expect(await house.start(resident('bao'), deposit)).toMatchObject({
      kind: 'refused',
      // In words for people: whose account it is isn't said.
      refusal: { code: 'kernel.balance', en: expect.stringContaining('The account’s balance of points doesn’t') },
    });
    await house.sql(
      `WITH lot AS (INSERT INTO ledger_lots (id, tenant, owner, asset, at, amount, rest) VALUES ('bao', 'village', 'person:bao', 'points', now(), 100, 100))
       INSERT INTO accounts (tenant, owner, asset, balance, floor) VALUES ('village', 'person:bao', 'points', 100, 0)`,
    );
    const answers = await Promise.all(Array.from({ length: 8 }, () => house.start(resident('bao'), deposit)));
    expect(answers.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(answers.filter(({ kind }) => kind === 'refused')).toHaveLength(7);
    const balances = `SELECT owner, balance::int FROM accounts WHERE asset = 'points' AND owner IN ('person:bao', 'scheme:halls') ORDER BY owner`;
    expect(await house.sql(balances)).toEqual([
      { owner: 'person:bao', balance: 40 },
      { owner: 'scheme:halls', balance: 60 },
    ]);
  });

  it('takes back what a case had credited, once', async () => {
    const [row] = await house.sql<{ case_id: string }>(`SELECT case_id FROM ledger_lines WHERE rule = 'deposit'`);
    const id = row?.case_id as string;
    await house.act(warden('wei'), 'grant', id);
    expect(await house.act(resident('bao'), 'giveBack', id)).toMatchObject({ kind: 'done' });
    expect(
      await house.sql(`SELECT rule, amount::int, to_owner FROM ledger_lines WHERE case_id = $1 ORDER BY revision`, [id]),
    ).toEqual([
      { rule: 'deposit', amount: 60, to_owner: 'scheme:halls' },
      { rule: 'deposit:reversed', amount: 60, to_owner: 'person:bao' },
    ]);
    expect(await house.sql(`SELECT balance::int FROM accounts WHERE owner = 'person:bao'`)).toEqual([{ balance: 100 }]);
  });
});

describe('a secret code', () => {
  const hire = async () => caseOf(await house.dealing('boats').start(resident('anna'), { place: 'Pier' }));
  const lock = async (id: string, number: number, until?: number) => {
    const input = { number, ...(until === undefined ? {} : { until }) };
    expect(await house.dealing('boats').act(resident('anna'), 'lock', id, input)).toMatchObject({ kind: 'done' });
    return secretCode(secrets[0], { tenant: 'village', caseId: id, purpose: 'lock', number, digits: 6 });
  };
  const unlock = (id: string, code: string, request = nextRequest()) =>
    house.dealing('boats').act(warden('wang'), 'unlock', id, { code }, request);
  const kept = async (id: string) =>
    (await house.sql<{ tried: number }>('SELECT tried, used_at IS NOT NULL AS used FROM case_codes WHERE case_id = $1', [id]))[0];
  const another = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

  it('opens once; a repeat of that act has its answer, and the code holds no more', async () => {
    const id = await hire();
    const code = await lock(id, 1);
    const request = nextRequest();
    expect(await unlock(id, code, request)).toMatchObject({ kind: 'done', revision: 2, replayed: false });
    expect(await unlock(id, code, request)).toMatchObject({ kind: 'done', revision: 2, replayed: true });
    expect(await unlock(id, code)).toMatchObject({ kind: 'refused', refusal: { code: 'kernel.wrongCode' } });
  });

  it('is tried as often as may be: of fifty guesses at once each counts, all hear the same, and the right one comes too late', async () => {
    const id = await hire();
    const code = await lock(id, 1);
    const answers = await Promise.all(Array.from({ length: 50 }, () => unlock(id, another(code))));
    expect(new Set(answers.map((answer) => answer.kind === 'refused' && answer.refusal.en)).size).toBe(1);
    expect(await kept(id)).toEqual({ tried: 50, used: false });
    expect(await unlock(id, code)).toEqual(answers[0]);
    // Nothing else is written: the case is as it was.
    expect(await record(id)).toHaveLength(2);
  });

  it('is another one with the next number, which holds in the place of the first', async () => {
    const id = await hire();
    const first = await lock(id, 1);
    await unlock(id, another(first));
    const second = await lock(id, 2);
    expect(await kept(id)).toEqual({ tried: 0, used: false });
    expect(await unlock(id, first)).toMatchObject({ kind: 'refused' });
    expect(await unlock(id, second)).toMatchObject({ kind: 'done' });
  });

  it('that is over opens nothing, and none stands in what is written', async () => {
    const id = await hire();
    const code = await lock(id, 1, Date.now() - 1);
    expect(await unlock(id, code)).toMatchObject({ kind: 'refused' });
    const open = await lock(id, 2);
    await unlock(id, open);
    const [{ wrote } = { wrote: '' }] = await house.sql<{ wrote: string }>(
      `SELECT string_agg(wrote::text, '') AS wrote FROM events WHERE case_id = $1`,
      [id],
    );
    expect([wrote.includes(code), wrote.includes(open), wrote.includes('"hash"')]).toEqual([false, false, true]);
  });
});
