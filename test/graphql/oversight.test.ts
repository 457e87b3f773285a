import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextRequest, type Office, openOffice, rubbish } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const accepted = async (input: object = rubbish, by = 'fang-yong') => {
  const { id } = (await office.start('deng-li', input)).case;
  await office.act(by, 'accept', id);
  return id as string;
};
const settled = async () => {
  const id = await accepted();
  await office.act('fang-yong', 'done', id, { result: 'Gone' });
  await office.act('zhou-min', 'verify', id, { passed: true, at: rubbish.place });
  return id;
};

describe('statistics', () => {
  const SPAN = 'process: "issueReport", from: "2020-01-01T00:00:00Z", before: "2040-01-01T00:00:00Z"';
  const figures = async (more = '', person = 'xu-jing') =>
    (
      await office.ask(
        person,
        `{ statistics(${SPAN}${more}) { key opened closed open overdue onTimeRate averageHours reworkRate reopenRate averageStars ratings } }`,
      )
    ).data.statistics;

  it('count open overdue cases as late, so that leaving them open doesn’t help', async () => {
    const [first] = [await settled(), await settled(), await settled()];
    expect(await figures()).toMatchObject([{ opened: 3, closed: 3, open: 0, overdue: 0, onTimeRate: 1 }]);
    const open = await accepted();
    expect(await figures()).toMatchObject([{ opened: 4, open: 1, overdue: 0, onTimeRate: 1 }]);
    // Its time was up an hour ago.
    await office.sql(`UPDATE clocks SET due_at = now() - interval '1 hour' WHERE case_id = $1 AND name = 'handle'`, [open]);
    expect(await figures()).toMatchObject([{ opened: 4, open: 1, overdue: 1, onTimeRate: 0.75 }]);
    // One that was closed too late counts as late as well.
    await office.sql(`UPDATE clocks SET due_at = stopped_at - interval '1 second' WHERE case_id = $1 AND name = 'handle'`, [
      first,
    ]);
    expect(await figures()).toMatchObject([{ onTimeRate: 0.5 }]);
    expect(await figures(', by: UNIT')).toMatchObject([{ key: 'sanitation', opened: 4 }]);
    // Nor does a rest help: it is late all the same, in the figures, in the list and on the case.
    await office.act('fang-yong', 'askReporter', open, { question: 'Which door?' });
    for (const table of ['clocks', 'cases'])
      await office.sql(
        `UPDATE ${table} SET due_at = now() - interval '1 hour' WHERE ${table === 'cases' ? 'id' : `name = 'handle' AND case_id`} = $1`,
        [open],
      );
    expect(await figures()).toMatchObject([{ opened: 4, open: 1, overdue: 1, onTimeRate: 0.5 }]);
    const late = await office.ask(
      'lou-tao',
      `{ case(id: "${open}") { clocks { name state overdue dueAt } } cases(filter: { overdue: true }) { edges { node { id } } } }`,
    );
    expect(late.data.case.clocks).toContainEqual({ name: 'handle', state: 'paused', overdue: true, dueAt: expect.any(String) });
    expect(late.data.cases.edges).toEqual([{ node: { id: open } }]);
    await office.act('lou-tao', 'dispatch', (await office.start('deng-li', { ...rubbish, category: 'other' })).case.id, {
      unit: 'urban',
      reason: 'Theirs',
    });
    const byUnit = await figures(', by: UNIT');
    expect(byUnit.map(({ key, opened }: { key: string; opened: number }) => [key, opened])).toEqual([
      ['sanitation', 4],
      ['urban', 1],
    ]);
    // Nothing of urban's has been handled yet: no rate at all, rather than a perfect one.
    expect(byUnit[1]).toMatchObject({ onTimeRate: null, averageHours: null });
    expect((await figures(', by: CATEGORY')).map(({ key }: { key: string }) => key)).toEqual(['other', 'rubbish']);
  });

  it('count rework, reopening and stars', async () => {
    const id = await accepted();
    await office.act('fang-yong', 'done', id, { result: 'Gone' });
    await office.act('zhou-min', 'verify', id, { passed: false, finding: 'Half is left', at: rubbish.place });
    await office.act('fang-yong', 'done', id, { result: 'All gone' });
    await office.act('zhou-min', 'verify', id, { passed: true, at: rubbish.place });
    await office.act('deng-li', 'rate', id, { stars: 2 });
    await office.act('deng-li', 'reopen', id, { reason: 'It is back' });
    expect(await figures(', by: CATEGORY')).toContainEqual(
      expect.objectContaining({ key: 'rubbish', opened: 5, reworkRate: 0.2, reopenRate: 0.2, averageStars: 2, ratings: 1 }),
    );
  });

  it('keep what was late where a report is merged or rejected, and what was rated', async () => {
    const ids = [await accepted(), await accepted()];
    const late = () =>
      office.sql(`UPDATE clocks SET due_at = now() - interval '1 hour' WHERE case_id = ANY ($1) AND name = 'handle'`, [ids]);
    await late();
    const figured = async () => (await figures(', by: UNIT')).find(({ key }: { key: string }) => key === 'sanitation');
    const before = await figured();
    await office.act('lou-tao', 'merge', ids[0] as string, { into: await accepted() });
    await office.act('lou-tao', 'reject', ids[1] as string, { ground: 'A lawsuit', channel: 'The court' });
    await late();
    expect(await figured()).toMatchObject({ onTimeRate: before.onTimeRate, opened: before.opened - 1 });
    const [rated] = await office.sql<{ id: string }>(`SELECT case_id AS id FROM events WHERE name = 'Rated'`);
    await office.act('lou-tao', 'merge', rated?.id as string, { into: await accepted() });
    expect(await figured()).toMatchObject({ averageStars: 2, ratings: 1 });
  });

  it('are those of their own cases for whose role is bound to a unit', async () => {
    const own = (await figures(', by: UNIT')).filter(({ key }: { key: string }) => key === 'sanitation');
    expect(own).toHaveLength(1);
    expect(await figures(', by: UNIT', 'lu-xia')).toEqual(own);
    expect(await figures(', by: UNIT', 'dong-ning')).toEqual([]);
  });

  it('tell their formulas, and are for those who oversee', async () => {
    const { data } = await office.ask(null, '{ __type(name: "StatisticsRow") { fields { name description } } }');
    for (const { name, description } of data.__type.fields) expect([name, (description ?? '').length > 10]).toEqual([name, true]);
    for (const person of ['deng-li', 'fang-yong', 'zhou-min']) {
      expect((await office.ask(person, `{ statistics(${SPAN}) { opened } }`)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });
});

describe('a message that nobody sends', () => {
  it('isn’t delivered: the outbox and the case say so, where no transport is connected', async () => {
    const { id } = (await office.start('song-jia', { ...rubbish, reporter: { name: 'A', phone: '13800000000' } })).case;
    const outbox = async () =>
      (
        await office.ask(
          'shi-lei',
          `{ outbox(caseId: "${id}", channel: ["sms"], kept: true) { edges { node { state deliveredAt failure } } } }`,
        )
      ).data.outbox.edges.map(({ node }: { node: object }) => node);
    await expect.poll(outbox, { timeout: 20_000 }).toContainEqual({ state: 'KEPT', deliveredAt: null, failure: null });
    const unsent = async (person: string) =>
      (await office.ask(person, `{ case(id: "${id}") { unsentNotices } }`)).data.case.unsentNotices;
    expect([await unsent('lou-tao'), await unsent('song-jia')]).toEqual([(await outbox()).length, (await outbox()).length]);
  });
});

describe('an auditor', () => {
  it('reads who tried what and was refused, also in a race, apart from the history of the case', async () => {
    const { id } = (await office.start('deng-li', rubbish)).case;
    await office.act('deng-li', 'comment', id, { text: 'Hello' });
    await office.act('liu-fei', 'comment', id, { text: 'Not mine' }).catch(() => undefined);
    expect(await office.act('ma-lili', 'accept', id).catch((error: Error) => error.message)).toMatch(/NOT_FOUND/);
    await office.act('zhou-min', 'accept', id);
    const race = await Promise.all(['fang-yong', 'jin-meihua'].map((person) => office.act(person, 'accept', id)));
    expect(race.map(({ __typename }) => __typename).toSorted()).not.toEqual(['ActionDone', 'ActionDone']);
    const { data } = await office.ask(
      'qiu-ming',
      `{ attempts(caseId: "${id}") { totalCount edges { node { actorId action kind code message at } } } case(id: "${id}") { revision } }`,
    );
    expect(data.attempts.totalCount).toBe(2);
    expect(data.attempts.edges.at(-1).node).toMatchObject({
      actorId: 'zhou-min',
      action: 'accept',
      kind: 'Refused',
      code: 'kernel.wrongRole',
    });
    expect(data.case.revision).toBe(2);
    expect((await office.ask('fang-yong', '{ attempts { totalCount } }')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('reads across cases who did what, when, and on what authority', async () => {
    const { data } = await office.ask(
      'qiu-ming',
      '{ events(first: 50, filter: { actor: "fang-yong", action: ["accept"] }) { totalCount edges { node { name actorName role unit at reason authority fromState toState } } } }',
    );
    expect(data.events.totalCount).toBeGreaterThan(4);
    expect(data.events.edges[0].node).toMatchObject({
      name: 'Accepted',
      actorName: '方勇',
      role: 'handler',
      unit: 'sanitation',
      fromState: 'dispatched',
      toState: 'handling',
    });
    const { data: filed } = await office.ask(
      'qiu-ming',
      '{ events(first: 1, filter: { name: ["Reported"] }) { edges { node { authority } } } }',
    );
    expect(filed.events.edges[0].node.authority).toMatchObject({
      dispatch: { rule: 'own-sanitation' },
      category: { code: 'rubbish' },
    });
  });

  const verdictOf = async (id: string) =>
    (await office.ask('qiu-ming', `{ verifyRecord(caseId: "${id}") { intact events brokenAt why } }`)).data.verifyRecord;
  const tampered: [string, string, number][] = [
    ['what was said', `UPDATE events SET input = '{"result": "Nothing was done"}' WHERE case_id = $1 AND revision = 2`, 2],
    ['who did it', `UPDATE events SET actor_id = 'jin-meihua' WHERE case_id = $1 AND revision = 1`, 1],
    ['when it was done', `UPDATE events SET at = at - interval '1 day' WHERE case_id = $1 AND revision = 3`, 3],
    ['that it was overdue', `UPDATE events SET clocks = '{}' WHERE case_id = $1 AND revision = 3`, 3],
    [
      'one event, with a hash of its own',
      `UPDATE events SET reason = 'x', hash = repeat('0', 64) WHERE case_id = $1 AND revision = 2`,
      2,
    ],
    ['that there was an event', `DELETE FROM events WHERE case_id = $1 AND revision = 2`, 2],
    ['that there was a last event', `DELETE FROM events WHERE case_id = $1 AND revision = 3`, 3],
    ['the end of the chain', `UPDATE cases SET head_hash = repeat('0', 64) WHERE id = $1`, 4],
  ];
  it('finds out when even the owner of the database has changed a record', async () => {
    expect(await verdictOf(await settled())).toEqual({ intact: true, events: 4, brokenAt: null, why: null });
    for (const [what, sql, revision] of tampered) {
      const id = await settled();
      await office.sql(sql, [id]);
      expect([what, await verdictOf(id)]).toEqual([
        what,
        { intact: false, events: revision, brokenAt: revision, why: expect.any(String) },
      ]);
    }
    expect(await verdictOf('FS-IR-20200101-0001')).toBeNull();
  });

  it('changes nothing', async () => {
    const id = await accepted();
    for (const [action, input] of [
      ['comment', { text: 'x' }],
      ['noteWork', { text: 'x' }],
      ['done', { result: 'x' }],
    ] as const) {
      const answer = await office.act('qiu-ming', action, id, input);
      expect([action, answer.__typename]).toEqual([action, action === 'comment' ? 'ActionDone' : 'Refused']);
    }
    const { errors } = await office.ask(
      'qiu-ming',
      `mutation { endPerson(id: "deng-li", requestId: "${nextRequest()}") { __typename } }`,
    );
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
