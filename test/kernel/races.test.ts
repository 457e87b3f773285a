import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseOf, type House, nextRequest, openHouse, resident, warden } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
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

describe('the ledger', () => {
  it('never lets a balance fall below its floor, and refuses the case that would', async () => {
    const deposit = { hall: 'Dear hall', purpose: 'Feast', deposit: 60 };
    expect(await house.start(resident('bao'), deposit)).toMatchObject({
      kind: 'refused',
      // In words for people: whose account it is isn't said.
      refusal: { code: 'kernel.balance', en: expect.stringContaining('The account’s balance of points doesn’t') },
    });
    await house.sql(
      `INSERT INTO accounts (tenant, owner, asset, balance, floor) VALUES ('village', 'person:bao', 'points', 100, 0)`,
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
