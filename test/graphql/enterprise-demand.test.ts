import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xindai } from '../../prisma/seed/xindai.ts';
import { coordinationMeetingPackage } from '../../processes/coordination-meeting.ts';
import { enterpriseDemandPackage } from '../../processes/enterprise-demand.ts';
import { subsidyApplicationPackage } from '../../processes/subsidy-application.ts';
import type { TestBanjie } from '../../testing/test-banjie.ts';
import { startOnSharedPostgres } from '../servers/whole-banjie.ts';

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

const YINFAN = '91339901MA9X00011A';
const XINLU = '91339901MA9X0002X2';
const HAOYU = '91339901MA9X00046W';
const LUNJI = '91339901MA9X00054P';
const SHOP = '92339901MA9X00126D';
/** Its licence has it so, though the check characters don’t fit. */
const BY_EYE = '91339901MA9X001516';
const town = {
  ...xindai,
  subjects: [
    ...(xindai.subjects ?? []),
    {
      ...{ kind: 'firm' as const, key: BY_EYE, name: '先行箱包有限公司', agents: [] },
      ...{ names: [{ name: '先行箱包有限公司', from: '2020-01-01' }], states: [{ state: 'active', from: '2020-01-01' }] },
    },
  ],
};

let banjie: TestBanjie;
beforeAll(async () => {
  banjie = await startOnSharedPostgres({
    packages: [enterpriseDemandPackage, coordinationMeetingPackage, subsidyApplicationPackage],
    tenants: [town],
  });
});
afterAll(() => banjie?.close());

const act = (person: string, action: string, id: string, input: object = {}) =>
  banjie.act(person, `enterpriseDemand.${action}`, id, input);
const does = async (person: string, action: string, id: string, input: object = {}): Promise<string> => {
  const done = await act(person, action, id, input);
  expect([action, done.message, done.__typename]).toEqual([action, undefined, 'ActionDone']);
  return done.case?.state ?? '';
};
const filed = async (person: string, firm: string, category = 'logistics', more: object = {}): Promise<string> => {
  const done = await banjie.start(person, 'enterpriseDemand', { firm, category, text: '货车无法掉头', ...more });
  expect(done).toMatchObject({ __typename: 'ActionDone' });
  return done.case?.id ?? '';
};
const accepted = async (person = 'agent-yinfan', firm = YINFAN): Promise<string> => {
  const id = await filed(person, firm);
  await does('che-ming', 'accept', id);
  return id;
};
const caseOf = async (id: string, selection: string, person = 'zhan-rui'): Promise<Any> =>
  (await banjie.ask(person, `{ case(id: "${id}") { ${selection} } }`)).data?.case;
const factsOf = async (id: string, facts: string, person?: string): Promise<Any> =>
  (await caseOf(id, `... on EnterpriseDemand { facts { ${facts} } }`, person))?.facts;
const stateOf = async (id: string): Promise<string> => (await caseOf(id, 'state')).state;
const reportOf = async (since: number, by = 'ALL'): Promise<Any[]> =>
  (
    await banjie.ask(
      'ke-zheng',
      `query ($from: DateTime!, $before: DateTime!) { demandReport(from: $from, before: $before, by: ${by}) { key demands matters firms onTime late openOverdue onTimeShare longTerm closed solved
        explained notPossible solvedShare bySilence rated satisfied satisfiedShare again medianDays withdrawn } }`,
      { from: new Date(since).toISOString(), before: new Date(banjie.now() + 1_000).toISOString() },
    )
  ).data.demandReport;
const change = async (field: string, args: string): Promise<Any> => {
  const { data, errors } = await banjie.ask(
    'guan-shu',
    `mutation { ${field}(${args}, requestId: "${randomUUID()}") { __typename ... on InvalidInput { issues { message } } } }`,
  );
  expect([field, errors?.[0]?.message, data?.[field]]).toEqual([field, undefined, { __typename: 'ChangeDone' }]);
};
const dayIn = (days: number) => new Date(banjie.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('three firms and one road', () => {
  it('are one matter of three firms, each with its own answer, open until the last has confirmed', async () => {
    const since = banjie.now();
    const lead = await filed('agent-yinfan', YINFAN);
    await does('che-ming', 'objectRouting', lead, { ground: '属规划事项' });
    await does('tai-ran', 'rule', lead, { department: 'transport-office', reason: '路权属交通' });
    // The desk has ruled finally.
    expect(await act('che-ming', 'objectRouting', lead, { ground: '不属我所' })).toMatchObject({ reason: 'ruledAlready' });
    await does('che-ming', 'accept', lead);
    const others = [await filed('agent-xinlu', XINLU), await filed('agent-haoyu', HAOYU)];
    const [xinlu = '', haoyu = ''] = others;
    const grouping = { demands: others, reason: '同一路段' };
    expect(await act('tai-ran', 'group', lead, { ...grouping, demands: [xinlu] })).toMatchObject({ reason: 'tooFewFirms' });
    // Two of the desk group the same demands at once: they are in one group.
    const fourth = await filed('agent-lunji', LUNJI);
    const raced = await Promise.all([
      act('tai-ran', 'group', lead, grouping),
      act('tai-ran', 'group', fourth, { demands: others, reason: '同一路口' }),
    ]);
    expect(raced.map(({ __typename, reason }) => reason ?? __typename).toSorted()).toEqual(['ActionDone', 'groupedAlready']);
    const first = raced[0]?.__typename === 'ActionDone' ? lead : fourth;
    await banjie.until(
      async () => (await factsOf(first, 'members { demand }')).members,
      (members) => members.length === 2,
    );
    if (first === fourth) {
      for (const other of others) await does('tai-ran', 'ungroup', other, { reason: '重新归并' });
      await banjie.until(
        async () => (await factsOf(first, 'members { open }')).members,
        (members) => members.every(({ open }: Any) => !open),
      );
      await does('tai-ran', 'group', lead, grouping);
      await banjie.until(
        async () => (await factsOf(lead, 'members { open }')).members,
        (members) => members.length === 2,
      );
    }
    await does('agent-lunji', 'withdraw', fourth, { reason: '另行处理' });
    expect(await act('che-ming', 'answer', xinlu, { kind: 'solved', text: '好' })).toMatchObject({ reason: 'inGroup' });

    // Others assist in their own time; whoever is silent is told to the leader, and the department goes on.
    await does('che-ming', 'assist', lead, { units: ['planning-office', 'labour-office'], question: '能否设单行？' });
    await does('qu-fei', 'assistReply', lead, { text: '可以' });
    await does('che-ming', 'askExtension', lead, { workingDays: 5, reason: '等规划意见' });
    await does('lu-ping', 'decideExtension', lead, { granted: true });
    await banjie.pass('6 days');
    expect((await factsOf(lead, 'assists { answers { silent } }')).assists[0].answers.silent).toEqual(['labour-office']);
    const told = await banjie.ask('hua-sheng', '{ inbox(first: 20) { edges { node { subject } } } }');
    expect(JSON.stringify(told.data)).toContain(`Labour and Social Insurance Office didn’t answer on ${lead}`);

    await does('che-ming', 'answer', lead, { kind: 'longTerm', text: '先行单行，再拓宽', until: dayIn(100) });
    for (const other of others)
      await banjie.until(
        () => stateOf(other),
        (state) => state === 'longTerm',
      );
    // A long-term answer is open and no success.
    const [open] = await reportOf(since);
    expect(open).toMatchObject({ demands: 4, matters: 2, firms: 4, longTerm: 1, closed: 0, solvedShare: null, withdrawn: 1 });
    await does('agent-haoyu', 'sendBack', haoyu, { reason: '太晚' });
    const at = new Date(banjie.now() + 12 * 86_400_000).toISOString();
    await does('che-ming', 'callMeeting', lead, { at, units: ['planning-office'], place: '路口', agenda: '单行方案' });
    await does('che-ming', 'answer', haoyu, { kind: 'explained', text: '十月完成拓宽' });
    await does('agent-haoyu', 'confirm', haoyu, { satisfied: false });
    await banjie.pass('28 days');
    expect((await caseOf(lead, 'clocks { name state }')).clocks).toContainEqual({ name: 'review', state: 'running' });
    await does('che-ming', 'review', lead, { text: '已设单行标志' });
    await does('che-ming', 'answer', lead, { kind: 'solved', text: '已拓宽' });
    await does('agent-yinfan', 'confirm', lead, { satisfied: true });
    await banjie.until(
      () => stateOf(xinlu),
      (state) => state === 'answered',
    );
    expect((await reportOf(since))[0]).toMatchObject({ closed: 0 });
    await does('agent-xinlu', 'confirm', xinlu, { satisfied: true });
    const [all] = await reportOf(since, 'DEPARTMENT');
    expect(all).toMatchObject({
      ...{ key: 'transport-office', demands: 4, matters: 2, firms: 4, onTime: 1, late: 0, openOverdue: 0, onTimeShare: 1 },
      ...{
        longTerm: 0,
        closed: 1,
        solved: 1,
        explained: 0,
        solvedShare: 1,
        rated: 3,
        satisfied: 2,
        satisfiedShare: 0.6667,
        again: 0,
      },
    });
    expect(all.medianDays).toBe(34);
    for (const id of [lead, xinlu, haoyu])
      expect((await banjie.ask('ke-zheng', `{ verifyRecord(caseId: "${id}") { intact } }`)).data.verifyRecord).toEqual({
        intact: true,
      });
  });
});

describe('a demand', () => {
  it('is seen by its firm without what the office says among itself, and by no other firm', async () => {
    const id = await accepted();
    await does('che-ming', 'assist', id, { units: ['planning-office'], question: '内部询问用地' });
    await does('che-ming', 'answer', id, { kind: 'notPossible', text: '拟稿不可行', ground: '公路法' });
    const EVERYTHING = `id title history(first: 50) { edges { node { name actorName reason } } }
      ... on EnterpriseDemand { facts { text assists { question } toSign { text } members { firm } objection { ground } } }`;
    const own = JSON.stringify(await caseOf(id, EVERYTHING, 'agent-yinfan'));
    for (const secret of ['内部询问用地', '拟稿不可行', 'AssistanceAsked'])
      expect([secret, own.includes(secret)]).toEqual([secret, false]);
    expect(own).toContain('货车无法掉头');
    expect(await caseOf(id, EVERYTHING, 'agent-xinlu')).toBeNull();
    expect(await caseOf(id, EVERYTHING, 'lian-yi')).toBeNull();
    // Whoever assists reads what they are asked, and not what waits for the leader.
    const assisting = JSON.stringify(await caseOf(id, EVERYTHING, 'qu-fei'));
    expect([assisting.includes('内部询问用地'), assisting.includes('拟稿不可行')]).toEqual([true, false]);
    expect(JSON.stringify(await caseOf(id, EVERYTHING, 'hua-sheng'))).toContain('拟稿不可行');
    const report = '{ demandReport(from: "2026-01-01T00:00:00Z", before: "2027-01-01T00:00:00Z") { matters } }';
    expect((await banjie.ask('agent-yinfan', report)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('goes on where a unit that assists is dissolved', async () => {
    const id = await accepted();
    await does('che-ming', 'assist', id, { units: ['planning-office', 'culture-office'], question: '能否设单行？' });
    await change('endUnit', 'id: "culture-office", evenSo: true');
    await banjie.until(
      async () => (await factsOf(id, 'assists { answers { left silent } }')).assists[0].answers,
      ({ left }) => left.includes('culture-office'),
    );
    expect((await caseOf(id, 'state tasks { action }')).tasks.map(({ action }: Any) => action).toSorted()).toEqual([
      'answer',
      'assistReply',
    ]);
    await does('che-ming', 'answer', id, { kind: 'explained', text: '正在规划' });
  });

  it('is accepted by one of fifty at once, and a repeat hears the same also after it has closed', async () => {
    const id = await filed('agent-yinfan', YINFAN);
    const all = await Promise.all(Array.from({ length: 50 }, () => act('che-ming', 'accept', id)));
    expect(all.filter(({ __typename }) => __typename === 'ActionDone')).toHaveLength(1);
    await does('che-ming', 'answer', id, { kind: 'solved', text: '好了' });
    const confirm = async () =>
      (
        await banjie.ask(
          'agent-yinfan',
          `mutation { enterpriseDemandConfirm(caseId: "${id}", requestId: "the-same-twice", input: { satisfied: true }) {
            ... on ActionDone { replayed case { state } event { name revision } } } }`,
        )
      ).data.enterpriseDemandConfirm;
    const first = await confirm();
    expect(first).toMatchObject({ replayed: false, case: { state: 'closed' } });
    expect(await confirm()).toEqual({ ...first, replayed: true });
  });

  it('of a firm without an agent is followed and confirmed with a code, or closed as silence', async () => {
    const { data } = await banjie.ask(
      'he-xian',
      `mutation { startEnterpriseDemand(requestId: "shop-calls-1", input: { firm: "${SHOP.toLowerCase()}", category: "other", text: "招牌被挡",
        contact: { name: "阿芬", phone: "10000990001" } }) { ... on ActionDone { followCode case { id state } } } }`,
    );
    const { followCode, case: opened } = data.startEnterpriseDemand;
    // No rule knows whose it is.
    expect(opened.state).toBe('filed');
    await does('tai-ran', 'route', opened.id, { department: 'transport-office', reason: '路侧设施' });
    await does('che-ming', 'accept', opened.id);
    await does('che-ming', 'answer', opened.id, { kind: 'solved', text: '已移开' });
    const response = await fetch(`${banjie.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'banjie-tenant': 'xindai',
        authorization: `Follow ${opened.id}:${followCode}`,
      },
      body: JSON.stringify({
        query: `mutation { enterpriseDemandSendBack(caseId: "${opened.id}", requestId: "${randomUUID()}", input: { reason: "又挡了" }) { __typename ... on ActionDone { case { state } } } }`,
      }),
    });
    expect(((await response.json()) as Any).data.enterpriseDemandSendBack).toMatchObject({ case: { state: 'handling' } });
    await does('che-ming', 'answer', opened.id, { kind: 'solved', text: '已移走' });
    await banjie.pass('14 days');
    expect(await factsOf(opened.id, 'closing { how satisfied }')).toEqual({ closing: { how: 'silence', satisfied: null } });
  });

  it('becomes an application that carries what is known, and of which it hears the end', async () => {
    const id = await filed('agent-haoyu', HAOYU, 'subsidy', { text: '米兰设摊，想申请参展补贴' });
    await does('cong-yu', 'accept', id);
    expect(await act('cong-yu', 'convert', id, { policyItem: 'nothing' })).toMatchObject({ __typename: 'InvalidInput' });
    await does('cong-yu', 'convert', id, { policyItem: 'fairAbroad' });
    await banjie.until(
      () => stateOf(id),
      (state) => state === 'converted',
    );
    const { conversion } = await factsOf(id, 'conversion { item application }', 'agent-haoyu');
    const application = await caseOf(
      conversion.application,
      'state linkedFrom { from } links { to } ... on SubsidyApplication { facts { firm item text } }',
      'agent-haoyu',
    );
    expect(application).toMatchObject({
      state: 'drafted',
      links: [{ to: id }],
      facts: { firm: HAOYU, item: 'fairAbroad', text: '米兰设摊，想申请参展补贴' },
    });
    // The same once more in the same year is refused, and the demand stays with its department.
    const again = await filed('agent-haoyu', HAOYU, 'subsidy', { text: '再申请一次' });
    await does('cong-yu', 'accept', again);
    await does('cong-yu', 'convert', again, { policyItem: 'fairAbroad' });
    await banjie.until(
      async () =>
        (await caseOf(again, 'history(first: 50) { edges { node { name } } }')).history.edges.map(({ node }: Any) => node.name),
      (names) => names.includes('ConversionRefused'),
    );
    expect(await caseOf(again, 'state tasks { action }')).toEqual({ state: 'handling', tasks: [{ action: 'answer' }] });
    await banjie.act('agent-haoyu', 'subsidyApplication.withdraw', conversion.application, { reason: '不去了' });
    await banjie.until(
      async () => (await factsOf(id, 'conversion { end }')).conversion.end,
      (end) => end === 'withdrawn',
    );
  });

  it('of a firm that is renamed keeps its history, and of one that ends is closed by its department', async () => {
    const id = await accepted('agent-lunji', LUNJI);
    await change('setFirm', `key: "${LUNJI}", input: { name: "新轮脚轮有限公司" }`);
    await banjie.until(
      () => caseOf(id, 'title'),
      ({ title }) => title.startsWith('新轮'),
    );
    await change('endFirm', `key: "${LUNJI}", state: "dissolved", expectedVersion: 1`);
    await banjie.until(
      () => caseOf(id, 'tasks { action }'),
      ({ tasks }) => tasks.some(({ action }: Any) => action === 'closeEnded'),
    );
    expect(await does('che-ming', 'closeEnded', id, { reason: '企业已注销' })).toBe('closed');
    expect(
      await banjie.start('he-xian', 'enterpriseDemand', {
        ...{ firm: LUNJI, category: 'logistics', text: '又来', contact: { name: '伦', phone: '10000990002' } },
      }),
    ).toMatchObject({ reason: 'firmEnded' });
  });

  it('is refused in words that say how to go on, where the input is wrong', async () => {
    const said = async (input: object) => {
      const { __typename, issues = [] } = await banjie.start('agent-yinfan', 'enterpriseDemand', {
        ...{ firm: YINFAN, category: 'logistics', text: '路窄' },
        ...input,
      });
      return [__typename, issues.map(({ path }) => path.at(-1))];
    };
    expect(await said({ firm: YINFAN.slice(1) })).toEqual(['InvalidInput', ['firm']]);
    expect(await said({ firm: '93339901MA9X00097Y' })).toEqual(['InvalidInput', ['firm']]);
    expect(await said({ category: 'weather' })).toEqual(['InvalidInput', ['category']]);
    expect(await said({ wish: { department: 'nowhere' } })).toEqual(['InvalidInput', ['department']]);
    expect(
      await banjie.start('agent-xinlu', 'enterpriseDemand', { firm: YINFAN, category: 'other', text: '路窄' }),
    ).toMatchObject({
      reason: 'kernel.actsForNone',
    });
  });
});

describe('a demand as it is raised', () => {
  it('names policy items that there are, of a firm that the register has, also where its check characters were looked at by eye', async () => {
    const start = (more: object) =>
      banjie.start('hong-min', 'enterpriseDemand', {
        firm: YINFAN,
        category: 'logistics',
        text: '货车',
        contact: { name: '阿芬', phone: '10000990001' },
        ...more,
      });
    expect(await start({ wish: { policy: 'nope' } })).toMatchObject({
      issues: [{ path: ['input', 'wish', 'policy'], message: expect.stringMatching(/“nope”.*There are: .*/) }],
    });
    expect(await start({ firm: BY_EYE.replace('6', '7') })).toMatchObject({ issues: [{ path: ['input', 'firm'] }] });
    expect(await start({ firm: BY_EYE })).toMatchObject({ __typename: 'ActionDone' });
  });
});
