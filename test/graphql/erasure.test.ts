import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseWhatIsOver } from '../../activities/erasure/retention.ts';
import { checkEvidence, verifierKey } from '../../verify/banjie-verify.ts';
import { changeOf, wrongWith } from './administrator.ts';
import { aPhoto, startOf } from './case-acts.ts';
import { nextRequest, type Office, openOffice, rubbish } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  // What is closed is over soon.
  await office.sql(`INSERT INTO limits (tenant, process, name, valid_from, value) VALUES
    ('fushan', 'issueReport', 'clock.reopenWindow', '2020-01-01', '{"clockMinutes": 0.02}')`);
});
afterAll(() => office?.close());

const ask = async (person: string, query: string) => {
  const { data, errors } = await office.ask(person, query);
  if (errors) throw new Error(`${errors[0]?.extensions.code}: ${errors[0]?.message}`);
  return data;
};
const does = async (person: string, mutation: string, args: object, requestId = nextRequest()) => {
  const given = Object.entries({ ...args, requestId }).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  const data = await ask(
    person,
    `mutation { ${mutation}(${given.join(', ')}) { __typename ... on ChangeDone { replayed advice change { after } } ... on InvalidInput { message } } }`,
  );
  return data[mutation];
};
const asked = async (args: object, by = 'shi-lei') => {
  const answer = await does(by, 'erasePerson', { reason: 'They ask for it', ...args });
  if (!answer.change) throw new Error(answer.message);
  return answer.change.after.id as string;
};
const erased = async (args: object, by = 'shi-lei') => {
  const id = await asked(args, by);
  expect(await does('qiu-ming', 'confirmErasure', { id })).toMatchObject({ __typename: 'ChangeDone', advice: null });
  return id as string;
};
const verdict = async (id: string) =>
  (
    await ask(
      'qiu-ming',
      `{ verifyRecord(caseId: "${id}") { intact why erased { revision parts by erasure } differences { message } } }`,
    )
  ).verifyRecord;
const isOver = (id: string) =>
  expect
    .poll(async () => (await office.sql(`SELECT closed AND NOT live AS over FROM cases WHERE id = $1`, [id]))[0], {
      timeout: 15_000,
    })
    .toEqual({ over: true });
const settle = async (id: string) => {
  await office.act('fang-yong', 'accept', id);
  await office.act('fang-yong', 'done', id, { result: 'Gone' });
  await office.act('zhou-min', 'verify', id, { passed: true, at: rubbish.place });
};
/** Tables in which a text stands anywhere. */
const foundIn = async (text: string): Promise<string[]> => {
  const tables = await office.sql<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await office.sql(`SELECT 1 FROM ${name} t WHERE strpos(t::text, $1) > 0 LIMIT 1`, [text]);
    if (rows.length > 0) found.push(name);
  }
  return found;
};
const person = async (id: string) =>
  (await office.sql<{ name: string; phone: string }>(`SELECT name, phone FROM people WHERE id = $1`, [id]))[0];

describe('somebody whose data is erased', () => {
  it('stands nowhere any more with two cases and a photo, and the record still verifies', async () => {
    const [before, words] = [await person('lin-tingting'), { ...rubbish.place, address: 'Bus stop 9, flat 3-201' }];
    const filed = await startOf(
      office,
      'lin-tingting',
      'issueReport',
      { ...rubbish, text: `Call me: ${before?.name}, ${before?.phone}`, place: words },
      [await aPhoto()],
    );
    const { id } = filed.case;
    const second = (await office.start('lin-tingting', { ...rubbish, category: 'pests' })).case.id;
    expect(await does('shi-lei', 'erasePerson', { person: 'lin-tingting', reason: 'They ask for it' })).toMatchObject({
      message: expect.stringContaining(`Something open needs them: ${id}, ${second}.`),
    });
    // An attempt of theirs stands on record, too.
    expect(await office.act('lin-tingting', 'comment', second, { text: 'x', toReporters: true })).toBeDefined();
    await office.act('lin-tingting', 'rate', id, { stars: 5 });
    await settle(id);
    await office.act('lin-tingting', 'withdraw', second);
    await Promise.all([isOver(id), isOver(second)]);
    const { attachments } = (await ask('lou-tao', `{ case(id: "${id}") { attachments { url } } }`)).case;
    expect((await fetch(`${office.url}${attachments[0].url}`)).status).toBe(200);
    expect(await foundIn(`${before?.name}`)).toEqual(expect.arrayContaining(['cases', 'events', 'people']));

    const erasure = await asked({ person: 'lin-tingting' });
    expect(await does('shi-lei', 'confirmErasure', { id: erasure })).toMatchObject({
      message: expect.stringContaining('Four eyes'),
    });
    const requestId = nextRequest();
    expect(await does('qiu-ming', 'confirmErasure', { id: erasure }, requestId)).toMatchObject({ replayed: false, advice: null });
    expect(await does('qiu-ming', 'confirmErasure', { id: erasure }, requestId)).toMatchObject({ replayed: true });
    for (const gone of [before?.name, before?.phone, words.address]) expect([gone, await foundIn(`${gone}`)]).toEqual([gone, []]);
    expect((await fetch(`${office.url}${attachments[0].url}`)).status).toBe(404);
    for (const one of [id, second]) expect(await verdict(one)).toMatchObject({ intact: true, differences: [] });
    expect((await verdict(id)).erased[0]).toMatchObject({
      revision: 0,
      by: 'qiu-ming',
      erasure,
      parts: expect.arrayContaining(['actorName', 'input', 'requestHash']),
    });
    const { erasures } = await ask(
      'qiu-ming',
      '{ erasures(state: "done") { edges { node { id person cases photos decidedBy } } } }',
    );
    expect(erasures.edges).toEqual([
      { node: { id: erasure, person: 'lin-tingting', cases: 2, photos: 1, decidedBy: 'qiu-ming' } },
    ]);

    const { evidence } = await ask('qiu-ming', `{ evidence(caseIds: ["${id}"]) }`);
    const keys = office.program.services.logs.verifierKeys('fushan').map(verifierKey);
    expect(checkEvidence(evidence, keys).erased).toBeGreaterThan(3);
    expect((await ask('qiu-ming', '{ verifyLog { faults } }')).verifyLog.faults).toEqual([]);
    expect(await does('shi-lei', 'erasePerson', { person: 'lin-tingting', reason: 'Again' })).toMatchObject({
      message: expect.stringContaining('erased already'),
    });
    // Nobody signs in by the token that they had.
    expect((await office.ask('lin-tingting', '{ me { id } }')).errors?.[0]?.extensions.code).toBeDefined();

    // What is taken away or put back without the house is found.
    await office.sql(`UPDATE events SET actor_name = 'Somebody else' WHERE case_id = $1 AND revision = 0`, [id]);
    expect(await verdict(id)).toMatchObject({ intact: false, why: expect.stringContaining('the house hasn’t signed that') });
    await office.sql(
      `UPDATE events SET reason = 'x', erased = jsonb_build_object('seals', '{}'::jsonb, 'salts', '{}'::jsonb, 'left', '', 'at', '', 'by', '', 'erasure', '', 'signature', '') WHERE case_id = $1 AND revision = 1`,
      [second],
    );
    expect(await verdict(second)).toMatchObject({ intact: false });
    await office.sql(`UPDATE attempts SET actor_name = 'x' WHERE actor_id = 'lin-tingting'`);
    expect((await ask('qiu-ming', '{ verifyLog { faults } }')).verifyLog.faults).toHaveLength(1);
  });

  it('stays as long as a report that theirs was merged into is open, and is erased in both then', async () => {
    const [theirs, others] = [
      (await office.start('wang-xiuying', { ...rubbish, category: 'pests' })).case.id,
      (await office.start('zhu-guoqiang', { ...rubbish, category: 'pests' })).case.id,
    ];
    expect(await office.act('lou-tao', 'merge', theirs, { into: others })).toMatchObject({ __typename: 'ActionDone' });
    await isOver(theirs);
    expect((await does('shi-lei', 'erasePerson', { person: 'wang-xiuying', reason: 'They ask' })).message).toContain(others);
    await expect
      .poll(() => office.sql(`SELECT 1 FROM events WHERE case_id = $1 AND action = 'absorb'`, [others]), { timeout: 15_000 })
      .toHaveLength(1);
    await settle(others);
    await isOver(others);
    const before = await person('wang-xiuying');
    await erased({ person: 'wang-xiuying' });
    expect(await foundIn(`${before?.name}`)).toEqual([]);
    for (const one of [theirs, others]) expect(await verdict(one)).toMatchObject({ intact: true });
    // The other reporter is still known.
    expect(await foundIn(`${(await person('zhu-guoqiang'))?.name}`)).toContain('people');
  });

  it('is a party without an account as well, and follows nothing any more in their own name', async () => {
    const phone = '13900001111';
    const opened = await office.start('song-jia', { ...rubbish, reporter: { name: 'Li Na', phone } });
    const { id } = opened.case;
    await settle(id);
    await isOver(id);
    expect(await does('shi-lei', 'erasePerson', { caseId: id, role: 'handler', reason: 'x' })).toMatchObject({
      message: expect.stringContaining('no party'),
    });
    await erased({ caseId: id, role: 'reporter' });
    for (const gone of ['Li Na', phone]) expect([gone, await foundIn(gone)]).toEqual([gone, []]);
    expect(await verdict(id)).toMatchObject({ intact: true });
  });

  it('has left the office or not: acts stay under their id, and nobody erases the last administrator', async () => {
    const before = await person('hu-bin');
    await does('shi-lei', 'endPerson', { id: 'hu-bin' });
    await erased({ person: 'hu-bin' });
    expect(await foundIn(`${before?.name}`)).toEqual([]);
    const self = await asked({ person: 'shi-lei' });
    expect(await does('qiu-ming', 'confirmErasure', { id: self })).toMatchObject({
      message: expect.stringContaining('Nobody else administers'),
    });
    expect(await does('shi-lei', 'refuseErasure', { id: self, reason: 'x' })).toMatchObject({
      message: expect.stringContaining('Four eyes'),
    });
    expect(await does('qiu-ming', 'refuseErasure', { id: self, reason: 'The law keeps their record' })).toMatchObject({
      __typename: 'ChangeDone',
    });
    const { erasures } = await ask('shi-lei', '{ erasures(state: "refused") { edges { node { person refusal } } } }');
    expect(erasures.edges).toEqual([{ node: { person: 'shi-lei', refusal: 'The law keeps their record' } }]);
    await expect(does('lou-tao', 'erasePerson', { person: 'hu-bin', reason: 'x' })).rejects.toThrow('FORBIDDEN');
  });
});

describe('somebody who took a role in an emergency', () => {
  it('is erased with it: their name in messages and in the reason, and what they held for others', async () => {
    const before = await person('liu-fei');
    const { id } = (await office.start('deng-li', rubbish)).case;
    for (const role of ['breakGlass', 'handler']) await changeOf(office, 'giveRole', { input: { person: 'liu-fei', role } });
    const days = await office.sql<{ day: string }>(`SELECT tenant_today('fushan')::text AS day`);
    const [{ day }] = days as [{ day: string }];
    const deputy = { person: 'fang-yong', deputy: 'liu-fei', from: day, until: day };
    expect((await changeOf(office, 'setDeputy', { input: deputy })).__typename).toBe('ChangeDone');
    const input = { role: 'dispatcher', caseId: id, reason: `${before?.name} is alone` };
    expect((await changeOf(office, 'breakGlass', { input }, { person: 'liu-fei' })).__typename).toBe('ChangeDone');
    await settle(id);
    await isOver(id);
    await erased({ person: 'liu-fei' });
    expect(await foundIn(`${before?.name}`)).toEqual([]);
    expect(await office.sql(`SELECT id FROM emergencies WHERE ended_at IS NULL`)).toEqual([]);
    expect(await office.sql(`SELECT id FROM deputyships WHERE ended_on IS NULL`)).toEqual([]);
  });
});

describe('a case whose time to be kept is over', () => {
  it('loses what is personal and keeps its figures, unless it is held or was reopened since', async () => {
    const filed = async () => {
      const { id } = (await office.start('zhu-guoqiang', { ...rubbish, place: { ...rubbish.place, address: 'Court 5' } })).case;
      await settle(id);
      return id as string;
    };
    const again = await filed();
    // At once: here a case is over some seconds after it was closed.
    expect(await office.act('zhu-guoqiang', 'reopen', again, { reason: 'It is back' })).toMatchObject({
      __typename: 'ActionDone',
    });
    const [gone, held] = [await filed(), await filed()];
    for (const id of [gone, held]) await isOver(id);
    const keeps = (state: string, months: number) =>
      wrongWith(office, 'setRetention', { input: { process: 'issueReport', state, months } });
    expect(await keeps('handling', 1)).toEqual([expect.stringMatching(/^input.state: .*aren’t closed in “handling”/)]);
    expect(await keeps('closed', 2)).toEqual([]);
    expect(await does('qiu-ming', 'holdCase', { caseId: held, reason: 'The court asks for it.' })).toMatchObject({
      __typename: 'ChangeDone',
    });
    expect((await does('shi-lei', 'erasePerson', { caseId: held, role: 'reporter', reason: 'x' })).message).toContain('no party');
    const figures = () =>
      ask(
        'shi-lei',
        '{ statistics(process: "issueReport", from: "2020-01-01T00:00:00Z", before: "2100-01-01T00:00:00Z", by: UNIT) { key opened closed averageHours } }',
      );
    const before = await figures();
    const later = async (months: number) => {
      await office.sql(
        `CREATE OR REPLACE FUNCTION tenant_today(p_tenant text) RETURNS date LANGUAGE sql STABLE AS $$ SELECT (now() + interval '${months} months 4 days')::date $$`,
      );
      await eraseWhatIsOver(office.program.services.erasing);
    };
    await later(1);
    expect((await verdict(gone)).erased).toEqual([]);
    await later(2);
    expect((await verdict(gone)).erased.length).toBeGreaterThan(0);
    for (const id of [gone, held, again]) expect([id, await verdict(id)]).toMatchObject([id, { intact: true }]);
    for (const id of [held, again]) expect((await verdict(id)).erased).toEqual([]);
    expect(await figures()).toEqual(before);
    expect(await office.sql(`SELECT facts #>> '{place,address}' AS address FROM cases WHERE id = $1`, [gone])).toEqual([
      { address: '—' },
    ]);
    const { erasures } = await ask(
      'qiu-ming',
      `{ erasures(caseId: "${gone}") { edges { node { kind reason decidedBy state } } } }`,
    );
    expect(erasures.edges).toEqual([
      { node: { kind: 'retention', reason: 'issueReport, closed: 2 months', decidedBy: 'clock:retention', state: 'done' } },
    ]);

    const { heldCases } = await ask('shi-lei', '{ heldCases { edges { node { caseId heldBy } } } }');
    expect(heldCases.edges).toEqual([{ node: { caseId: held, heldBy: 'qiu-ming' } }]);
    await does('shi-lei', 'liftHold', { caseId: held, reason: 'The court has decided.' });
    await later(3);
    expect((await verdict(held)).erased.length).toBeGreaterThan(0);
  });
});
