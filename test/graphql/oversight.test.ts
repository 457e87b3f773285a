import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isSignedEvent } from '../../activities/evidence/keys.ts';
import { type RecordRows, readRecord } from '../../activities/evidence/record-rows.ts';
import { verdictOf as verdictOfRows } from '../../activities/evidence/verdict.ts';
import { tenantRead } from '../../activities/tenant-read.ts';
import { allIsOver } from '../servers/all-is-over.ts';
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
      `{ attempts(filter: { caseId: ["${id}"] }) { totalCount edges { node { actorId action kind code message at } } } case(id: "${id}") { revision } }`,
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

  it('asks for events and attempts by who, which unit, what, how it came out, when, and whether it was late', async () => {
    const count = async (list: string, filter: string) =>
      (await office.ask('qiu-ming', `{ ${list}(filter: { ${filter} }) { totalCount } }`)).data[list].totalCount;
    const [late, inTime] = [await accepted(), await accepted()];
    // As if it had been found late when it was done.
    await office.act('fang-yong', 'done', late, { result: 'Gone' });
    await office.act('fang-yong', 'done', inTime, { result: 'Gone' });
    for (const id of [late, inTime]) await office.act('zhou-min', 'verify', id, { passed: true, at: rubbish.place });
    await office.sql(
      `UPDATE events SET clocks = jsonb_set(clocks, '{handle,overdue}', 'true') WHERE case_id = $1 AND name = 'Verified' AND clocks ? 'handle'`,
      [late],
    );
    const both = `caseId: ["${late}", "${inTime}"]`;
    expect(await count('events', `${both}, late: true`)).toBe(1);
    const stopped = await count('events', `${both}, late: false`);
    expect(stopped).toBeGreaterThan(1);
    // What stopped no clock was neither late nor in time.
    await office.act('deng-li', 'comment', late, { text: 'Thank you' });
    expect(await count('events', both)).toBe(stopped + 2);
    expect(await count('events', `${both}, unit: ["sanitation"], action: ["done"], actor: "fang-yong", role: ["handler"]`)).toBe(
      2,
    );
    expect(await count('events', `${both}, before: "2020-01-01T00:00:00Z"`)).toBe(0);
    await office.act('jin-meihua', 'accept', late);
    const tried = `caseId: ["${late}"]`;
    for (const [filter, found] of [
      ['actor: "jin-meihua", unit: ["sanitation"], action: ["accept"], process: ["issueReport"], outcome: REFUSED', 1],
      ['from: "2020-01-01T00:00:00Z"', 1],
      ['outcome: CONFLICT', 0],
      ['unit: ["urban"]', 0],
      ['code: ["kernel.none"]', 0],
      ['before: "2020-01-01T00:00:00Z"', 0],
    ] as const)
      expect([filter, await count('attempts', `${tried}, ${filter}`)]).toEqual([filter, found]);
  });

  it('is told where a filter names a unit, a role, an action, a process or a person that isn’t there', async () => {
    for (const [question, words] of [
      ['events(filter: { unit: ["sanitaton"] })', 'no unit “sanitaton”'],
      ['events(filter: { role: ["handlr"] })', 'no role “handlr”'],
      ['events(filter: { actor: "fang-yang" })', 'nobody “fang-yang”'],
      ['attempts(filter: { unit: ["sanitaton"] })', 'no unit “sanitaton”'],
      ['attempts(filter: { actor: "fang-yang" })', 'nobody “fang-yang”'],
      ['attempts(filter: { action: ["acept"] })', 'no action “acept”'],
      ['attempts(filter: { process: ["isueReport"] })', 'no process “isueReport”'],
    ] as const) {
      const { errors } = await office.ask('qiu-ming', `{ ${question} { totalCount } }`);
      expect([question, errors?.[0]?.extensions.code, errors?.[0]?.message]).toEqual([
        question,
        'INVALID_INPUT',
        expect.stringContaining(words),
      ]);
    }
  });

  const exported = async (ending: string, query: string, person = 'qiu-ming') => {
    await allIsOver(office.sql);
    const answer = await fetch(`${office.url}/audit/export.${ending}?${query}`, {
      headers: { authorization: `Bearer ${office.token(person)}` },
    });
    return { status: answer.status, text: await answer.text() };
  };

  it('exports what was done and tried, with pseudonyms or with names as they are read', async () => {
    const id = await settled();
    await office.act('zhou-min', 'accept', id);
    const lines = async (query: string) =>
      (await exported('jsonl', query)).text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
    const done = await lines(`caseId=${id}`);
    expect(done.map(({ event, outcome }) => `${event} ${outcome}`)).toEqual([
      ...['Reported done', 'Accepted done', 'Done done', 'Verified done'],
    ]);
    expect(done.map(({ person }) => person)).toEqual(Array.from({ length: 4 }, () => expect.stringMatching(/^p-[\w-]{16}$/)));
    expect(new Set(done.map(({ person }) => person)).size).toBe(3);
    const named = await lines(`caseId=${id}&people=names&outcome=done&outcome=refused`);
    expect(named.map(({ name }) => name).slice(1)).toEqual(['方勇', '方勇', '周敏', '周敏']);
    expect(named.at(-1)).toMatchObject({ outcome: 'refused', action: 'accept', event: null, code: expect.any(String) });
    const csv = (await exported('csv', `caseId=${id}&unit=sanitation&action=accept&late=false`)).text;
    expect(csv).toMatch(/^at,outcome,caseId,process/);
    expect(csv.trim().split('\r\n')).toHaveLength(2);
    // Names are personal data, and the file itself is noted.
    const { data } = await office.ask(
      'shi-lei',
      '{ readings(first: 50, filter: { reader: "qiu-ming", way: [EXPORT] }) { edges { node { caseId kinds query } } } }',
    );
    const read = data.readings.edges.map(({ node }: { node: object }) => node);
    expect(read).toContainEqual({ caseId: null, kinds: ['file'], query: `/audit/export.jsonl?caseId=${id}` });
    expect(read).toContainEqual({ caseId: id, kinds: ['name'], query: expect.stringContaining('people=names') });
    expect(read.filter((one: { caseId: string | null }) => one.caseId !== null)).toHaveLength(1);
  });

  it('doesn’t learn who sent a sealed report, neither from attempts nor by their filter nor in an export', async () => {
    const { id } = (await office.start('deng-li', rubbish)).case;
    const other = (await office.start('deng-li', rubbish)).case.id;
    for (const one of [id, other]) await office.act('deng-li', 'accept', one);
    await office.sql('UPDATE cases SET sealed = true WHERE id = $1', [id]);
    const tried = async (filter: string) =>
      (await office.ask('qiu-ming', `{ attempts(filter: { ${filter} }) { edges { node { caseId actorId actorName } } } }`)).data
        .attempts.edges;
    expect(await tried(`caseId: ["${id}"]`)).toEqual([{ node: { caseId: id, actorId: null, actorName: '**' } }]);
    expect(await tried(`caseId: ["${id}", "${other}"], actor: "deng-li"`)).toEqual([
      { node: { caseId: other, actorId: 'deng-li', actorName: '邓力' } },
    ]);
    const rows = (await exported('jsonl', `caseId=${id}&caseId=${other}&outcome=done&outcome=refused&people=names`)).text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { caseId: string; person: string; name: string });
    const [sealed, open] = [id, other].map((one) => rows.filter(({ caseId }) => caseId === one));
    expect([...new Set(sealed?.map(({ name }) => name))]).toEqual(['**']);
    // The pseudonym tells no more than the name.
    expect(new Set(sealed?.map(({ person }) => person)).size).toBe(1);
    expect(open?.map(({ person }) => person)).not.toContain(sealed?.[0]?.person);
  });

  it('exports for process mining: every event once, under its case', async () => {
    const [xes, ocel] = [(await exported('xes', '')).text, JSON.parse((await exported('ocel.json', '')).text)];
    const total = (await office.ask('qiu-ming', '{ events { totalCount } cases { totalCount } }')).data;
    expect(xes.match(/<event>/g)).toHaveLength(total.events.totalCount);
    expect(xes.match(/<trace>/g)).toHaveLength(total.cases.totalCount);
    expect(ocel.events).toHaveLength(total.events.totalCount);
    expect(ocel.objects.filter(({ type }: { type: string }) => type === 'issueReport')).toHaveLength(total.cases.totalCount);
    const ids = new Set(ocel.objects.map((one: { id: string }) => one.id));
    const related = [...ocel.events, ...ocel.objects].flatMap(({ relationships }) => relationships);
    expect(related.filter(({ objectId }: { objectId: string }) => !ids.has(objectId))).toEqual([]);
    const names = new Set(
      ['type', 'deng-li', '方勇', 'fang-yong'].filter((word) => (xes + JSON.stringify(ocel)).includes(`"${word}"`)),
    );
    expect([...names]).toEqual(['type']);
  });

  it('exports to whom oversees the whole tenant, and to nobody else; what isn’t known is refused', async () => {
    expect((await exported('csv', '', 'lou-tao')).status).toBe(403);
    for (const [ending, query, words] of [
      ['csv', 'proces=issueReport', 'no parameter “proces”'],
      ['csv', 'action=acept', 'no action “acept”'],
      ['csv', 'people=all', 'no choice for people “all”'],
      ['csv', 'from=yesterday', 'moment with its offset'],
      ['xes', 'outcome=refused', 'Leave “outcome” out'],
    ] as const)
      expect(await exported(ending, query)).toEqual({ status: 400, text: expect.stringContaining(words) });
  });

  const verdictOf = async (id: string) =>
    (
      await office.ask(
        'qiu-ming',
        `{ verifyRecord(caseId: "${id}") { intact events brokenAt why differences { where message } } }`,
      )
    ).data.verifyRecord;
  /** What an auditor would find if the owner of the database did this; it is taken back at once. */
  const found = async (id: string, sql: string) => {
    await office.sql('BEGIN');
    try {
      await office.sql(sql, [id]);
      const asOwner = {
        query: async (of: { text: string; values: unknown[] }) => ({ rows: await office.sql(of.text, of.values) }),
      };
      const rows = await readRecord(tenantRead(asOwner as never, 'fushan'), id);
      const { keys } = office.program.services;
      return verdictOfRows(id, rows as RecordRows, { isSigned: (hash, signature) => isSignedEvent(keys, hash, signature) });
    } finally {
      await office.sql('ROLLBACK');
    }
  };
  const whole = { intact: true, events: 4, brokenAt: null, why: null, differences: [] };
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
    [
      'what an event wrote',
      `UPDATE events SET wrote = jsonb_set(wrote, '{case,title}', '"x"') WHERE case_id = $1 AND revision = 2`,
      2,
    ],
    ['that it comes from the house', `UPDATE events SET signature = NULL WHERE case_id = $1 AND revision = 2`, 2],
    ['that there was an event', `DELETE FROM events WHERE case_id = $1 AND revision = 2`, 2],
    ['that there was a last event', `DELETE FROM events WHERE case_id = $1 AND revision = 3`, 3],
    ['the end of the chain', `UPDATE cases SET head_hash = repeat('0', 64) WHERE id = $1`, 4],
  ];
  it('finds out when even the owner of the database has changed a record', async () => {
    const id = await settled();
    expect(await verdictOf(id)).toEqual(whole);
    for (const [what, sql, revision] of tampered) {
      const { brokenAt, events, why } = await found(id, sql);
      expect([what, brokenAt, events, why]).toEqual([what, revision, revision, expect.any(Object)]);
    }
    expect(await verdictOf('FS-IR-20200101-0001')).toBeNull();
  });

  const altered: [string, string][] = [
    ['cases.state', `UPDATE cases SET state = 'handling' WHERE id = $1`],
    ['cases.closed', `UPDATE cases SET closed = NOT closed WHERE id = $1`],
    ['cases.facts.result', `UPDATE cases SET facts = facts || '{"result": "Nothing was done"}' WHERE id = $1`],
    ['cases.unit', `UPDATE cases SET unit = 'urban' WHERE id = $1`],
    ['cases.area', `UPDATE cases SET area = NULL WHERE id = $1`],
    ['cases.title', `UPDATE cases SET title = 'x' WHERE id = $1`],
    ['cases.opened_at', `UPDATE cases SET opened_at = opened_at - interval '1 ms' WHERE id = $1`],
    ['cases.opened_by', `UPDATE cases SET opened_by = 'liu-fei' WHERE id = $1`],
    ['ledger_lines', `UPDATE ledger_lines SET amount = 10000 WHERE case_id = $1`],
    ['ledger_lines', `DELETE FROM ledger_lines WHERE case_id = $1`],
    [
      'ledger_lines',
      `INSERT INTO ledger_lines (id, tenant, case_id, revision, rule, asset, from_owner, to_owner, amount, at)
       SELECT gen_random_uuid()::text, tenant, id, 3, 'gift', 'points', 'scheme:gift', 'person:liu-fei', 5, now() FROM cases WHERE id = $1`,
    ],
    [
      'accounts.balance',
      `UPDATE accounts SET balance = balance + 1 WHERE owner IN (SELECT to_owner FROM ledger_lines WHERE case_id = $1)`,
    ],
    ['ledger_lots', `UPDATE ledger_lots SET rest = rest - 1 WHERE id IN (SELECT id FROM ledger_lines WHERE case_id = $1)`],
    ['ledger_lots', `UPDATE ledger_lots SET until = '2026-01-01' WHERE id IN (SELECT id FROM ledger_lines WHERE case_id = $1)`],
    ['ledger_lots', `DELETE FROM ledger_lots WHERE id IN (SELECT id FROM ledger_lines WHERE case_id = $1)`],
    ['tasks', `DELETE FROM tasks WHERE case_id = $1 AND action = 'accept'`],
    ['tasks', `UPDATE tasks SET closed_by = 'jin-meihua' WHERE case_id = $1 AND action = 'accept'`],
    ['clocks.due_at', `UPDATE clocks SET due_at = due_at + interval '1 year' WHERE case_id = $1`],
    ['clocks.ledger', `UPDATE clocks SET ledger = '[]' WHERE case_id = $1`],
    ['clocks', `DELETE FROM clocks WHERE case_id = $1`],
    ['parties', `UPDATE parties SET person = 'liu-fei' WHERE case_id = $1`],
    ['parties', `DELETE FROM parties WHERE case_id = $1`],
    [
      'attachments',
      `INSERT INTO attachments (case_id, sha256, tenant, revision, mime, bytes) SELECT id, repeat('0', 64), tenant, 2, 'image/jpeg', 1 FROM cases WHERE id = $1`,
    ],
    [
      'links',
      `INSERT INTO links (id, tenant, from_case, to_case, kind, since_revision)
       SELECT gen_random_uuid()::text, tenant, id, (SELECT min(id) FROM cases WHERE id <> $1), 'mergedInto', 2 FROM cases WHERE id = $1`,
    ],
    [
      'links',
      `INSERT INTO links (id, tenant, from_case, to_case, kind, since_revision)
       SELECT gen_random_uuid()::text, tenant, (SELECT min(id) FROM cases WHERE id <> $1), id, 'mergedInto', 0 FROM cases WHERE id = $1`,
    ],
  ];
  it('finds out where the rows of a case are others than its events wrote, and says so in words', async () => {
    const id = await settled();
    for (const [where, sql] of altered) {
      const { brokenAt, differences } = await found(id, sql);
      expect([where, brokenAt, differences.map((one) => one.where)]).toEqual([where, null, expect.arrayContaining([where])]);
    }
    await office.sql(`UPDATE cases SET state = 'handling' WHERE id = $1`, [id]);
    const message = 'The state is handling in the record; its events say closed.';
    expect(await verdictOf(id)).toEqual({
      ...whole,
      intact: false,
      why: message,
      differences: [{ where: 'cases.state', message }],
    });
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
