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
    expect(await changeOf(office, 'endPerson', { id: 'jin-meihua' })).toMatchObject(DONE);
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
    expect(data.dataChanges.totalCount).toBe(4);
    expect(data.dataChanges.edges.at(-1).node).toMatchObject({
      name: 'endRole',
      actorId: 'shi-lei',
      before: { personId: 'fang-yong', endedOn: null },
      after: { personId: 'fang-yong', endedOn: expect.stringMatching(/^20/) },
    });
  });
});
