import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xindai } from '../../prisma/seed/xindai.ts';
import { budgetYearPackage } from '../../processes/budget-year.ts';
import { publicNoticePackage } from '../../processes/public-notice.ts';
import { subsidyApplicationPackage } from '../../processes/subsidy-application.ts';
import { subsidyBatchPackage } from '../../processes/subsidy-batch.ts';
import type { TestBanjie } from '../../testing/test-banjie.ts';
import { testBank } from '../../testing/test-bank.ts';
import { startOnSharedPostgres } from '../servers/whole-banjie.ts';

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

const bank = testBank({});
let banjie: TestBanjie;
let year: number;
beforeAll(async () => {
  banjie = await startOnSharedPostgres({
    packages: [subsidyBatchPackage, subsidyApplicationPackage, publicNoticePackage, budgetYearPackage],
    tenants: [xindai],
    sendPayment: bank.sendPayment,
  });
  year = new Date(banjie.now() + 8 * 3_600_000).getUTCFullYear();
});
afterAll(() => banjie?.close());

const YINFAN = '91339901MA9X00011A';
const XINLU = '91339901MA9X0002X2';
const MOVED = '91339901MA9X00070D';
const DISSOLVED = '91339901MA9X00062J';
const BARRED = '92339901MA9X001348';
/** Firms of the list of export brands that have somebody who acts for them. */
const AGENTS: Readonly<Record<string, string>> = {
  [YINFAN]: 'agent-yinfan',
  [XINLU]: 'agent-xinlu',
  '91339901MA9X000382': 'agent-qiaoxing',
  '91339901MA9X00046W': 'agent-haoyu',
  '91339901MA9X00054P': 'agent-lunji',
  '91339901MA9X00089A': 'agent-tuomi',
};
const BRAND = 10_000_000;

const act = (person: string, action: string, id: string, input: object = {}) =>
  banjie.act(person, `subsidyBatch.${action}`, id, input);
const caseOf = async (id: string, of: string, person = 'ke-zheng'): Promise<Any> =>
  (await banjie.ask(person, `{ case(id: "${id}") { ${of} } }`)).data?.case;
const factsOf = async (id: string, of: string): Promise<Any> =>
  (await caseOf(id, `state ... on SubsidyBatch { facts { ${of} } }`)).facts;
const eligibility = async (person: string, item: string, uscc: string): Promise<Any> => {
  const of = 'name is fen conditions { key is asks because { en zh } }';
  const { data, errors } = await banjie.ask(person, `{ eligibility(item: "${item}", uscc: "${uscc}") { ${of} } }`);
  return errors?.[0]?.extensions.code ?? data.eligibility;
};
const tried = async (item: string, register: string, more = '', person = 'rao-min'): Promise<Any> => {
  const args = `item: "${item}", year: ${year}, register: "${register}" ${more}`;
  const of = 'hash wantedFen inFen freeFen rows { firm name is fen because { en zh } }';
  const { data, errors } = await banjie.ask(person, `{ subsidyDryRun(${args}) { ${of} } }`);
  return errors?.[0]?.extensions.code ?? data.subsidyDryRun;
};
const moneyFor = async (item: string, fen: number): Promise<string> => {
  const { case: made } = await banjie.start('chai-jing', 'budgetYear', { item, itemTitle: { en: item, zh: '补贴' }, year });
  const id = made?.id ?? '';
  await banjie.act('chai-jing', 'budgetYear.allocate', id, { fen, document: 'Xindai 1' });
  expect(await banjie.act('weng-bo', 'budgetYear.approve', id)).toMatchObject({ __typename: 'ActionDone' });
  return id;
};
const listed = async (item: string, register: string): Promise<string> => {
  const { hash } = await tried(item, register);
  const answer = await banjie.start('rao-min', 'subsidyBatch', { item, year, register, hash });
  expect(answer).toMatchObject({ case: { state: 'listed' } });
  return answer.case?.id ?? '';
};
const EXPORTS = 'exportBrand:2026';

describe('whether an item pays a firm', () => {
  it('is said condition by condition, with what it rests on or what is to be sent', async () => {
    expect(await eligibility('rao-min', 'exportBrand', YINFAN.toLowerCase())).toMatchObject({ is: 'yes', fen: BRAND });
    const own = await eligibility('gan-ning', 'ownBrand', YINFAN);
    expect([own.is, own.fen]).toEqual(['unknown', 20_000_000]);
    expect(own.conditions.filter(({ is }: Any) => is === 'unknown').map(({ key, asks }: Any) => [key, asks])).toEqual([
      ...[
        ['revenue', 'revenueFen'],
        ['taxFiled', 'taxFiled'],
        ['staffInsured', 'staffInsured'],
      ],
    ]);
    const barred = await eligibility('rao-min', 'fairHome', BARRED);
    expect(barred.is).toBe('no');
    expect(barred.conditions.find(({ key }: Any) => key === 'noSeriousBreach').because.en).toMatch(
      /wages not paid: .*17号, until 2027/,
    );
    expect((await eligibility('rao-min', 'exportBrand', MOVED)).conditions[0]).toMatchObject({
      ...{ key: 'inDistrict', is: 'no', because: { en: expect.stringMatching(/since 2026-06-30: moved away/) } },
    });
  });

  it('is for those who have to do with policies, and for those who act for the firm', async () => {
    expect(await eligibility('agent-yinfan', 'exportBrand', YINFAN)).toMatchObject({ is: 'yes' });
    expect(await eligibility('agent-yinfan', 'exportBrand', XINLU)).toBeNull();
    for (const other of ['shao-qing', 'mu-qing']) expect(await eligibility(other, 'exportBrand', XINLU)).toBeNull();
    expect(await eligibility('rao-min', 'nothing', XINLU)).toBe('NOT_FOUND');
    expect(await eligibility('rao-min', 'exportBrand', '93339901MA9X00097Y')).toBeNull();
  });
});

describe('a list', () => {
  it('is tried first: seven in, two out with the reason, and nothing is begun by it', async () => {
    const before = (await banjie.ask('guan-shu', '{ cases { totalCount } events { totalCount } }')).data;
    const { rows, inFen, freeFen } = await tried('exportBrand', EXPORTS);
    const of = (wanted: string) => rows.filter(({ is }: Any) => is === wanted).map(({ firm }: Any) => firm);
    expect([of('in').length, of('out'), inFen, freeFen]).toEqual([7, [DISSOLVED, MOVED], 7 * BRAND, 0]);
    expect(rows.find(({ firm }: Any) => firm === DISSOLVED).because.en).toMatch(/since 2026-03-01: dissolved/);
    expect((await banjie.ask('guan-shu', '{ cases { totalCount } events { totalCount } }')).data).toEqual(before);
    expect(await tried('exportBrand', 'designAward:2026')).toBe('INVALID_INPUT');
    expect(await tried('exportBrand', EXPORTS, '', 'agent-yinfan')).toBe('FORBIDDEN');
  });

  it('is started with the hash of the dry run, by a budget that is enough for it or a ranking', async () => {
    const start = (input: object) =>
      banjie.start('rao-min', 'subsidyBatch', { item: 'exportBrand', year, register: EXPORTS, ...input });
    expect((await start({})).issues?.[0]?.path).toEqual(['input', 'hash']);
    const { hash } = await tried('exportBrand', EXPORTS);
    expect(await start({ hash })).toMatchObject({ reason: 'noBudget' });
    await moneyFor('exportBrand', 7 * BRAND - 1);
    expect(await start({ hash })).toMatchObject({ reason: 'budgetShort' });
    expect(await start({ hash, ranking: 'dayFirst' })).toMatchObject({ reason: 'listChanged' });
    const six = await tried('exportBrand', EXPORTS, ', ranking: dayFirst');
    expect(six.rows.filter(({ is }: Any) => is === 'later').map(({ firm }: Any) => firm)).toEqual(['92339901MA9X00126D']);
    expect(await start({ hash: six.hash, item: 'designAward', register: 'designAward:2026' })).toMatchObject({
      reason: 'noBudget',
    });
  });
});

const applicationsOf = async (batch: string): Promise<Any[]> => {
  const { linkedFrom } = await caseOf(batch, 'linkedFrom { from }');
  const ids = linkedFrom.map(({ from }: Any) => from).filter((id: string) => id.includes('-SA-'));
  return Promise.all(ids.map((id: string) => caseOf(id, 'id state ... on SubsidyApplication { facts { firm fen } }')));
};
const firmsIn = async (batch: string, state: string): Promise<string[]> =>
  (await applicationsOf(batch)).filter((one) => one.state === state).map(({ facts }) => facts.firm);
const become = (batch: string, state: string, many: number) =>
  banjie.until(
    () => firmsIn(batch, state),
    (found) => found.length === many,
  );
const noticesOf = async (batch: string): Promise<string[]> =>
  (await caseOf(batch, 'linkedFrom { from }')).linkedFrom
    .map(({ from }: Any) => from)
    .filter((id: string) => id.includes('-PN-'));
/** Somebody without a token. */
const stranger = async (query: string, variables: object = {}): Promise<Any> =>
  (
    await fetch(`${banjie.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'banjie-tenant': 'xindai' },
      body: JSON.stringify({ query, variables }),
    })
  ).json();
const VIEW = 'notice { title lines { text } } rows(first: 100) { edges { node { key lines { text } } } }';
const shown = async (notice: string): Promise<Any> =>
  (await stranger(`{ publicView(tenant: "xindai", caseId: "${notice}") { ${VIEW} } }`)).data.publicView;
const object = async (notice: string, row: string) =>
  stranger(
    `mutation ($input: PublicNoticeObject!) { publicNoticeObject(caseId: "${notice}", requestId: "${randomUUID()}", input: $input) { __typename } }`,
    { input: { rows: [row], text: 'The brand is another firm’s.', name: 'Neighbour', phone: '0573-1234567' } },
  );
const account = (name: string) => ({ bank: 'Bank of Xindai', number: '6222000011112222', name });

describe('a batch', () => {
  let batch: string;
  it('is approved by a second person, and offers to each firm of its list once', async () => {
    const budget = (await banjie.ask('ke-zheng', `{ budget(item: "exportBrand", year: ${year}) { caseId } }`)).data.budget.caseId;
    await banjie.act('chai-jing', 'budgetYear.increase', budget, { fen: BRAND + 1, document: 'Xindai 2' });
    await banjie.act('weng-bo', 'budgetYear.approve', budget);
    batch = await listed('exportBrand', EXPORTS);
    const { hash } = await factsOf(batch, 'hash');
    expect(await act('rao-min', 'approve', batch, { hash })).toMatchObject({ reason: 'kernel.fourEyes' });
    expect(await banjie.start('ying-chao', 'subsidyBatch', { item: 'exportBrand', year, register: EXPORTS, hash })).toMatchObject(
      {
        reason: 'kernel.held',
      },
    );
    expect(await act('ying-chao', 'approve', batch, { hash })).toMatchObject({ case: { state: 'gathering' } });
    expect((await become(batch, 'offered', 7)).toSorted()).not.toContain(MOVED);
    // What is offered is spoken for, and a firm has it once.
    const again = await tried('exportBrand', EXPORTS);
    expect(again.rows.map(({ is }: Any) => is)).toEqual(again.rows.map(() => 'out'));
    expect([again.freeFen, again.rows[0].because.en]).toEqual([BRAND, expect.stringMatching(/once in a year, and XD-SA/)]);
    expect(await caseOf(batch, 'id', 'agent-yinfan')).toBeNull();
  });

  it('publishes what is committed on one notice, which shows firm and amount and nothing else', async () => {
    expect(await act('xiang-nan', 'publish', batch)).toMatchObject({ reason: 'nothingCommitted' });
    const offered = (await applicationsOf(batch)).filter(({ facts }) => AGENTS[facts.firm]);
    for (const { id, facts } of offered) {
      const { firmName } = (await caseOf(id, '... on SubsidyApplication { facts { firmName } }')).facts;
      const taken = await banjie.act(AGENTS[facts.firm] ?? '', 'subsidyApplication.take', id, {
        ...{ declaration: true, account: account(firmName) },
      });
      expect(taken).toMatchObject({ case: { state: 'committed' } });
    }
    expect(await act('xiang-nan', 'publish', batch, { boards: [] })).toMatchObject({ case: { state: 'onNotice' } });
    await become(batch, 'onNotice', 6);
    const [notice = ''] = await banjie.until(
      () => noticesOf(batch),
      (found) => found.length === 1,
    );
    const view = await shown(notice);
    expect(view.rows.edges.map(({ node }: Any) => node.lines.map(({ text }: Any) => text)).toSorted()[0]).toEqual([
      ...['乔星箱包有限公司', '100,000'],
    ]);
    for (const secret of ['6222', '印帆', 'agent', 'Bank of Xindai', '1000002'])
      expect(JSON.stringify(view)).not.toContain(secret);
  });

  it('lets rows pass singly: one waits for its objection, one is corrected and has its whole time again', async () => {
    const [notice = ''] = await noticesOf(batch);
    const [first = '', second = ''] = (await applicationsOf(batch))
      .filter(({ state }) => state === 'onNotice')
      .map(({ id }) => id);
    for (const row of [first, second]) expect((await object(notice, row)).data.publicNoticeObject.__typename).toBe('ActionDone');
    await banjie.pass('3 days');
    const decide = (n: number, upheld: boolean) =>
      banjie.act('hua-sheng', 'publicNotice.decide', notice, { objection: n, upheld, reason: 'The list says so.' });
    expect(await decide(1, true)).toMatchObject({ __typename: 'ActionDone' });
    const { firmName } = (await caseOf(first, '... on SubsidyApplication { facts { firmName } }')).facts;
    await banjie.act('xiang-nan', 'publicNotice.correct', notice, {
      ...{ rows: [{ key: first, values: [`${firmName} `, '100,000.00'] }], reason: 'It is easier to read.' },
    });
    await banjie.until(
      () => noticesOf(batch),
      (found) => found.length === 2,
    );
    await banjie.pass('9 days');
    await become(batch, 'payable', 4);
    expect((await caseOf(second, 'state')).state).toBe('onNotice');
    expect((await caseOf(first, 'state')).state).toBe('onNotice');
    expect(await decide(2, false)).toMatchObject({ case: { state: 'partlyPassed' } });
    await become(batch, 'payable', 5);
    expect((await caseOf(batch, 'state')).state).toBe('onNotice');
    await banjie.pass('7 days');
    await become(batch, 'payable', 6);
    const { published } = await factsOf(batch, 'published { state }');
    expect(published.map(({ state }: Any) => state)).toEqual(published.map(() => 'passed'));
  });

  it('is finished when the offers that nobody took have lapsed', async () => {
    expect((await caseOf(batch, 'state')).state).toBe('gathering');
    expect(await act('xiang-nan', 'finish', batch)).toMatchObject({ reason: 'stillOpen' });
    await banjie.pass('40 days');
    await become(batch, 'lapsed', 1);
    expect(await act('kuai-yu', 'finish', batch)).toMatchObject({ case: { state: 'finished' } });
    expect((await banjie.ask('ke-zheng', `{ verifyRecord(caseId: "${batch}") { intact } }`)).data.verifyRecord).toEqual({
      intact: true,
    });
  });
});

describe('the report of a year', () => {
  const application = (person: string, action: string, id: string, input: object = {}) =>
    banjie.act(person, `subsidyApplication.${action}`, id, input);
  const reported = async (person = 'ke-zheng'): Promise<Any> => {
    const of = `item allocated free committed payable inTransit spent recovered applications paid automaticShare meanDaysToMoney late offers
      notTaken objections topTenShare stages { state cases meanDays } conditions { key judged failed flagged } rejections { ground count }`;
    const { data, errors } = await banjie.ask(person, `{ subsidyReport(year: ${year}) { ${of} } }`);
    return errors?.[0]?.extensions.code ?? data.subsidyReport.find(({ item }: Any) => item === 'exportBrand');
  };

  it('has the sums of the ledger, and counts what was paid, lapsed and objected to', async () => {
    const list = (
      await banjie.ask(
        'ke-zheng',
        '{ cases(first: 50, filter: { process: ["subsidyApplication"] }) { edges { node { id state } } } }',
      )
    ).data.cases.edges.map(({ node }: Any) => node);
    const { id } = list.find(({ state }: Any) => state === 'payable');
    const { firm } = (await caseOf(id, '... on SubsidyApplication { facts { firm } }')).facts;
    const agent = AGENTS[firm] ?? '';
    await application('xun-lei', 'verifyAccount', id);
    const { fen } = (await banjie.ask('xun-lei', `{ subsidyTestTransfer(caseId: "${id}") { fen } }`)).data.subsidyTestTransfer;
    await application(agent, 'verifyAccount', id, { fen });
    await application('chai-jing', 'approvePayment', id);
    expect(await application('xun-lei', 'instruct', id)).toMatchObject({ case: { state: 'instructed' } });
    await banjie.until(
      async () => bank.paid().length,
      (paid) => paid === 1,
    );
    for (const { caseId, act: action, input } of bank.words()) await application('town-bank', action, caseId, input);
    const figures = await reported();
    const budget = (
      await banjie.ask(
        'ke-zheng',
        `{ budget(item: "exportBrand", year: ${year}) { allocated free committed payable inTransit spent recovered } }`,
      )
    ).data.budget;
    expect(figures).toMatchObject({ ...budget, spent: BRAND, payable: 5 * BRAND, free: 2 * BRAND, allocated: 8 * BRAND });
    expect(figures).toMatchObject({
      ...{ applications: 7, offers: 7, notTaken: 1, paid: 1, automaticShare: 1, objections: 2, topTenShare: 1 },
      ...{ rejections: [], conditions: [{ key: 'inDistrict', judged: 9, failed: 2, flagged: false }] },
    });
    expect(figures.stages.find(({ state }: Any) => state === 'onNotice')).toMatchObject({ cases: 6 });
    expect(figures.meanDaysToMoney).toBeGreaterThan(50);
    expect(await reported('agent-yinfan')).toBe('FORBIDDEN');
  });
});
