import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeOf, wrongWith } from './administrator.ts';
import { type Office, openOffice, rubbish } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const DONE = { __typename: 'ChangeDone', replayed: false };
/** A report that somebody of sanitation has accepted. */
const acceptedBy = async (person: string): Promise<string> => {
  const { id } = (await office.start('deng-li', rubbish)).case;
  await office.act(person, 'accept', id);
  return id;
};
const tasksOf = async (caseId: string) =>
  (await office.ask('xu-jing', `{ case(id: "${caseId}") { tasks { action person role unit } } }`)).data.case.tasks;
const workOf = async (person: string): Promise<string[]> =>
  (await office.ask(person, '{ tasks(first: 100) { edges { node { caseId } } } }')).data.tasks.edges.map(
    ({ node }: { node: { caseId: string } }) => node.caseId,
  );
const lastEvent = async (caseId: string) =>
  (
    await office.ask(
      'qiu-ming',
      `{ events(first: 1, filter: { caseId: ["${caseId}"] }) { edges { node { name actorId role } } } }`,
    )
  ).data.events.edges[0].node;

describe('where the relay runs', () => {
  it('the staff of each tenant is looked at on each day', async () => {
    const missed = `SELECT tenant FROM staff_versions WHERE looked_on IS DISTINCT FROM tenant_today(tenant)`;
    await expect.poll(() => office.sql(missed), { timeout: 10_000 }).toEqual([]);
  });
});

/** A day of the tenant, so many days from today. */
const day = (ahead: number): string => new Date(Date.now() + (8 + 24 * ahead) * 3_600_000).toISOString().slice(0, 10);

describe('who is away', () => {
  const MINE = `{ me { grants { role units source actingFor until } } deputies(first: 10) { edges { node { person deputy deputyName roles endedOn } } } }`;
  const stands = { deputy: 'ma-lili', from: day(0), until: day(3) };
  const shown = async (person: string, id: string) =>
    (
      await office.ask(
        person,
        `{ case(id: "${id}") { nextActions { name allowed task actingFor } history(last: 1) { edges { node { name actorId actorName actingFor { id name from until } } } } } }`,
      )
    ).data.case;

  it('has a deputy, who does their work in their place, and every event says so', async () => {
    const { id } = (await office.start('deng-li', rubbish)).case;
    const before = await office.ask('ma-lili', `{ case(id: "${id}") { id } }`);
    expect(before.data?.case ?? null).toBeNull();
    const named = await changeOf(office, 'setDeputy', { input: stands }, { person: 'fang-yong', requestId: 'away' });
    expect(named).toMatchObject(DONE);
    expect(await changeOf(office, 'setDeputy', { input: stands }, { person: 'fang-yong', requestId: 'away' })).toMatchObject({
      replayed: true,
    });
    expect(await workOf('ma-lili')).toContain(id);
    const { data } = await office.ask('ma-lili', MINE);
    expect(data.me.grants).toContainEqual({
      ...{ role: 'handler', units: ['sanitation'], source: 'DEPUTY', actingFor: 'fang-yong', until: day(3) },
    });
    expect(data.deputies.edges).toMatchObject([{ node: { person: 'fang-yong', deputy: 'ma-lili', deputyName: '马丽丽' } }]);
    expect((await shown('ma-lili', id)).nextActions).toContainEqual({
      ...{ name: 'accept', allowed: true, task: true, actingFor: 'fang-yong' },
    });
    expect(await office.act('ma-lili', 'accept', id)).toMatchObject({ case: { state: 'handling' }, event: { role: 'handler' } });
    // It goes on as theirs whose it is.
    expect(await tasksOf(id)).toMatchObject([{ action: 'done', person: 'fang-yong' }]);
    expect(await workOf('ma-lili')).toContain(id);
    expect((await shown('xu-jing', id)).history.edges[0].node).toEqual({
      ...{ name: 'Accepted', actorId: 'ma-lili', actorName: '马丽丽' },
      actingFor: { id: 'fang-yong', name: '方勇', from: day(0), until: day(3) },
    });
    expect(await office.act('ma-lili', 'done', id, { result: 'Gone' })).toMatchObject({ case: { state: 'verifying' } });
    const next = (await office.start('deng-li', rubbish)).case.id;
    const told = await office.ask(
      'shi-lei',
      `{ outbox(caseId: "${next}", channel: ["inbox"]) { edges { node { notice person } } } }`,
    );
    expect(told.data.outbox.edges).toContainEqual({ node: { notice: 'newWork', person: 'ma-lili' } });
    const checked = await office.ask('qiu-ming', `{ verifyRecord(caseId: "${id}") { intact } }`);
    expect(checked.data.verifyRecord).toEqual({ intact: true });
  });

  it('has what they did checked by somebody else, in whatever name', async () => {
    const { id } = (await office.start('deng-li', rubbish)).case;
    await office.act('ma-lili', 'accept', id);
    const meeting = { at: '2020-01-01T00:00:00Z', units: ['market'], agenda: 'Who takes it away' };
    expect(await office.act('ma-lili', 'callMeeting', id, meeting)).toMatchObject({ reason: 'meetingInThePast' });
    await office.act('ma-lili', 'done', id, { result: 'Gone' });
    await changeOf(office, 'giveRole', { input: { person: 'ma-lili', role: 'dispatcher' } });
    expect(await office.act('ma-lili', 'verify', id, { passed: true, at: rubbish.place })).toMatchObject({
      ...{ __typename: 'Refused', reason: 'kernel.stoodIn' },
    });
    await changeOf(office, 'setDeputy', { input: { ...stands, person: 'zhou-min' } });
    expect(await office.act('ma-lili', 'verify', id, { passed: true, at: rubbish.place })).toMatchObject({
      ...{ __typename: 'Refused', reason: 'kernel.stoodIn' },
    });
    const finished = async (by: string) => {
      const other = await acceptedBy(by);
      await office.act(by, 'done', other, { result: 'Gone' });
      return office.act('ma-lili', 'verify', other, { passed: true, at: rubbish.place });
    };
    // For the officer they check what others have done, and not what the one did for whom they stand in as well.
    expect(await finished('fang-yong')).toMatchObject({ __typename: 'Refused', reason: 'kernel.standsForThem' });
    expect(await finished('jin-meihua')).toMatchObject({ __typename: 'ActionDone' });
    // What was done and what was refused in somebody's place is found by both.
    const { data } = await office.ask(
      'qiu-ming',
      `{ events(first: 9, filter: { actingFor: "fang-yong", caseId: ["${id}"] }) { edges { node { name actorId } } }
         attempts(first: 9, filter: { actor: "ma-lili", code: ["meetingInThePast"] }) { edges { node { code actingFor emergency } } } }`,
    );
    expect(data.events.edges.map(({ node }: { node: object }) => node)).toEqual([
      { name: 'Done', actorId: 'ma-lili' },
      { name: 'Accepted', actorId: 'ma-lili' },
    ]);
    expect(data.attempts.edges).toEqual([{ node: { code: 'meetingInThePast', actingFor: 'fang-yong', emergency: null } }]);
  });

  it('names whoever holds an office, for themselves and for days to come; others are named by an administrator', async () => {
    const wrong = (input: object, person = 'fang-yong') =>
      wrongWith(office, 'setDeputy', { input: { ...stands, ...input } }, { person });
    expect(await wrong({ person: 'he-ping' })).toEqual([expect.stringMatching(/^input.person: .*administrator/)]);
    expect(await wrong({ deputy: 'fang-yong' })).toEqual([expect.stringMatching(/^input.deputy: Nobody is their own/)]);
    expect(await wrong({ deputy: 'deng-li' })).toEqual([expect.stringMatching(/^input.deputy: .*holds no office/)]);
    expect(await wrong({ deputy: 'luo-jun' })).toEqual([expect.stringMatching(/^input.deputy: .*holds no office/)]);
    expect(await wrong({ roles: ['admin'] })).toEqual([expect.stringMatching(/^input.roles/)]);
    expect(await wrong({ roles: ['handler', 'dispatcher'] })).toEqual([expect.stringMatching(/^input.roles: .*“dispatcher”/)]);
    expect(await wrong({ from: day(-1) })).toEqual([expect.stringMatching(/^input.from/)]);
    expect(await wrong({ until: day(-1) })).toEqual([expect.stringMatching(/^input.until/)]);
    expect(await wrong({ until: day(400) })).toEqual([expect.stringMatching(/^input.until/)]);
    expect(await wrong({})).toEqual([expect.stringMatching(/^input.deputy: .*already/)]);
    expect(await wrong({ person: 'deng-li' }, 'shi-lei')).toEqual([expect.stringMatching(/^input.person: .*no office/)]);
  });

  it('is stood in for once, however many ask at once', async () => {
    const input = { person: 'he-ping', deputy: 'lou-tao', from: day(0), until: day(9) };
    const answers = await Promise.all(Array.from({ length: 50 }, () => changeOf(office, 'setDeputy', { input })));
    expect(answers.filter(({ __typename }) => __typename === 'ChangeDone')).toHaveLength(1);
  });

  it('comes back early, and the deputy does nothing more for them', async () => {
    const { id } = (await office.start('deng-li', rubbish)).case;
    const [row] = await office.sql<{ id: string }>(`SELECT id FROM deputyships WHERE person = 'fang-yong'`);
    await expect(wrongWith(office, 'endDeputy', { id: row?.id }, { person: 'he-ping' })).resolves.toEqual([
      expect.stringMatching(/^id: It is ended by/),
    ]);
    expect(await wrongWith(office, 'endDeputy', { id: 'none' })).toEqual([expect.stringMatching(/no deputyship/)]);
    // What is on its way when it ends is refused by the record.
    const may = async () =>
      (
        await office.sql<{ may: boolean }>(
          `SELECT may_act_as('{"tenant": "fushan", "actor": "ma-lili"}', jsonb_build_object('role', 'handler', 'capacity',
             jsonb_build_object('for', 'fang-yong', 'deputyship', $1::text)), tenant_today('fushan')) AS may`,
          [row?.id],
        )
      )[0]?.may;
    expect(await may()).toBe(true);
    expect(await changeOf(office, 'endDeputy', { id: row?.id }, { person: 'ma-lili' })).toMatchObject(DONE);
    expect(await may()).toBe(false);
    expect(await wrongWith(office, 'endDeputy', { id: row?.id })).toEqual([expect.stringMatching(/over already/)]);
    await office.sql(`UPDATE deputyships SET ended_on = valid_from WHERE ended_on IS NULL`);
    await office.sql(`UPDATE person_roles SET ended_on = valid_from WHERE person_id = 'ma-lili' AND role = 'dispatcher'`);
    expect(await workOf('ma-lili')).not.toContain(id);
    const after = await office.ask(
      'ma-lili',
      `mutation { issueReportAccept(caseId: "${id}", requestId: "for-nobody") { __typename } }`,
    );
    expect(after.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});

describe('a deputy', () => {
  it('acts as long as they hold an office of their own, and hears of the work as long', async () => {
    const { id } = (await office.start('deng-li', rubbish)).case;
    await changeOf(office, 'giveRole', { input: { person: 'liu-fei', role: 'hotlineAgent' } });
    const input = { person: 'fang-yong', deputy: 'liu-fei', from: day(0), until: day(3) };
    expect(await changeOf(office, 'setDeputy', { input })).toMatchObject(DONE);
    expect(await workOf('liu-fei')).toContain(id);
    const holds = async () =>
      (
        await office.sql<{ hears: boolean; may: boolean }>(
          `SELECT 'liu-fei' IN (SELECT deputies('fushan', '{fang-yong}', 'handler')) AS hears, may_act_as('{"tenant": "fushan", "actor": "liu-fei"}',
             jsonb_build_object('role', 'handler', 'capacity', jsonb_build_object('for', 'fang-yong', 'deputyship', id)), tenant_today('fushan')) AS may
           FROM deputyships WHERE deputy = 'liu-fei'`,
        )
      )[0];
    expect(await holds()).toEqual({ hears: true, may: true });
    const [held] = await office.sql<{ id: string }>(
      `SELECT id FROM person_roles WHERE person_id = 'liu-fei' AND role = 'hotlineAgent'`,
    );
    expect(await changeOf(office, 'endRole', { id: held?.id })).toMatchObject(DONE);
    expect(await workOf('liu-fei')).not.toContain(id);
    expect(await holds()).toEqual({ hears: false, may: false });
    await office.sql(`UPDATE deputyships SET ended_on = valid_from WHERE deputy = 'liu-fei'`);
  });
});

describe('in an emergency', () => {
  const glass = (caseId: string, more: object = {}) => ({
    input: { role: 'handler', caseId, reason: 'Nobody of sanitation answers', ...more },
  });

  it('whoever has the standing right takes a role for minutes; those who oversee hear of it, and see what was done and read', async () => {
    const { id } = (await office.start('deng-li', rubbish)).case;
    await expect(changeOf(office, 'breakGlass', glass(id), { person: 'ma-lili' })).rejects.toThrow('FORBIDDEN');
    await changeOf(office, 'giveRole', { input: { person: 'ma-lili', role: 'breakGlass' } });
    const wrong = (more: object) => wrongWith(office, 'breakGlass', glass(id, more), { person: 'ma-lili' });
    expect(await wrong({ role: 'admin' })).toEqual([expect.stringMatching(/^input.role/)]);
    expect(await wrong({ role: 'breakGlass' })).toEqual([expect.stringMatching(/^input.role/)]);
    expect(await wrong({ reason: ' ' })).toEqual([expect.stringMatching(/^input.reason/)]);
    expect(await wrong({ minutes: 61 })).toEqual([expect.stringMatching(/^input.minutes/)]);
    expect(await wrong({ caseId: 'FS-IR-20200101-0001' })).toEqual([expect.stringMatching(/^input.caseId/)]);
    const all = await Promise.all(
      Array.from({ length: 50 }, () => changeOf(office, 'breakGlass', glass(id), { person: 'ma-lili' })),
    );
    const taken = all.filter(({ __typename }) => __typename === 'ChangeDone');
    expect(taken).toHaveLength(1);
    const emergency = taken[0].change.after.id as string;
    expect(office.logged.filter((line) => line.includes('A role was taken in an emergency'))).toHaveLength(1);
    const told = await office.ask(
      'shi-lei',
      `{ outbox(caseId: "${id}", channel: ["inbox"]) { edges { node { notice person subject } } } }`,
    );
    for (const person of ['shi-lei', 'qiu-ming'])
      expect(told.data.outbox.edges).toContainEqual({
        node: { notice: 'emergencyTaken', person, subject: expect.stringContaining('马丽丽') },
      });
    expect(await office.act('ma-lili', 'accept', id)).toMatchObject({ case: { state: 'handling' } });
    await office.ask('ma-lili', `{ case(id: "${id}") { parties { name phone } } }`);
    await expect(
      changeOf(office, 'setEmergencyMinutes', { minutes: 400, validFrom: day(0) }, { person: 'ma-lili' }),
    ).rejects.toThrow('FORBIDDEN');
    const { data } = await office.ask(
      'qiu-ming',
      `{ emergencies(first: 5, running: true) { edges { node { id personName role reason caseId } } }
         events(first: 5, filter: { emergency: "${emergency}" }) { edges { node { name actorId emergency } } }
         readings(first: 5, filter: { emergency: "${emergency}" }) { edges { node { reader caseId role } } } }`,
    );
    expect(data.emergencies.edges).toMatchObject([
      { node: { id: emergency, personName: '马丽丽', role: 'handler', caseId: id } },
    ]);
    expect(data.events.edges).toEqual([{ node: { name: 'Accepted', actorId: 'ma-lili', emergency } }]);
    expect(data.readings.edges.map(({ node }: { node: object }) => node)).toContainEqual({
      reader: 'ma-lili',
      caseId: id,
      role: 'handler',
    });
    expect((await office.ask('qiu-ming', `{ verifyRecord(caseId: "${id}") { intact } }`)).data.verifyRecord).toEqual({
      intact: true,
    });
  });

  it('it ends earlier or by itself, and with the standing right', async () => {
    const { id } = (await office.start('deng-li', rubbish)).case;
    const tries = async () => (await office.ask('ma-lili', `{ case(id: "${id}") { id } }`)).data?.case?.id ?? null;
    expect(await tries()).toBe(id);
    const [running] = await office.sql<{ id: string }>(`SELECT id FROM emergencies WHERE ended_at IS NULL`);
    expect(await wrongWith(office, 'endEmergency', { id: 'none' })).toEqual([expect.stringMatching(/^id: You have no/)]);
    expect(await changeOf(office, 'endEmergency', { id: running?.id })).toMatchObject(DONE);
    expect(await tries()).toBeNull();
    expect(await changeOf(office, 'breakGlass', glass(id, { minutes: 5 }), { person: 'ma-lili' })).toMatchObject(DONE);
    expect(await tries()).toBe(id);
    await office.sql(`UPDATE emergencies SET until = now() WHERE ended_at IS NULL`);
    expect(await tries()).toBeNull();
    expect(await changeOf(office, 'breakGlass', glass(id), { person: 'ma-lili' })).toMatchObject(DONE);
    const [right] = await office.sql<{ id: string }>(
      `SELECT id FROM person_roles WHERE role = 'breakGlass' AND ended_on IS NULL`,
    );
    expect(await changeOf(office, 'endRole', { id: right?.id })).toMatchObject(DONE);
    expect(await tries()).toBeNull();
    const { data } = await office.ask('qiu-ming', '{ emergencies(first: 1, running: true) { totalCount } }');
    expect(data.emergencies.totalCount).toBe(0);
    // Who gets the right back takes a role anew, and is heard of anew.
    expect(await changeOf(office, 'giveRole', { input: { person: 'ma-lili', role: 'breakGlass' } })).toMatchObject(DONE);
    expect(await tries()).toBeNull();
    const [again] = await office.sql<{ id: string }>(
      `SELECT id FROM person_roles WHERE role = 'breakGlass' AND ended_on IS NULL`,
    );
    await Promise.all([
      changeOf(office, 'endRole', { id: again?.id }),
      ...Array.from({ length: 9 }, () =>
        changeOf(office, 'breakGlass', glass(id), { person: 'ma-lili' }).catch((error: Error) => error.message),
      ),
    ]);
    const left = `SELECT id FROM emergencies WHERE ended_at IS NULL AND until > now()`;
    expect(await office.sql(left)).toEqual([]);
  });
});

describe('when a role ends', () => {
  it('what waited for its holder waits for the role, and another takes it', async () => {
    const id = await acceptedBy('fang-yong');
    expect(await workOf('jin-meihua')).not.toContain(id);
    expect(await changeOf(office, 'endRole', { id: 'fang-yong:handler:sanitation' }, { requestId: 'end-fang' })).toMatchObject(
      DONE,
    );
    expect(await tasksOf(id)).toEqual([{ action: 'done', person: null, role: 'handler', unit: 'sanitation' }]);
    expect(await lastEvent(id)).toEqual({ name: 'HandedBack', actorId: 'shi-lei', role: 'admin' });
    expect(await workOf('jin-meihua')).toContain(id);
    expect(await office.act('fang-yong', 'done', id, { result: 'Too late' })).toMatchObject({
      __typename: 'Refused',
      reason: 'kernel.wrongRole',
    });
    expect(await office.act('jin-meihua', 'done', id, { result: 'Gone' })).toMatchObject({ case: { state: 'verifying' } });
    const again = await changeOf(office, 'endRole', { id: 'fang-yong:handler:sanitation' }, { requestId: 'end-fang' });
    expect(again).toMatchObject({ replayed: true });
  });

  it('what its holder does by another right stays theirs', async () => {
    await changeOf(office, 'giveRole', { input: { person: 'li-qiang', role: 'handler', unit: 'sanitation' } });
    await changeOf(office, 'giveRole', { input: { person: 'li-qiang', role: 'handler', unit: 'market' } });
    const id = await acceptedBy('li-qiang');
    const [market] = await office.sql<{ id: string }>(
      `SELECT id FROM person_roles WHERE person_id = 'li-qiang' AND unit = 'market'`,
    );
    expect(await changeOf(office, 'endRole', { id: market?.id })).toMatchObject(DONE);
    expect(await tasksOf(id)).toMatchObject([{ person: 'li-qiang' }]);
    const [sanitation] = await office.sql<{ id: string }>(
      `SELECT id FROM person_roles WHERE person_id = 'li-qiang' AND unit = 'sanitation'`,
    );
    await changeOf(office, 'endRole', { id: sanitation?.id });
    expect(await tasksOf(id)).toMatchObject([{ person: null, role: 'handler' }]);
  });
});

describe('when somebody leaves', () => {
  it('nothing waits for them any more, they can’t sign in, and nobody is assigned to them', async () => {
    const id = await acceptedBy('jin-meihua');
    await changeOf(office, 'giveRole', { input: { person: 'hu-bin', role: 'handler', unit: 'sanitation' } });
    const stands = { person: 'jin-meihua', deputy: 'xu-jing', from: day(0), until: day(3) };
    expect(await changeOf(office, 'setDeputy', { input: stands })).toMatchObject(DONE);
    expect(await changeOf(office, 'endPerson', { id: 'jin-meihua' })).toMatchObject(DONE);
    // Whoever comes back is stood in for by nobody.
    expect(
      await office.sql(`SELECT ended_on = tenant_today('fushan') AS over FROM deputyships WHERE person = 'jin-meihua'`),
    ).toEqual([{ over: true }]);
    expect(await workOf('hu-bin')).toContain(id);
    const answer = await office.ask('jin-meihua', '{ me { id } }');
    expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await office.act('he-ping', 'assign', id, { person: 'jin-meihua' })).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: ['input', 'person'] }],
    });
    expect(await office.act('he-ping', 'assign', id, { person: 'hu-bin' })).toMatchObject({ event: { name: 'Assigned' } });
  });
});

describe('when a unit is dissolved', () => {
  const food = { category: 'foodSafety', text: 'Smell from a kitchen', place: rubbish.place };

  it('its work comes to the dispatch desk, which moves it on; nothing new goes there', async () => {
    const { id } = (await office.start('deng-li', food)).case;
    await office.act('ma-lili', 'accept', id);
    const waiting = (await office.start('deng-li', food)).case.id;
    // Nothing is left in the lurch unsaid: the answer names what still goes on with the unit.
    const guest = { person: 'xu-jing', role: 'handler', unit: 'market', validFrom: '2199-01-01' };
    expect(await changeOf(office, 'giveRole', { input: guest })).toMatchObject(DONE);
    await office.sql(
      `INSERT INTO categories SELECT (jsonb_populate_record(c, '{"valid_from": "2199-01-01", "owner": "market", "en": "Fallen trees at the market"}')).*
       FROM categories c WHERE tenant = 'fushan' AND code = 'fallenTree'`,
    );
    expect(await wrongWith(office, 'endUnit', { id: 'market' })).toEqual([
      expect.stringMatching(
        /^evenSo: .*2 open cases lie with it.*people belong to it or hold a role in it: .*徐静.*categories are its matter.*“Fallen trees at the market”.*evenSo: true/,
      ),
    ]);
    const ended = await changeOf(office, 'endUnit', { id: 'market', evenSo: true });
    expect(ended).toMatchObject({ ...DONE, change: { after: { openCases: 2 } } });
    expect(await tasksOf(id)).toMatchObject([{ action: 'transfer', person: null, role: 'dispatcher', unit: 'market' }]);
    expect(await workOf('ma-lili')).toEqual([]);
    for (const one of [id, waiting]) {
      expect(await office.act('lou-tao', 'transfer', one, { unit: 'urban', reason: 'Market is dissolved' })).toMatchObject({
        case: { state: 'dispatched', unit: 'urban' },
      });
    }
    const next = (await office.start('deng-li', food)).case;
    expect(next).toMatchObject({ state: 'reported', unit: 'desk' });
    const back = await office.act('lou-tao', 'dispatch', next.id, { unit: 'market', reason: 'As ever' });
    expect(back).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: ['input', 'unit'], message: expect.stringMatching(/no longer exists/) }],
    });
  });

  it('its successor has its work: what is open, what comes, and the figures', async () => {
    const lamp = { category: 'powerPole', text: 'A pole leans', place: rubbish.place };
    const { id } = (await office.start('deng-li', lamp)).case;
    await office.act('ruan-jie', 'accept', id);
    const succession = (key: string, successor: string) => ({
      input: { table: 'unitSuccessors', key, validFrom: day(0), value: { successor } },
    });
    expect(await wrongWith(office, 'setTableRow', succession('moon', 'emergency'))).toEqual([
      expect.stringMatching(/^input.key/),
    ]);
    expect(await wrongWith(office, 'setTableRow', succession('power-station', 'market'))).toEqual([
      expect.stringMatching(/successor: .*dissolved/),
    ]);
    expect(await wrongWith(office, 'setTableRow', succession('power-station', 'power-station'))).toEqual([
      expect.stringMatching(/its own work/),
    ]);
    expect(await changeOf(office, 'setTableRow', succession('power-station', 'emergency'))).toMatchObject(DONE);
    // As long as it stands, it does its own work.
    expect((await office.start('deng-li', lamp)).case).toMatchObject({ unit: 'power-station' });
    // Only its people have to find something else.
    expect(await wrongWith(office, 'endUnit', { id: 'power-station' })).toEqual([
      expect.stringMatching(/^evenSo: [^;]*people belong to it[^;]*Set that right/),
    ]);
    expect(await changeOf(office, 'endUnit', { id: 'power-station', evenSo: true })).toMatchObject(DONE);
    expect(await tasksOf(id)).toMatchObject([{ action: 'done', role: 'handler', person: null, unit: 'emergency' }]);
    expect(await lastEvent(id)).toMatchObject({ name: 'HandedBack', actorId: 'shi-lei' });
    expect(await office.act('sun-bo', 'done', id, { result: 'It shines' })).toMatchObject({ case: { unit: 'emergency' } });
    expect((await office.start('deng-li', lamp)).case).toMatchObject({ state: 'dispatched', unit: 'emergency' });
    const span = 'from: "2020-01-01T00:00:00Z", before: "2199-01-01T00:00:00Z"';
    const { data } = await office.ask(
      'qiu-ming',
      `{ statistics(process: "issueReport", ${span}, by: UNIT) { key } verifyRecord(caseId: "${id}") { intact } }`,
    );
    expect(data.verifyRecord).toEqual({ intact: true });
    expect(data.statistics.map(({ key }: { key: string }) => key)).not.toContain('power-station');
  });

  it('a successor may be named afterwards, and have one of its own', async () => {
    await changeOf(office, 'setUnit', {
      input: { id: 'pipes', parent: 'fushan', kind: 'department', en: 'Pipes', zh: '管线所' },
    });
    await changeOf(office, 'giveRole', { input: { person: 'qian-kun', role: 'handler', unit: 'pipes' } });
    const { id } = (await office.start('deng-li', food)).case;
    await office.act('lou-tao', 'dispatch', id, { unit: 'pipes', reason: 'It comes from below' });
    await changeOf(office, 'endUnit', { id: 'pipes', evenSo: true });
    expect(await tasksOf(id)).toMatchObject([{ unit: 'pipes' }]);
    const succeeds = (key: string, successor: string) =>
      changeOf(office, 'setTableRow', { input: { table: 'unitSuccessors', key, validFrom: day(0), value: { successor } } });
    expect(await succeeds('market', 'housing')).toMatchObject(DONE);
    expect(await office.sql(`SELECT unit FROM cases WHERE id = $1`, [id])).toEqual([{ unit: 'pipes' }]);
    // The market was dissolved, and housing has its work.
    await office.sql(
      `INSERT INTO table_rows (tenant, table_name, key, valid_from, value) VALUES ('fushan', 'unitSuccessors', 'pipes', '2020-01-01', '{"successor": "market"}')`,
    );
    expect(await succeeds('market', 'urban')).toMatchObject(DONE);
    expect(
      await office.sql(`SELECT * FROM (SELECT set_config('banjie.tenant', 'fushan', false)) x, unit_heirs() ORDER BY unit`),
    ).toMatchObject([
      { unit: 'market', heir: 'urban' },
      { unit: 'pipes', heir: 'urban' },
      { unit: 'power-station', heir: 'emergency' },
    ]);
    expect(await succeeds('pipes', 'urban')).toMatchObject(DONE);
    expect(await tasksOf(id)).toMatchObject([{ action: 'accept', role: 'handler', unit: 'urban' }]);
  });

  it('it has none below it, and isn’t the only desk', async () => {
    expect(await wrongWith(office, 'endUnit', { id: 'fushan' })).toEqual([expect.stringMatching(/^id: It stands at the top/)]);
    expect(await wrongWith(office, 'endUnit', { id: 'desk' })).toEqual([expect.stringMatching(/only dispatch desk/)]);
    expect(await wrongWith(office, 'endUnit', { id: 'moon' })).toEqual([expect.stringMatching(/no unit “moon”/)]);
    const desk = { id: 'desk', parent: 'fushan', kind: 'office', en: 'Desk', zh: '派单台' };
    expect(await wrongWith(office, 'setUnit', { input: desk })).toEqual([expect.stringMatching(/^input.kind: It is the only/)]);
    expect(await wrongWith(office, 'endUnit', { id: 'market', evenSo: true })).toEqual([expect.stringMatching(/already/)]);
    for (const [name, input, path] of [
      ['giveRole', { person: 'hu-bin', role: 'handler', unit: 'market' }, 'input.unit'],
      ['setPerson', { id: 'hu-bin', name: '胡斌', subject: 'hu-bin', unit: 'market' }, 'input.unit'],
      ['setUnit', { id: 'stall', parent: 'market', kind: 'station', en: 'Stall', zh: '摊位' }, 'input.parent'],
      ['setUnit', { id: 'market', kind: 'department', en: 'Market', zh: '市场' }, 'input.id'],
    ] as const)
      expect(await wrongWith(office, name, { input })).toEqual([expect.stringMatching(new RegExp(`^${path}: .*dissolved`))]);
  });

  it('the one at the top gets another name, whether its parent is left out or not', async () => {
    const root = { id: 'fushan', kind: 'street', en: 'Fushan Town', zh: '府山镇' };
    expect(await changeOf(office, 'setUnit', { input: root })).toMatchObject(DONE);
    expect(await changeOf(office, 'setUnit', { input: { ...root, parent: null } })).toMatchObject(DONE);
    expect(await wrongWith(office, 'setUnit', { input: { ...root, parent: 'urban' } })).toHaveLength(1);
    expect(await wrongWith(office, 'setUnit', { input: { ...root, zh: '\u200b' } })).toEqual([
      expect.stringMatching(/^input.zh/),
    ]);
  });

  it('another may be entered, with people of its own', async () => {
    const unit = { id: 'parks', parent: 'fushan', kind: 'department', en: 'Parks', zh: '园林所' };
    expect(await changeOf(office, 'setUnit', { input: unit })).toMatchObject(DONE);
    expect(await wrongWith(office, 'setUnit', { input: { ...unit, parent: 'urban' } })).toEqual([
      expect.stringMatching(/^input.parent/),
    ]);
    const gardener = { id: 'gu-yuan', name: '顾园', subject: 'gu-yuan', unit: 'parks' };
    const reached = { ...gardener, phone: '13800000001', email: 'gu@example.org' };
    expect(await changeOf(office, 'setPerson', { input: reached })).toMatchObject(DONE);
    // What is left out stays, and null clears it.
    const { unit: _, ...renamed } = gardener;
    expect(await changeOf(office, 'setPerson', { input: { ...renamed, email: null }, expectedVersion: 1 })).toMatchObject({
      change: { after: { unit: 'parks', phone: '13800000001', email: null } },
    });
    expect(await changeOf(office, 'giveRole', { input: { person: 'gu-yuan', role: 'handler', unit: 'parks' } })).toMatchObject(
      DONE,
    );
    const { id } = (await office.start('deng-li', { ...rubbish, category: 'fallenTree' })).case;
    expect(await office.act('lou-tao', 'dispatch', id, { unit: 'parks', reason: 'Trees are theirs' })).toMatchObject({
      case: { unit: 'parks' },
    });
    const told = await office.ask(
      'shi-lei',
      `{ outbox(caseId: "${id}", channel: ["inbox"]) { edges { node { notice person } } } }`,
    );
    expect(told.data.outbox.edges).toContainEqual({ node: { notice: 'newWork', person: 'gu-yuan' } });
  });
});

describe('somebody who has left', () => {
  it('comes back by being entered again, and gets roles anew', async () => {
    const again = { id: 'jin-meihua', name: '金美华', subject: 'jin-meihua', unit: 'sanitation' };
    expect(await wrongWith(office, 'giveRole', { input: { person: 'jin-meihua', role: 'handler' } })).toEqual([
      expect.stringMatching(/^input.person: .* has left/),
    ]);
    expect(await wrongWith(office, 'endPerson', { id: 'jin-meihua' })).toEqual([expect.stringMatching(/left already/)]);
    expect(await wrongWith(office, 'setPerson', { input: again })).toEqual([expect.stringMatching(/^input.back: .* has left/)]);
    expect(await changeOf(office, 'setPerson', { input: { ...again, back: true } })).toMatchObject(DONE);
    expect((await office.ask('jin-meihua', '{ me { id grants { role } } }')).data.me).toEqual({ id: 'jin-meihua', grants: [] });
    const role = { person: 'jin-meihua', role: 'handler', unit: 'sanitation' };
    expect(await changeOf(office, 'giveRole', { input: role })).toMatchObject(DONE);
    expect(await wrongWith(office, 'giveRole', { input: role })).toEqual([expect.stringMatching(/holds this role already/)]);
  });
});

describe('the last administrator', () => {
  it('neither leaves nor loses the role before somebody else has it', async () => {
    expect(await wrongWith(office, 'endPerson', { id: 'shi-lei' })).toEqual([expect.stringMatching(/^id: Nobody else/)]);
    const [{ id }] = (await office.sql(`SELECT id FROM person_roles WHERE person_id = 'shi-lei' AND role = 'admin'`)) as [
      { id: string },
    ];
    expect(await wrongWith(office, 'endRole', { id })).toEqual([expect.stringMatching(/^id: Nobody else/)]);
    // A role bound to a unit, or one that is still to come, administers nothing today.
    await changeOf(office, 'giveRole', { input: { person: 'xu-jing', role: 'admin', unit: 'urban' } });
    await changeOf(office, 'giveRole', { input: { person: 'xu-jing', role: 'admin', validFrom: '2199-01-01' } });
    expect(await wrongWith(office, 'endRole', { id })).toHaveLength(1);
  });
});

describe('changes of people', () => {
  it('are refused in words, and for administrators alone', async () => {
    expect(await wrongWith(office, 'endRole', { id: 'nothing' })).toEqual([expect.stringMatching(/^id: There is no role/)]);
    expect(await wrongWith(office, 'endPerson', { id: 'nobody' })).toEqual([expect.stringMatching(/^id: There is no person/)]);
    expect(await wrongWith(office, 'giveRole', { input: { person: 'deng-li', role: 'anonymous' } })).toHaveLength(1);
    for (const id of ['anonymous', 'Clock', 'follower', 'case:1', ''])
      expect(await wrongWith(office, 'setPerson', { input: { id, name: 'X', subject: 'somebody' } })).toEqual([
        expect.stringMatching(/^input.id: /),
      ]);
    expect(await wrongWith(office, 'giveRole', { input: { person: 'deng-li', role: 'handler', area: 'moon' } })).toHaveLength(1);
    expect(await wrongWith(office, 'setPerson', { input: { id: 'x', name: 'X', subject: 'deng-li' } })).toEqual([
      expect.stringMatching(/^input.subject/),
    ]);
    for (const person of ['qiu-ming', 'lu-xia', 'deng-li']) {
      await expect(changeOf(office, 'giveRole', { input: { person, role: 'admin' } }, { person })).rejects.toThrow('FORBIDDEN');
    }
  });

  it('of two who enter the same sign-in name at once, one is told', async () => {
    const both = await Promise.all(
      ['twin-a', 'twin-b'].map((id) => changeOf(office, 'setPerson', { input: { id, name: '双', subject: 'twin' } })),
    );
    expect(both.map(({ __typename }) => __typename).toSorted()).toEqual(['ChangeDone', 'InvalidInput']);
  });

  it('stand in the journal with what was before', async () => {
    const { data } = await office.ask(
      'qiu-ming',
      '{ dataChanges(first: 100, name: ["endRole", "endUnit"]) { totalCount edges { node { name actorId before after } } } }',
    );
    expect(data.dataChanges.totalCount).toBe(9);
    expect(data.dataChanges.edges.map(({ node }: { node: object }) => node)).toContainEqual({
      name: 'endRole',
      actorId: 'shi-lei',
      before: expect.objectContaining({ personId: 'fang-yong', endedOn: null }),
      after: expect.objectContaining({ personId: 'fang-yong', endedOn: expect.stringMatching(/^20/) }),
    });
  });
});
