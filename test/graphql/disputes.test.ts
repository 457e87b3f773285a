import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice, rubbish } from './office.ts';
import { FACTS } from './selections.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const report = async (input: object = {}, person = 'deng-li'): Promise<string> =>
  (await office.start(person, { ...rubbish, ...input })).case.id;
const inHand = async (): Promise<string> => {
  const id = await report();
  await office.act('fang-yong', 'accept', id);
  return id;
};
const DONE = { __typename: 'ActionDone' };
type Clock = { name: string; dueAt: string | null; state: string; remaining: { value: number } };
const clock = async (id: string, name: string): Promise<Clock | undefined> =>
  (
    await office.ask('xu-jing', `{ case(id: "${id}") { clocks { name dueAt state remaining { value } } } }`)
  ).data.case.clocks.findLast((one: Clock) => one.name === name);
const tasks = async (id: string) =>
  (await office.ask('xu-jing', `{ case(id: "${id}") { tasks { action role person } } }`)).data.case.tasks.map(
    ({ action, role, person }: Record<string, string>) => `${action} ${person ?? role}`,
  );
const told = async (person: string, id: string): Promise<string[]> =>
  (await office.ask(person, '{ inbox(first: 100) { edges { node { caseId notice } } } }')).data.inbox.edges
    .filter(({ node }: { node: { caseId: string } }) => node.caseId === id)
    .map(({ node }: { node: { notice: string } }) => node.notice);

describe('a unit that returns a report', () => {
  it('is ruled on twice, and then has it for good, while the time to handle it never stops', async () => {
    const id = await report();
    const promised = (await clock(id, 'handle'))?.dueAt;
    expect(await office.act('fang-yong', 'object', id, { ground: 'The market is responsible' })).toMatchObject({
      case: { state: 'awaitingObjectionRuling' },
    });
    expect(await tasks(id)).toEqual(['rule ruler']);
    expect(await office.act('bai-xue', 'ruleFinally', id, { unit: 'sanitation', reason: 'At once' })).toMatchObject({
      reason: 'firstRulingFirst',
    });
    expect(await office.act('bai-xue', 'rule', id, { upheld: true, unit: 'market', reason: 'It is market waste' })).toMatchObject(
      { __typename: 'ActionDone', case: { unit: 'market' } },
    );
    expect(await office.act('ma-lili', 'object', id, { ground: 'It is household waste' })).toMatchObject(DONE);
    expect(await office.act('bai-xue', 'rule', id, { upheld: false, reason: 'No' })).toMatchObject({
      reason: 'finalRulingNeeded',
    });
    expect(
      await office.act('bai-xue', 'ruleFinally', id, { unit: 'sanitation', reason: 'Sanitation, by the list of duties' }),
    ).toMatchObject({
      case: { state: 'dispatched', unit: 'sanitation' },
      event: { name: 'ForciblyAssigned' },
    });
    expect(await office.act('fang-yong', 'object', id, { ground: 'Once more' })).toMatchObject({
      __typename: 'Refused',
      reason: 'finallyRuled',
    });
    expect(await office.act('lou-tao', 'transfer', id, { unit: 'market', reason: 'Try' })).toMatchObject({
      reason: 'finallyRuled',
    });
    expect((await clock(id, 'handle'))?.dueAt).toBe(promised);
    expect(await told('he-ping', id)).toContain('forciblyAssigned');
    const { facts } = (await office.ask('he-ping', `{ case(id: "${id}") { ${FACTS('issueReport')} } }`)).data.case;
    expect(facts.dispatch).toMatchObject({ forced: true });
    expect(facts.objections).toMatchObject([
      { unit: 'sanitation', ruling: { upheld: true, final: false } },
      { unit: 'market', ruling: { final: true, reason: 'Sanitation, by the list of duties' } },
    ]);
  });

  it('isn’t ruled on by who returned it; and the desk pushes nothing down to a township', async () => {
    const id = await report({ category: 'other' });
    expect(await office.act('lou-tao', 'dispatch', id, { unit: 'cangqiao-community', reason: 'Nearest' })).toMatchObject(DONE);
    const owned = await report({ category: 'blockedDrain' });
    expect(await office.act('lou-tao', 'dispatch', owned, { unit: 'cangqiao-community', reason: 'Nearest' })).toMatchObject({
      __typename: 'Refused',
      reason: 'pushedDown',
      message: expect.stringMatching(/Housing and Construction/),
    });
    expect(
      await office.act('lou-tao', 'reject', owned, { ground: 'A private yard', channel: 'The owners’ committee' }),
    ).toMatchObject({ case: { state: 'rejected' } });
    expect(await told('deng-li', owned)).toContain('rejected');
  });
});

describe('a unit that needs more time', () => {
  it('gets it from the shift leader, then with a reason from the leader, and not a third time', async () => {
    const id = await inHand();
    const due = async () => Date.parse((await clock(id, 'handle'))?.dueAt ?? '');
    const promised = [await due()];
    expect(await office.act('fang-yong', 'requestExtension', id, { workingDays: 8 })).toMatchObject({
      reason: 'extensionTooLong',
    });
    expect(await office.act('fang-yong', 'requestExtension', id, { workingDays: 2 })).toMatchObject(DONE);
    expect(await tasks(id)).toEqual(['done fang-yong', 'decideExtension shiftLeader']);
    expect(await office.act('fang-yong', 'requestExtension', id, { workingDays: 2 })).toMatchObject({
      reason: 'extensionAskedAlready',
    });
    expect(await office.act('he-ping', 'decideExtension', id, { granted: true })).toMatchObject(DONE);
    promised.push(await due());
    expect(await office.act('fang-yong', 'requestExtension', id, { workingDays: 1 })).toMatchObject({ reason: 'reasonNeeded' });
    await office.act('fang-yong', 'requestExtension', id, { workingDays: 1, reason: 'The lorry is broken' });
    expect(await office.act('he-ping', 'decideExtension', id, { granted: true })).toMatchObject({ reason: 'leaderDecides' });
    expect(await office.act('lu-xia', 'decideExtension', id, { granted: true })).toMatchObject(DONE);
    promised.push(await due());
    expect(promised).toEqual([...new Set(promised)].toSorted((a, b) => a - b));
    expect(await office.act('fang-yong', 'requestExtension', id, { workingDays: 1, reason: 'Again' })).toMatchObject({
      reason: 'noThirdExtension',
    });
    expect((await told('deng-li', id)).filter((notice) => notice === 'promisedLater')).toHaveLength(2);
  });

  it('may let it rest until a season, with the leader’s approval, and its clock rests too', async () => {
    const id = await inHand();
    const until = new Date(Date.now() + 60 * 86_400_000).toISOString();
    const late = new Date(Date.now() + 400 * 86_400_000).toISOString();
    expect(await office.act('fang-yong', 'requestSuspension', id, { until: late, reason: 'Rain' })).toMatchObject({
      reason: 'suspensionTooLong',
    });
    await office.act('fang-yong', 'requestSuspension', id, { until, reason: 'The river is high until summer' });
    expect(await office.act('he-ping', 'decideSuspension', id, { approved: true })).toMatchObject({ reason: 'kernel.wrongRole' });
    expect(await office.act('lu-xia', 'decideSuspension', id, { approved: true })).toMatchObject({
      case: { state: 'suspended' },
    });
    expect(await clock(id, 'handle')).toMatchObject({ state: 'paused', dueAt: null });
    expect(Date.parse((await clock(id, 'suspension'))?.dueAt ?? '')).toBeCloseTo(Date.parse(until), -5);
    expect(await told('deng-li', id)).toContain('suspended');
    expect(await office.act('fang-yong', 'resume', id)).toMatchObject({ case: { state: 'handling' } });
    expect(await clock(id, 'handle')).toMatchObject({ state: 'running' });
  });

  it('may ask the reporter, and its clock rests until the answer', async () => {
    const id = await inHand();
    await office.act('fang-yong', 'askReporter', id, { question: 'Which bin?' });
    expect([(await clock(id, 'handle'))?.state, (await clock(id, 'answer'))?.state]).toEqual(['paused', 'running']);
    expect(await tasks(id)).toEqual(['answer deng-li']);
    expect(await office.act('liu-fei', 'answer', id, { text: 'Mine' }).catch((error: Error) => error.message)).toMatch(
      /NOT_FOUND/,
    );
    expect(await office.act('deng-li', 'answer', id, { text: 'The green one' })).toMatchObject({ case: { state: 'handling' } });
    expect([(await clock(id, 'handle'))?.state, (await clock(id, 'answer'))?.state]).toEqual(['running', 'stopped']);
    expect(await told('fang-yong', id)).toContain('answered');
  });

  it('may call the departments together on the spot', async () => {
    const id = await inHand();
    // Longer than any holiday: they have to hear of it two hours of duty before.
    const at = new Date(Date.now() + 20 * 86_400_000).toISOString();
    const meeting = { at, units: ['urban', 'market'], agenda: 'Who takes the crates away' };
    expect(await office.act('he-ping', 'callMeeting', id, { ...meeting, at: '2020-01-01T00:00:00Z' })).toMatchObject({
      reason: 'meetingInThePast',
    });
    expect(await office.act('he-ping', 'callMeeting', id, { ...meeting, units: ['urban', 'moon'] })).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: ['input', 'units', '1'] }],
    });
    expect(await office.act('he-ping', 'callMeeting', id, meeting)).toMatchObject({ event: { name: 'MeetingCalled' } });
    expect(await told('fang-yong', id)).toContain('meetingCalled');
    const meetings = () =>
      office.sql<{ id: string }>(`SELECT from_case AS id FROM links WHERE to_case = $1 AND kind = 'meetingOf'`, [id]);
    await expect.poll(meetings, { timeout: 20_000 }).toHaveLength(1);
    const called = (await meetings())[0]?.id ?? '';
    for (const leader of ['zhang-hong', 'dong-ning']) expect([leader, await told(leader, called)]).toEqual([leader, ['called']]);
  });
});
