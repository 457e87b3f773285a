import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Academy, openAcademy } from './academy.ts';
import { changeOf } from './administrator.ts';
import { nextRequest, type Office, openOffice } from './office.ts';
import { FACTS } from './selections.ts';

let office: Office;
let academy: Academy;
const roster = (...people: readonly string[]) =>
  office.sql(`UPDATE table_rows SET value = value || $1 WHERE table_name = 'deskRoster'`, [{ people }]);

beforeAll(async () => {
  office = await openOffice();
  academy = openAcademy(office);
  // Whenever the test runs, the first on duty are these.
  await roster('desk-officer-01', 'desk-officer-02');
});
afterAll(() => office?.close());

const act = (person: string, action: string, id: string, input?: object) =>
  academy.act('deskQuestion', person, action, id, input);
const ask = (text: string, by = 'site-worker-01') => academy.start('deskQuestion', by, { text });
const refusal = (answer: { reason?: string; __typename: string }) => answer.reason ?? answer.__typename;
const query = async (person: string, text: string, variables: object = {}) => {
  const { data, errors } = await office.ask(person, text, variables);
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return Object.values(data)[0] as never as Any;
};
// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;
const search = (text: string, first = 20, after?: string) =>
  query(
    'site-worker-02',
    `query ($text: String, $first: Int, $after: String) { knowledge(search: $text, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { id question answer topic sourceCase } } } }`,
    { text, first, after },
  );
const found = async (text: string): Promise<string[]> => (await search(text)).edges.map(({ node }: Any) => node.question);
const lines = async () => (await office.sql<{ n: number }>(`SELECT count(*)::int AS n FROM ledger_lines`))[0]?.n;

/** A question that was answered and accepted. */
const known = async (question: string, answer: string, topic?: string, more: object = {}): Promise<string> => {
  const { id } = (await ask(question)).case;
  await act('desk-officer-01', 'claim', id);
  await act('desk-officer-01', 'answer', id, { text: answer });
  const accepted = await act('desk-officer-02', 'acceptAnswer', id, { question, ...(topic ? { topic } : {}), ...more });
  expect(accepted).toMatchObject({ __typename: 'ActionDone', case: { state: 'closed' } });
  return id;
};

describe('a question', () => {
  it('from a site is answered, accepted by somebody else, rated, and gives credits to who answered', async () => {
    const asked = await ask('职工医保断缴三个月，怎样补缴？');
    expect(asked).toMatchObject({ case: { state: 'open', unit: 'question-desk' }, event: { name: 'Asked', role: 'siteWorker' } });
    const { id } = asked.case;
    // What the asker is shown is the promised answer, not by when somebody is to take the question.
    const { clocks } = await query('site-worker-01', `query ($id: ID!) { case(id: $id) { clocks { name dueAt } } }`, { id });
    expect(asked.case.dueAt).toBe(clocks.find(({ name }: Any) => name === 'answer').dueAt);
    const { data } = await office.ask('desk-officer-01', `{ tasks(first: 50) { edges { node { action case { id } } } } }`);
    expect(data.tasks.edges).toContainEqual({ node: { action: 'claim', case: { id } } });
    expect(refusal(await act('desk-officer-03', 'claim', id))).toBe('notOffered');
    expect(refusal(await act('site-worker-01', 'claim', id))).toBe('kernel.wrongRole');
    expect((await act('desk-officer-01', 'claim', id)).case.state).toBe('claimed');
    expect(refusal(await act('desk-officer-02', 'answer', id, { text: '可以' }))).toBe('officersOwn');
    expect((await act('desk-officer-01', 'answer', id, { text: '持身份证到镇街窗口补缴。' })).case.state).toBe('answered');
    expect(refusal(await act('desk-officer-01', 'acceptAnswer', id, {}))).toBe('ownAnswer');
    expect(await lines()).toBe(0);
    expect((await act('desk-officer-02', 'acceptAnswer', id, {})).case.state).toBe('closed');
    expect((await academy.credits('desk-officer-01')).balance).toBe(1);
    expect((await academy.credits('desk-officer-02'))?.balance ?? 0).toBe(0);
    expect((await act('site-worker-01', 'rate', id, { stars: 5 })).case.facts.ratings).toMatchObject([{ stars: 5 }]);
    expect(refusal(await act('site-worker-01', 'rate', id, { stars: 5 }))).toBe('ratedAlready');
    const followed = await act('site-worker-01', 'followUp', id, { text: '能用支付宝吗？' });
    expect(followed.case).toMatchObject({ state: 'open', facts: { offered: [{ id: 'desk-officer-01' }] } });
    expect(await academy.sumOfAll()).toBe(0);
  });

  it('from a person without a site is refused, with no entry in the ledger', async () => {
    const before = await lines();
    const refused = await ask('生育津贴怎么领？', 'trainee-01');
    expect(refused).toMatchObject({ __typename: 'Refused', reason: 'noSite', message: expect.stringContaining('sites') });
    expect(refusal(await ask('生育津贴怎么领？', 'mentor-01'))).toBe('kernel.wrongRole');
    expect((await ask('银行网点能办吗？', 'bank-trainee-01')).case.facts.site).toMatchObject({ id: 'bank-01' });
    expect(await ask(' ')).toMatchObject({ __typename: 'InvalidInput', issues: [{ path: ['input', 'text'] }] });
    expect(await lines()).toBe(before);
  });

  it('taken by two at once goes to one, and the other is told who was first', async () => {
    await roster('trainee-01');
    // Nobody on the roster is a desk officer: the question is for the whole desk.
    const open = (await ask('异地就医如何备案？')).case;
    expect(open.facts).toMatchObject({ wholeDesk: true, offered: [] });
    await roster('desk-officer-01', 'desk-officer-02');
    const claim = async (officer: string) => {
      const { data } = await office.ask(
        officer,
        `mutation ($id: ID!, $requestId: ID!) { deskQuestionClaim(caseId: $id, expectedRevision: 0, requestId: $requestId) {
          __typename ... on ActionDone { case { ${FACTS('deskQuestion')} } } ... on Conflict { actor } } }`,
        { id: open.id, requestId: nextRequest() },
      );
      return data.deskQuestionClaim;
    };
    const answers = await Promise.all(['desk-officer-03', 'desk-officer-04', 'desk-officer-05'].map(claim));
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['ActionDone', 'Conflict', 'Conflict']);
    const { name } = answers.find(({ __typename }) => __typename === 'ActionDone').case.facts.officer;
    expect(answers.flatMap(({ actor }) => actor ?? [])).toEqual([name, name]);
  });

  it('is given back to the others on duty by who took it, or by the academy', async () => {
    const { id } = (await ask('医保卡丢了怎么办？')).case;
    await act('desk-officer-01', 'claim', id);
    expect(refusal(await act('desk-officer-02', 'giveBack', id, { reason: '我来' }))).toBe('officersOwn');
    const given = await act('sheng-lan', 'giveBack', id, { reason: '他请假了' });
    expect(given.case).toMatchObject({ state: 'open', facts: { officer: null } });
    expect((await act('desk-officer-02', 'claim', id)).case.state).toBe('claimed');
    expect((await act('site-worker-01', 'withdraw', id, {})).case.state).toBe('withdrawn');
  });

  it('that was taken by somebody who leaves is for the whole desk, as is one that comes back to them', async () => {
    await roster('desk-officer-06', 'desk-officer-02');
    const [left, waiting] = [(await ask('医保账户怎么查？')).case.id, (await ask('门诊能报多少？')).case.id];
    for (const id of [left, waiting]) await act('desk-officer-06', 'claim', id);
    await act('desk-officer-06', 'askBack', waiting, { question: '哪家医院？' });
    await changeOf(office, 'endPerson', { id: 'desk-officer-06' }, { person: 'luo-wen' });
    const work = await query('desk-officer-03', `{ tasks(first: 100) { edges { node { action person case { id } } } } }`);
    expect(work.edges).toContainEqual({ node: { action: 'answer', person: null, case: { id: left } } });
    expect((await act('desk-officer-03', 'answer', left, { text: '登录服务网。' })).case.state).toBe('answered');
    const back = await act('site-worker-01', 'reply', waiting, { text: '区医院' });
    expect(back.case).toMatchObject({ state: 'open', facts: { officer: null, offered: [{}, { id: 'desk-officer-02' }] } });
    expect((await act('desk-officer-02', 'claim', waiting)).case.state).toBe('claimed');
    await roster('desk-officer-01', 'desk-officer-02');
  });

  it('is forwarded to a department that handles matters, asked back, and answered there', async () => {
    const { id } = (await ask('新生儿参保要什么材料？')).case;
    await act('desk-officer-01', 'claim', id);
    const nobody = await act('desk-officer-01', 'forward', id, { department: 'personnel-office', reason: '涉及参保' });
    expect(nobody).toMatchObject({ __typename: 'InvalidInput', issues: [{ path: ['input', 'department'] }] });
    await act('desk-officer-01', 'forward', id, { department: 'agency-01', reason: '涉及参保' });
    expect(
      refusal(await act('agency-handler-02', 'answer', id, { text: '户口簿' }).catch(() => ({ __typename: 'unseen' }))),
    ).toBe('unseen');
    await act('agency-handler-01', 'askBack', id, { question: '本地户籍吗？' });
    expect(refusal(await act('site-worker-02', 'reply', id, { text: '是' }).catch(() => ({ __typename: 'unseen' })))).toBe(
      'unseen',
    );
    expect((await act('site-worker-01', 'reply', id, { text: '是' })).case.state).toBe('forwarded');
    expect((await act('agency-handler-01', 'answer', id, { text: '户口簿和出生证明。' })).case).toMatchObject({
      state: 'answered',
      unit: 'question-desk',
    });
    await act('desk-officer-01', 'sendBack', id, { reason: '漏了申请表' });
    await act('agency-handler-01', 'correct', id, { text: '户口簿、出生证明和申请表。' });
    await act('desk-officer-01', 'acceptAnswer', id, { question: '新生儿参保要什么材料？' });
    expect((await academy.credits('agency-handler-01')).balance).toBe(1);
    expect(await found('出生证明')).toEqual(['新生儿参保要什么材料？']);
  });
});

describe('what the desk knows', () => {
  beforeAll(async () => {
    await known('生育津贴怎么申领？', '单位在线上提交，20个工作日到账。', '生育津贴');
    await known('如何查询CHS-DRG分组？', '登录平台，输入2026年的结算单号。');
    await known('产检费用能报销吗？', '可以，与生育津贴分开申请。');
  }, 60_000);

  it('is found by two characters, by several in their order, and by a single one', async () => {
    expect(await found('津贴')).toEqual(['生育津贴怎么申领？', '产检费用能报销吗？']);
    expect(await found('生育')).toHaveLength(2);
    expect(await found('生育津贴')).toHaveLength(2);
    expect(await found('贴津')).toEqual([]);
    expect(await found('育贴')).toEqual([]);
    expect(await found('产')).toEqual(['产检费用能报销吗？']);
    expect(await found('津贴 产检')).toEqual(['产检费用能报销吗？']);
  });

  it('is found by letters and digits in any case and width, mixed with Chinese', async () => {
    expect(await found('drg')).toEqual(['如何查询CHS-DRG分组？']);
    expect(await found('ＤＲＧ分组')).toEqual(['如何查询CHS-DRG分组？']);
    expect(await found('2026')).toEqual(['如何查询CHS-DRG分组？']);
    expect(await found('20个工作日')).toEqual(['生育津贴怎么申领？']);
    expect(await found('202')).toEqual([]);
  });

  it('comes in pages with true totals', async () => {
    const all = (await search('')).totalCount;
    expect(all).toBeGreaterThanOrEqual(4);
    const one = await search('生育', 1);
    expect(one).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
    const two = await search('生育', 1, one.pageInfo.endCursor);
    expect(two).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: false } });
    expect(two.edges[0].node.id).not.toBe(one.edges[0].node.id);
  });

  it('is suggested before somebody asks, and comes with the question', async () => {
    const suggest = (text: string) =>
      query('site-worker-03', `query ($text: String!) { deskQuestionSuggestions(text: $text) { question } }`, { text });
    expect((await suggest('请问生育津贴如何申领'))[0]).toEqual({ question: '生育津贴怎么申领？' });
    expect(await suggest('停车场在哪里')).toEqual([]);
    expect((await ask('生育津贴怎么领取？')).case.facts.suggested[0]).toMatchObject({ question: '生育津贴怎么申领？' });
  });

  it('is found in other words that mean the same, and by what is rare in a sentence', async () => {
    const suggest = async (text: string) =>
      (
        await query('site-worker-03', `query ($text: String!) { deskQuestionSuggestions(text: $text) { id question } }`, { text })
      )[0]?.question;
    await known('异地就医怎样备案？', '在服务网上填写备案表，当天生效。');
    await known('住院费用的零星报销要交哪些材料？', '发票、费用清单和出院小结。');
    await known('灵活就业人员怎样缴费？', '在银行签约代扣。');
    expect(await suggest('去外地看病怎么备案')).toBe('异地就医怎样备案？');
    expect(await suggest('宝宝投保需要带什么东西')).toBe('新生儿参保要什么材料？');
    // Many ask what to bring; few about what was paid in hospital.
    expect(await suggest('请问住院花的钱要报销，需要交哪些材料？')).toBe('住院费用的零星报销要交哪些材料？');
    expect(await found('我妈妈在上海看病，异地备案在哪里办？')).toEqual(['异地就医怎样备案？']);
    // The words of an answer count too.
    expect(await suggest('银行签约代扣')).toBe('灵活就业人员怎样缴费？');
    const [entry] = (await search('代扣')).edges;
    const one = await query('site-worker-03', `query ($id: ID!) { knowledgeEntry(id: $id) { question } }`, { id: entry.node.id });
    expect(one).toEqual({ question: '灵活就业人员怎样缴费？' });
  });

  it('is kept once: of the same question the newer answer takes the place of the earlier, or both stay', async () => {
    const before = (await search('异地就医')).edges[0].node;
    const { id } = (await ask('外地看病怎样备案？')).case;
    await act('desk-officer-01', 'claim', id);
    await act('desk-officer-01', 'answer', id, { text: '手机上也可办理。' });
    const accept = (more: object) => act('desk-officer-02', 'acceptAnswer', id, { question: '外地看病怎样备案？', ...more });
    expect(await accept({})).toMatchObject({ reason: 'knownAlready', message: expect.stringContaining(before.id) });
    expect((await accept({ replaces: before.id })).case.state).toBe('closed');
    expect(await found('异地就医')).toEqual(['外地看病怎样备案？']);
  });

  it('holds nothing personal: nothing is kept unasked, and what is kept is for everybody', async () => {
    const said = '村民张三（身份证11010519491231002X，电话13800138000）的门诊费能报销吗？';
    const { id } = (await ask(said)).case;
    await act('desk-officer-01', 'claim', id);
    await act('desk-officer-01', 'answer', id, { text: '张三先生可以，凭13800138000领取。' });
    const accept = (more: object) => act('desk-officer-02', 'acceptAnswer', id, more);
    expect(await accept({ question: said })).toMatchObject({
      reason: 'personalData',
      message: expect.stringContaining('an identity number and a mobile number and a name'),
    });
    const asked = '门诊特病的自费部分可以报销吗？';
    // The answer is kept with it, and says who it was as well.
    expect(refusal(await accept({ question: asked }))).toBe('personalData');
    expect((await accept({ question: asked, answer: '可以，到镇街窗口办理。' })).case.state).toBe('closed');
    expect(await found('门诊特病')).toEqual([asked]);
    const silent = (await ask('村民李四的门诊大病能报吗？')).case.id;
    await act('desk-officer-01', 'claim', silent);
    await act('desk-officer-01', 'answer', silent, { text: '可以。' });
    expect((await act('desk-officer-02', 'acceptAnswer', silent, {})).case.state).toBe('closed');
    expect(await found('李四')).toEqual([]);
    const [entry] = (await search('门诊特病')).edges;
    const corrected = await office.ask(
      'sheng-lan',
      `mutation ($id: ID!, $requestId: ID!) { correctKnowledge(id: $id, input: {answer: "致电13800138000。"}, requestId: $requestId) { __typename } }`,
      { id: entry.node.id, requestId: nextRequest() },
    );
    expect(corrected.data.correctKnowledge.__typename).toBe('InvalidInput');
  });

  it('is seen by its own tenant alone, and kept right by the academy', async () => {
    const { data } = await office.ask('lou-tao', `{ knowledge(search: "津贴") { totalCount } }`);
    expect(data?.knowledge?.totalCount ?? 0).toBe(0);
    const entry = (await search('津贴')).edges[0].node;
    const correct = (person: string, input: object) =>
      office.ask(
        person,
        `mutation ($id: ID!, $input: KnowledgeCorrection!, $requestId: ID!) { correctKnowledge(id: $id, input: $input, requestId: $requestId) {
          __typename ... on InvalidInput { issues { path } } } }`,
        { id: entry.id, input, requestId: nextRequest() },
      );
    expect((await correct('desk-officer-01', { answer: '10天。' })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await correct('sheng-lan', {})).data).toMatchObject({ correctKnowledge: { __typename: 'InvalidInput' } });
    expect((await correct('sheng-lan', { answer: '掌上办理，10天到账。' })).data.correctKnowledge.__typename).toBe('ChangeDone');
    expect(await found('掌上')).toEqual([entry.question]);
    expect(await found('线上提交')).toEqual([]);
    const retire = `mutation ($id: ID!, $requestId: ID!) { retireKnowledge(id: $id, reason: "政策已变", requestId: $requestId) { __typename } }`;
    const retired = await office.ask('ji-qing', retire, { id: entry.id, requestId: nextRequest() });
    expect(retired.data.retireKnowledge.__typename).toBe('ChangeDone');
    expect(await found('掌上')).toEqual([]);
    const again = await office.ask('ji-qing', retire, { id: entry.id, requestId: nextRequest() });
    expect(again.data.retireKnowledge.__typename).toBe('InvalidInput');
  });

  it('is cut into words in a time that grows with the text alone, and no longer than people write', async () => {
    const cut = `SELECT cardinality(search_words(repeat('生育津贴怎么领', 15000), true)) AS words, cardinality(pairs_of(repeat('生育津贴怎么领', 15000))) AS pairs`;
    const began = performance.now();
    expect(await office.sql(cut)).toEqual([{ words: 14, pairs: 7 }]);
    // By the number of each character it would take minutes.
    expect(performance.now() - began).toBeLessThan(10_000);
    const asked = await office.ask('sheng-lan', `{ knowledge(search: "${'津'.repeat(201)}") { totalCount } }`);
    expect(asked.errors).toMatchObject([
      { message: expect.stringMatching(/at most 200 characters/), extensions: { code: 'INVALID_INPUT' } },
    ]);
  });

  it('is asked of an index, not read through from end to end', async () => {
    await office.sql(
      `INSERT INTO knowledge_entries (tenant, id, question, answer, source_case, valid_from)
       SELECT 'xiaoshan', 'many-' || n, 'number ' || n, 'nothing', 'none', now() FROM generate_series(1, 3000) n`,
    );
    await office.sql(`ANALYZE knowledge_entries`);
    const plan = await office.sql<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT id FROM knowledge_entries WHERE words @> search_words('津贴', false) AND retired_at IS NULL AND tenant = 'xiaoshan'`,
    );
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('knowledge_entries_words_idx');
  });
});

describe('the response times', () => {
  it('say how many were answered, wait and were late, by whatever is asked for', async () => {
    const text = `query ($by: DeskResponseBy) { deskQuestionResponse(from: "2020-01-01T00:00:00Z", before: "2100-01-01T00:00:00Z", by: $by) {
      key count waiting breaches averageSeconds medianSeconds p95Seconds } }`;
    const [all] = await query('sheng-lan', text);
    const [counted] = await office.sql<{ answers: number; waiting: number }>(
      `SELECT (SELECT count(*)::int FROM cases c, jsonb_array_elements(c.facts->'answers') WHERE process = 'deskQuestion') AS answers,
        (SELECT count(*)::int FROM clocks WHERE process = 'deskQuestion' AND name = 'answer' AND state <> 'stopped') AS waiting`,
    );
    expect(all).toMatchObject({ key: null, count: counted?.answers, waiting: counted?.waiting });
    expect(all.p95Seconds).toBeGreaterThanOrEqual(all.medianSeconds);
    const byOfficer = await query('sheng-lan', text, { by: 'OFFICER' });
    expect(byOfficer.map(({ key }: Any) => key)).toContain('agency-handler-01');
    expect(byOfficer.reduce((sum: number, { count }: Any) => sum + count, 0)).toBe(all.count);
    expect((await office.ask('site-worker-01', text)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
