import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice, rubbish } from './office.ts';
import { FACTS } from './selections.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const report = async (input: object = {}, person = 'deng-li') => (await office.start(person, { ...rubbish, ...input })).case;
const onTheSpot = { passed: true, at: rubbish.place };
const settle = async (id: string) => {
  await office.act('fang-yong', 'done', id, { result: 'Taken away' });
  return office.act('zhou-min', 'verify', id, onTheSpot);
};
const balance = async (owner: string) =>
  (await office.ask(owner, `{ account(owner: "${owner}", asset: points) { balance } }`)).data.account?.balance ?? 0;
const told = async (person: string, id: string): Promise<string[]> =>
  (await office.ask(person, '{ inbox(first: 100) { edges { node { caseId notice } } } }')).data.inbox.edges
    .filter(({ node }: { node: { caseId: string } }) => node.caseId === id)
    .map(({ node }: { node: { notice: string } }) => node.notice);

describe('whoever reports', () => {
  it('is shown what was reported near by before filing, and only of the same kind and near', async () => {
    const { id } = await report({ category: 'pavement' });
    const near = async (category: string, lat: number) =>
      (
        await office.ask(
          'liu-fei',
          `{ issueReportNear(category: "${category}", place: { lat: ${lat}, lon: 120.573 }) { id metres state } }`,
        )
      ).data.issueReportNear;
    expect(await near('pavement', 30.0032)).toEqual([{ id, metres: 20, state: 'dispatched' }]);
    expect(await near('pavement', 30.008)).toEqual([]);
    expect(await near('rubbish', 30.003)).toEqual([]);
    expect((await office.ask('liu-fei', `{ case(id: "${id}") { id } }`)).data.case).toBeNull();
  });

  it('isn’t shown what others wrote, or from which door; the dispatch desk is', async () => {
    await report({ category: 'pests', text: 'Old Zhang feeds them at night', place: { lat: 30.0030412, lon: 120.5730427 } });
    const titles = async (person: string) =>
      (await office.ask(person, `{ issueReportNear(category: "pests", place: { lat: 30.003, lon: 120.573 }) { title } }`)).data
        .issueReportNear[0].title;
    // Staff of other units and areas may not see the case.
    for (const person of ['liu-fei', 'ding-kai', 'chen-wei']) expect(await titles(person)).not.toContain('Zhang');
    expect(await titles('lou-tao')).toContain('Old Zhang');
  });

  it('sees the promised date, where it stands, and who has it', async () => {
    const { id } = await report();
    await office.act('fang-yong', 'accept', id);
    const { data } = await office.ask(
      'deng-li',
      `{ case(id: "${id}") { stateTitle { zh } unit dueAt clocks { name title { en } dueAt } tasks { action person dueAt } ${FACTS('issueReport')} } units { id title { en } } }`,
    );
    const promised = data.case.clocks.find(({ name }: { name: string }) => name === 'handle');
    expect(data.case).toMatchObject({
      stateTitle: { zh: '办理中' },
      unit: 'sanitation',
      tasks: [{ action: 'done', person: 'fang-yong', dueAt: promised.dueAt }],
    });
    expect(Date.parse(promised.dueAt)).toBeGreaterThan(Date.now());
    expect(data.case.facts).toMatchObject({
      handler: 'fang-yong',
      dispatch: { unit: { title: { en: 'Environmental Sanitation' } } },
    });
    expect(data.units).toContainEqual({ id: 'sanitation', title: { en: 'Environmental Sanitation' } });
  });

  it('in danger is passed to the emergency channel at once, and the case says so', async () => {
    const fire = await report({ category: 'fire', text: 'Smoke from a roof' });
    // The unit whose matter it is has it as well.
    expect(fire).toMatchObject({ state: 'dispatched', unit: 'emergency' });
    expect(await told('deng-li', fire.id)).toContain('handedOver');
    expect(await told('xu-jing', fire.id)).toEqual(expect.arrayContaining(['emergencySeen']));
    const { data } = await office.ask(
      'shi-lei',
      `{ outbox(caseId: "${fire.id}", channel: ["sms"]) { edges { node { notice address } } } case(id: "${fire.id}") { ${FACTS('issueReport')} } }`,
    );
    expect(data.outbox.edges).toContainEqual({ node: { notice: 'emergency', address: '***' } });
    expect(data.case.facts.handedOver).toMatchObject({ channel: { en: 'Fire brigade, 119' }, at: expect.any(String) });
  });

  it('what courts or discipline bodies decide is told where to go', async () => {
    const court = await report({ category: 'courtMatter', text: 'A judgement isn’t carried out' });
    expect(court.state).toBe('rejected');
    const { data } = await office.ask(
      'deng-li',
      `{ case(id: "${court.id}") { closed ${FACTS('issueReport')} } inbox(first: 1) { edges { node { body } } } }`,
    );
    expect(data.case).toMatchObject({
      closed: true,
      facts: { rejection: { channel: { en: expect.stringMatching(/people’s court/) } } },
    });
    expect(data.inbox.edges[0].node.body).toMatch(/people’s court.*12368/);
  });
});

describe('a check', () => {
  it('is done on the spot by somebody else; one that fails sends the work back with the time that was left', async () => {
    const { id } = await report();
    await office.act('fang-yong', 'accept', id);
    await office.act('fang-yong', 'done', id, { result: 'Gone' });
    expect(await office.act('zhou-min', 'verify', id, { passed: true })).toMatchObject({ reason: 'notOnTheSpot' });
    expect(await office.act('zhou-min', 'verify', id, { passed: true, at: { lat: 30.02, lon: 120.573 } })).toMatchObject({
      reason: 'tooFarAway',
      message: expect.stringMatching(/1890 m away/),
    });
    expect(await office.act('chen-wei', 'verify', id, onTheSpot).catch((error: Error) => error.message)).toMatch(/NOT_FOUND/);
    expect(await office.act('zhou-min', 'verify', id, { ...onTheSpot, passed: false })).toMatchObject({
      reason: 'findingNeeded',
    });
    expect(await office.act('zhou-min', 'verify', id, { ...onTheSpot, passed: false, finding: 'Half is left' })).toMatchObject({
      case: { state: 'handling' },
    });
    expect(await told('fang-yong', id)).toContain('rework');
    const { data } = await office.ask('xu-jing', `{ case(id: "${id}") { ${FACTS('issueReport')} clocks { name run state } } }`);
    expect(data.case.facts.rework).toBe(1);
    expect(data.case.clocks.filter(({ name }: { name: string }) => name === 'handle')).toEqual([
      { name: 'handle', run: 0, state: 'running' },
    ]);
    expect(await settle(id)).toMatchObject({ case: { state: 'closed' } });
  });
});

describe('points', () => {
  it('are for the first valid reporter alone, also of merged reports, and are taken back once when a report was staged', async () => {
    const [first, second] = [
      (await report({ category: 'pests' }, 'liu-fei')).id,
      (await report({ category: 'pests' }, 'deng-li')).id,
    ];
    const before = await balance('deng-li');
    // The later report is the one that goes on.
    await office.act('lou-tao', 'merge', first, { into: second });
    await expect
      .poll(
        async () =>
          (await office.ask('xu-jing', `{ case(id: "${second}") { ${FACTS('issueReport')} } }`)).data.case.facts.reporters.length,
        {
          timeout: 15_000,
        },
      )
      .toBe(2);
    await office.act('fang-yong', 'accept', second);
    await settle(second);
    expect([await balance('liu-fei'), (await balance('deng-li')) - before]).toEqual([10, 0]);
    for (const [person, id] of [
      ['liu-fei', first],
      ['deng-li', second],
    ] as const) {
      const heard = (await office.ask(person, '{ inbox(first: 100) { edges { node { notice caseId } } } }')).data.inbox.edges;
      expect([
        person,
        id,
        heard.some(
          ({ node }: { node: { notice: string; caseId: string } }) => node.notice === 'closed' && node.caseId === second,
        ),
      ]).toEqual([person, id, true]);
    }
    expect(await office.act('liu-fei', 'rate', second, { stars: 5 })).toMatchObject({ event: { name: 'Rated' } });
    expect(await office.act('lou-tao', 'reversePoints', second, { reason: 'The heap was staged' })).toMatchObject({
      event: { name: 'PointsReversed' },
    });
    expect(await balance('liu-fei')).toBe(0);
    expect(await office.act('lou-tao', 'reversePoints', second, { reason: 'Again' })).toMatchObject({
      reason: 'reversedAlready',
    });
    const { data } = await office.ask(
      'liu-fei',
      '{ account(owner: "liu-fei", asset: points) { lines(first: 5) { edges { node { rule amount from to } } } } }',
    );
    expect(data.account.lines.edges.map(({ node }: { node: { rule: string } }) => node.rule)).toEqual([
      'validReport:reversed',
      'validReport',
    ]);
    expect(
      (await office.ask('deng-li', '{ account(owner: "liu-fei", asset: points) { balance } }')).errors?.[0]?.extensions.code,
    ).toBe('FORBIDDEN');
  });
});

describe('a matter that is reopened', () => {
  it('goes to its last handler with fresh time; the third time the leader decides who goes on', async () => {
    const { id } = await report();
    await office.act('fang-yong', 'accept', id);
    for (const time of [1, 2, 3]) {
      await settle(id);
      expect(await office.act('liu-fei', 'reopen', id, { reason: 'Mine too' }).catch((error: Error) => error.message)).toMatch(
        /NOT_FOUND/,
      );
      expect(await office.act('deng-li', 'reopen', id, { reason: `There again, ${time}` })).toMatchObject({
        case: { state: 'handling' },
      });
      const { data } = await office.ask(
        'xu-jing',
        `{ case(id: "${id}") { clocks { name run state } tasks { action role person } } }`,
      );
      expect(data.case.clocks.filter(({ name }: { name: string }) => name === 'handle').at(-1)).toEqual({
        name: 'handle',
        run: time,
        state: 'running',
      });
      expect(data.case.tasks).toEqual([
        time === 3
          ? { action: 'assign', role: 'leader', person: null }
          : { action: 'done', role: 'handler', person: 'fang-yong' },
      ]);
    }
    expect(await told('lu-xia', id)).toContain('reopenedAgain');
    expect(await office.act('he-ping', 'assign', id, { person: 'jin-meihua' })).toMatchObject({ reason: 'leaderDecides' });
    expect(await office.act('lu-xia', 'assign', id, { person: 'jin-meihua' })).toMatchObject({ event: { name: 'Assigned' } });
    // A comment doesn't prolong the window, and nobody is paid twice for one matter.
    const points = await office.ask(
      'deng-li',
      '{ account(owner: "deng-li", asset: points) { lines { edges { node { caseId } } } } }',
    );
    expect(points.data.account.lines.edges.filter(({ node }: { node: { caseId: string } }) => node.caseId === id)).toHaveLength(
      1,
    );
  });
});
