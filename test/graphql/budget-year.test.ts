import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xindai } from '../../prisma/seed/xindai.ts';
import { budgetYearPackage } from '../../processes/budget-year.ts';
import type { TestBanjie } from '../../testing/test-banjie.ts';
import { awardPackage } from '../processes/budget-year/award/package.ts';
import { awardRoundPackage } from '../processes/budget-year/award-round/package.ts';
import { startOnSharedPostgres } from '../servers/whole-banjie.ts';

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

let banjie: TestBanjie;
let year: number;
beforeAll(async () => {
  banjie = await startOnSharedPostgres({ packages: [budgetYearPackage, awardPackage, awardRoundPackage], tenants: [xindai] });
  year = new Date(banjie.now() + 8 * 3_600_000).getUTCFullYear();
});
afterAll(() => banjie?.close());

const act = (person: string, action: string, id: string, input: object = {}) =>
  banjie.act(person, `budgetYear.${action}`, id, input);
const awardAct = (person: string, action: string, id: string, input: object = {}) =>
  banjie.act(person, `award.${action}`, id, input);
const figuresOf = async (item: string, person = 'ke-zheng'): Promise<Any> =>
  (
    await banjie.ask(
      person,
      `{ budget(item: "${item}", year: ${year}) { state allocated free committed payable inTransit spent recovered } }`,
    )
  ).data.budget;
/** What always holds, from the lines of the ledger alone. */
const sound = async (item: string): Promise<Any> => {
  const { state: _, allocated, free, committed, payable, inTransit, spent, recovered } = await figuresOf(item);
  expect(free + committed + payable + inTransit + spent - recovered).toBe(allocated);
  return { allocated, free, committed, payable, inTransit, spent, recovered };
};
/** Changed by one and approved by another. */
const changed = async (id: string, action: string, input: object) => {
  expect(await act('chai-jing', action, id, input)).toMatchObject({ __typename: 'ActionDone' });
  const approved = await act('weng-bo', 'approve', id);
  expect(approved).toMatchObject({ __typename: 'ActionDone' });
  return approved.case;
};
const budget = async (item: string, fen: number): Promise<string> => {
  const { case: made } = await banjie.start('chai-jing', 'budgetYear', { item, itemTitle: { en: item, zh: '设计补贴' }, year });
  const id = made?.id ?? '';
  await changed(id, 'allocate', { fen, document: 'Xindai 2026-1' });
  return id;
};
const asked = async (item: string, fen: number, firm = 'firm-1'): Promise<string> =>
  (await banjie.start('rao-min', 'award', { item, year, firm, fen })).case?.id ?? '';
const committed = async (item: string, fen: number): Promise<string> => {
  const id = await asked(item, fen);
  expect(await awardAct('weng-bo', 'commit', id)).toMatchObject({ case: { state: 'committed' } });
  return id;
};

const YINFAN = '91339901MA9X00011A';
const QIAOXING = '91339901MA9X000382';
const TUOMI = '91339901MA9X00089A';
const CHANGED =
  '__typename ... on ChangeDone { replayed advice change { before after } } ... on InvalidInput { issues { path message } }';
let requests = 0;
/** A change of the register, on the version that there is. */
const registers = async (name: string, key: string, args: string, person = 'guan-shu'): Promise<Any> => {
  const found = (await banjie.ask('ke-zheng', `{ firm(uscc: "${key}") { version } }`)).data?.firm;
  const sent = `key: "${key}", ${args}, expectedVersion: ${found?.version ?? 0}, requestId: "register-${++requests}"`;
  const { data, errors } = await banjie.ask(person, `mutation { ${name}(${sent}) { ${CHANGED} } }`);
  return data?.[name] ?? errors;
};
const firmOf = async (person: string, key: string, of: string): Promise<Any> =>
  (await banjie.ask(person, `{ firm(uscc: "${key}") { ${of} } }`)).data?.firm;
const caseFor = async (person: string, id: string): Promise<Any> =>
  (
    await banjie.ask(
      person,
      `{ case(id: "${id}") { state tasks { action person role } history(first: 20) { edges { node { name __typename } } } } }`,
    )
  ).data?.case;
const worksFor = async (person: string): Promise<Any[]> =>
  (await banjie.ask(person, '{ tasks(first: 50) { edges { node { caseId action } } } }')).data.tasks.edges.map(
    ({ node }: Any) => node,
  );
const seenBy = async (person: string): Promise<string[]> =>
  (await banjie.ask(person, '{ cases(first: 100) { edges { node { id } } } }')).data.cases.edges.map(({ node }: Any) => node.id);

describe('the register of firms', () => {
  it('knows what a firm was called and its ends, and is for staff and those who act for it', async () => {
    const of = 'name names { name from } state states { state from } agents { person name }';
    expect(await firmOf('rao-min', QIAOXING.toLowerCase(), of)).toEqual(
      await firmOf('agent-qiaoxing', QIAOXING, of).then((found) => ({
        ...found,
        agents: [{ person: 'agent-qiaoxing', name: '乔**' }],
      })),
    );
    expect(await firmOf('rao-min', QIAOXING, of)).toMatchObject({
      name: '乔星箱包有限公司',
      names: [{ name: '超星箱包有限公司', from: '2020-01-01' }, { from: '2026-02-10' }],
    });
    expect(await firmOf('agent-yinfan', QIAOXING, of)).toBeNull();
    const listed = (await banjie.ask('rao-min', '{ firms(state: "moved") { totalCount edges { node { key } } } }')).data.firms;
    expect(listed).toEqual({ totalCount: 1, edges: [{ node: { key: '91339901MA9X00070D' } }] });
    expect((await banjie.ask('agent-yinfan', '{ firms { totalCount } }')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('takes no code that doesn’t fit its licence, and each change on the version that was read', async () => {
    const input = 'input: { name: "New" }';
    expect((await registers('setFirm', '91339901MA9X00012A', input)).issues[0].message).toMatch(
      /compare the code with the licence/,
    );
    expect(
      (await registers('setFirm', '91350211M0000XUF46', 'input: { name: "Pilot", checkedByEye: "none" }')).issues[0].path,
    ).toEqual(['input', 'checkedByEye']);
    expect(await registers('setFirm', '93339901MA9X00097Y', input)).toMatchObject({ __typename: 'ChangeDone' });
    const late = `mutation { setFirm(key: "93339901MA9X00097Y", ${input}, requestId: "late") { ${CHANGED} } }`;
    expect((await banjie.ask('guan-shu', late)).data.setFirm.issues[0].path).toEqual(['expectedVersion']);
    expect(await registers('setFirm', YINFAN, input, 'rao-min')).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(
      (await registers('endFirm', '93339901MA9X00097Y', 'state: "dissolved", successor: "93339901MA9X00097Y"')).issues[0].path,
    ).toEqual(['successor']);
  });

  it('keeps an account sealed: in full for who acts for the firm and who pays, and nowhere in the journal', async () => {
    const account = 'account: { bank: "Bank of Xindai", number: "6222 0000 1111 2222 333", verified: true }';
    const done = await registers('setFirm', YINFAN, `input: { name: "银帆箱包有限公司", ${account} }`);
    expect(JSON.stringify(done)).not.toMatch(/1111|2222/);
    const of = 'account { bank number verifiedAt } staff';
    expect(await firmOf('rao-min', YINFAN, of)).toMatchObject({ account: { number: '****2333' }, staff: 900 });
    expect(await firmOf('agent-yinfan', YINFAN, of)).toMatchObject({ account: { number: '6222000011112222333' } });
    // Who administers the register pays nobody.
    expect(await firmOf('guan-shu', YINFAN, of)).toMatchObject({ account: { number: '****2333' } });
  });
});

describe('those who act for a firm', () => {
  it('see, open and do what is their firm’s, and nothing of another one', async () => {
    const id = await asked('ownBrand', 100, TUOMI);
    expect((await caseFor('agent-tuomi', id)).tasks).toContainEqual({ action: 'sign', person: 'agent-tuomi', role: 'firmAgent' });
    expect(await worksFor('agent-tuomi')).toContainEqual({ caseId: id, action: 'sign' });
    expect(await seenBy('agent-tuomi')).toContain(id);
    expect(await caseFor('agent-yinfan', id)).toBeNull();
    expect(await worksFor('agent-yinfan')).not.toContainEqual({ caseId: id, action: 'sign' });
    expect(await seenBy('agent-yinfan')).not.toContain(id);
    expect(await banjie.start('agent-yinfan', 'award', { item: 'ownBrand', year, firm: TUOMI, fen: 1 })).toMatchObject({
      reason: 'kernel.actsForNone',
    });
    expect(await awardAct('agent-tuomi', 'sign', id)).toMatchObject({ __typename: 'ActionDone' });
  });

  it('come and go: work and cases pass to whoever acts for it now, or to its way out', async () => {
    const id = await asked('ownBrand', 100, TUOMI);
    const signing = async () => (await caseFor('weng-bo', id)).tasks.filter(({ action }: Any) => action === 'sign');
    expect(await registers('setFirmAgent', TUOMI, 'person: "bian-lu"')).toMatchObject({
      advice: expect.stringMatching(/firmAgent/),
    });
    await banjie.ask(
      'guan-shu',
      'mutation { giveRole(input: { person: "bian-lu", role: "firmAgent" }, requestId: "bian") { __typename } }',
    );
    await registers('setFirmAgent', TUOMI, 'person: "bian-lu"');
    expect(await signing()).toEqual(['agent-tuomi', 'bian-lu'].map((person) => ({ action: 'sign', person, role: 'firmAgent' })));
    const other = await asked('ownBrand', 100, TUOMI);
    await awardAct('agent-tuomi', 'sign', other);
    await registers('endFirmAgent', TUOMI, 'person: "agent-tuomi"');
    expect(await signing()).toEqual([{ action: 'sign', person: 'bian-lu', role: 'firmAgent' }]);
    // Also where they have acted on it.
    expect([await caseFor('agent-tuomi', id), await caseFor('agent-tuomi', other)]).toEqual([null, null]);
    expect((await seenBy('agent-tuomi')).filter((one) => [id, other].includes(one))).toEqual([]);
    expect(await seenBy('bian-lu')).toEqual(expect.arrayContaining([id, other]));
    await registers('endFirmAgent', TUOMI, 'person: "bian-lu"');
    expect(await signing()).toEqual([{ action: 'sign', person: null, role: 'policyReviewer' }]);
    await expect(awardAct('bian-lu', 'sign', id)).rejects.toThrow(/no case/);
    expect(await registers('setFirmAgent', TUOMI, 'person: "agent-tuomi"')).toMatchObject({ __typename: 'ChangeDone' });
    expect(await signing()).toEqual([{ action: 'sign', person: 'agent-tuomi', role: 'firmAgent' }]);
  });

  it('and its open cases hear of another name and of its end, each once', async () => {
    const key = '91339901MA9X00054P';
    const id = await asked('ownBrand', 100, key);
    const names = async () => (await caseFor('rao-min', id)).history.edges.map(({ node }: Any) => node.__typename);
    await registers('setFirm', key, 'input: { name: "轮际脚轮有限公司" }');
    const last = `register-${requests}`;
    expect(await names()).toEqual(['AwardAskedForEvent', 'SubjectRenamedEvent']);
    const again = `mutation { setFirm(key: "${key}", input: { name: "轮际脚轮有限公司" }, expectedVersion: 0, requestId: "${last}") { ${CHANGED} } }`;
    expect((await banjie.ask('guan-shu', again)).data.setFirm).toMatchObject({ replayed: true });
    await registers('endFirm', key, `state: "dissolved", successor: "${YINFAN}"`);
    // Its agents go with it, and what waited for them waits for others.
    expect(await names()).toEqual(['AwardAskedForEvent', 'SubjectRenamedEvent', 'SubjectEndedEvent']);
    expect((await caseFor('rao-min', id)).tasks).toContainEqual({ action: 'sign', person: null, role: 'policyReviewer' });
    expect(await firmOf('rao-min', key, 'state successor names { name }')).toMatchObject({
      ...{ state: 'dissolved', successor: YINFAN },
      names: [{ name: '轮济脚轮有限公司' }, { name: '轮际脚轮有限公司' }],
    });
    expect((await banjie.ask('ke-zheng', `{ verifyRecord(caseId: "${id}") { intact } }`)).data.verifyRecord).toEqual({
      intact: true,
    });
  });
});

describe('a case that opens many', () => {
  it('opens each of them once, whoever else asks for the next page', async () => {
    const firms = Array.from({ length: 120 }, (_, n) => `many-${String(n).padStart(3, '0')}`);
    const { case: round } = await banjie.start('rao-min', 'awardRound', { firms, without: firms.slice(0, 3) });
    const id = round?.id ?? '';
    await banjie.act('rao-min', 'awardRound.openNext', id, { after: 'many-049' });
    const titles = async (after: string | null): Promise<string[]> => {
      const page = `cases(first: 100, after: ${JSON.stringify(after)}, filter: { process: ["award"] })`;
      const asked = `{ ${page} { edges { node { title } } pageInfo { endCursor hasNextPage } } }`;
      const { edges, pageInfo } = (await banjie.ask('rao-min', asked)).data.cases;
      const found = edges.map(({ node }: Any) => node.title);
      return pageInfo.hasNextPage ? [...found, ...(await titles(pageInfo.endCursor))] : found;
    };
    const opened = async () => (await titles(null)).filter((title) => title.startsWith('many-')).toSorted();
    expect(await banjie.until(opened, (found) => found.length >= firms.length - 3)).toEqual(firms.slice(3));
    const of = 'state ... on AwardRound { facts { opening { opened leftOut done } } }';
    expect((await banjie.ask('rao-min', `{ case(id: "${id}") { ${of} } }`)).data.case).toEqual({
      state: 'opened',
      facts: { opening: { opened: 117, leftOut: 3, done: true } },
    });
  });
});

describe('a budget of a year', () => {
  it('is one for an item and a year, and changed by two people', async () => {
    const id = await budget('ownBrand', 500_000);
    expect(
      await banjie.start('weng-bo', 'budgetYear', { item: 'ownBrand', itemTitle: { en: 'Again', zh: '重复' }, year }),
    ).toMatchObject({ reason: 'budgetKnown' });
    expect(await banjie.start('rao-min', 'budgetYear', { item: 'x', itemTitle: { en: 'X', zh: '甲' }, year })).toMatchObject({
      reason: 'kernel.wrongRole',
    });
    await act('chai-jing', 'increase', id, { fen: 100_000, document: 'Xindai 2026-2' });
    expect(await act('chai-jing', 'approve', id)).toMatchObject({ reason: 'kernel.fourEyes' });
    expect(await act('weng-bo', 'cut', id, { fen: 1, document: 'X' })).toMatchObject({ reason: 'waitsForApproval' });
    expect((await sound('ownBrand')).allocated).toBe(500_000);
    expect(await act('hua-sheng', 'approve', id)).toMatchObject({ __typename: 'ActionDone' });
    expect((await sound('ownBrand')).allocated).toBe(600_000);
    // Fifty million yuan are more than an Int can say.
    await act('chai-jing', 'increase', id, { fen: 5_000_000_000, document: 'Xindai 2026-3' });
    expect(await act('hua-sheng', 'approve', id)).toMatchObject({ __typename: 'ActionDone' });
    const account = (fields: string) =>
      banjie.ask('guan-shu', `{ account(owner: "budget:ownBrand:${year}", asset: money) { ${fields} } }`);
    expect((await account('fen lines(first: 1) { edges { node { fen } } }')).data.account).toEqual({
      fen: 5_000_600_000,
      lines: { edges: [{ node: { fen: 5_000_000_000 } }] },
    });
    expect((await account('balance')).errors?.[0]?.message).toContain('Ask for `fen` instead');
    await act('chai-jing', 'cut', id, { fen: 100, document: 'X' });
    expect(await act('chai-jing', 'reject', id, { reason: 'A slip' })).toMatchObject({ __typename: 'ActionDone' });
    expect(await act('weng-bo', 'approve', id)).toMatchObject({ reason: 'nothingProposed' });
    expect(await banjie.ask('shao-qing', `{ budget(item: "ownBrand", year: ${year}) { free } }`)).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  });

  it('commits no more than there is, of fifty who want some at once, and the sums hold at any moment', async () => {
    await budget('designStudio', 100_000);
    const ids = await Promise.all(Array.from({ length: 50 }, (_, n) => asked('designStudio', 10_000, `firm-${n}`)));
    const watching = Promise.all([0, 1, 2, 3].map(() => sound('designStudio')));
    const answers = await Promise.all(ids.map((id) => awardAct('weng-bo', 'commit', id)));
    await watching;
    const done = ids.filter((_, n) => answers[n]?.__typename === 'ActionDone');
    expect(done).toHaveLength(10);
    expect(new Set(answers.flatMap(({ reason }) => reason ?? []))).toEqual(
      new Set(['budgetShort', 'kernel.balance'].filter((one) => answers.some(({ reason }) => reason === one))),
    );
    expect(await sound('designStudio')).toMatchObject({ free: 0, committed: 100_000 });
    // Those who keep it heard of it.
    const heard = async () =>
      (await banjie.ask('hua-sheng', '{ inbox(first: 20) { edges { node { subject } } } }')).data.inbox.edges.map(
        ({ node }: Any) => node.subject,
      );
    await banjie.until(heard, (subjects) => subjects.some((one: string) => /1000 ‰/.test(one)));
    const [first = '', second = '', third = ''] = done;
    await Promise.all([
      awardAct('xun-lei', 'instruct', first),
      awardAct('xun-lei', 'instruct', second),
      awardAct('weng-bo', 'giveBack', third),
    ]);
    expect(await sound('designStudio')).toMatchObject({ free: 10_000, committed: 70_000, inTransit: 20_000 });
    const twice = await Promise.all([1, 2].map(() => awardAct('xun-lei', 'confirmPayment', first, { payment: `${first}/1` })));
    expect(twice.filter(({ __typename }) => __typename === 'ActionDone')).toHaveLength(1);
    await awardAct('xun-lei', 'bouncePayment', second, { payment: `${second}/1` });
    expect(await sound('designStudio')).toMatchObject({ payable: 10_000, inTransit: 0, spent: 10_000 });
    await awardAct('xun-lei', 'instruct', second);
    await awardAct('xun-lei', 'confirmPayment', second, { payment: `${second}/2` });
    await awardAct('weng-bo', 'recover', first, { fen: 4_000 });
    expect(await sound('designStudio')).toEqual({
      ...{ allocated: 100_000, free: 14_000, committed: 70_000, payable: 0, inTransit: 0, spent: 20_000, recovered: 4_000 },
    });
  });

  it('isn’t cut below what is committed, and says by how much', async () => {
    const id = await budget('fairAbroad', 50_000);
    await committed('fairAbroad', 30_000);
    const refused = await act('chai-jing', 'cut', id, { fen: 25_000, document: 'Xindai 2026-3' });
    expect(refused).toMatchObject({
      reason: 'belowCommitted',
      message: expect.stringMatching(/200\.00 yuan are free.*50\.00 yuan too large/),
    });
    await act('chai-jing', 'cut', id, { fen: 20_000, document: 'Xindai 2026-3' });
    // What is committed between the two of them counts.
    await committed('fairAbroad', 5_000);
    expect(await act('weng-bo', 'approve', id)).toMatchObject({ reason: 'belowCommitted' });
    await act('chai-jing', 'reject', id, { reason: 'Too late' });
    await changed(id, 'cut', { fen: 15_000, document: 'Xindai 2026-4' });
    expect(await sound('fairAbroad')).toMatchObject({ allocated: 35_000, free: 0 });
    expect(await act('chai-jing', 'close', id, { reason: 'Done' })).toMatchObject({ reason: 'stillCommitted' });
  });

  it('takes no new commitment while it is frozen, and payments go on', async () => {
    const id = await budget('rdShare', 50_000);
    const one = await committed('rdShare', 10_000);
    expect(await changed(id, 'freeze', { reason: 'An audit' })).toMatchObject({ state: 'frozen' });
    const other = await asked('rdShare', 10_000);
    expect(await awardAct('weng-bo', 'commit', other)).toMatchObject({ reason: 'frozen' });
    expect(await awardAct('xun-lei', 'instruct', one)).toMatchObject({ case: { state: 'instructed' } });
    expect(await awardAct('xun-lei', 'confirmPayment', one, { payment: `${one}/1` })).toMatchObject({ case: { state: 'paid' } });
    expect(await changed(id, 'thaw', { reason: 'It is over' })).toMatchObject({ state: 'open' });
    expect(await awardAct('weng-bo', 'commit', other)).toMatchObject({ case: { state: 'committed' } });
    expect(await sound('rdShare')).toMatchObject({ committed: 10_000, spent: 10_000, free: 30_000 });
  });

  it('is carried over after its year: what is free lapses, what is committed is paid from it', async () => {
    const id = await budget('liveStore', 50_000);
    const one = await committed('liveStore', 20_000);
    const back = await committed('liveStore', 5_000);
    expect(await act('weng-bo', 'carryOver', id)).toMatchObject({ reason: 'tooEarly' });
    await banjie.pass('100 days');
    expect(await figuresOf('liveStore')).toMatchObject({ state: 'over', allocated: 25_000, free: 0, committed: 25_000 });
    expect(await awardAct('weng-bo', 'commit', await asked('liveStore', 1))).toMatchObject({ reason: 'yearOver' });
    expect(await act('chai-jing', 'thaw', id, { reason: 'Please' })).toMatchObject({ reason: 'yearOver' });
    await awardAct('xun-lei', 'instruct', one);
    await awardAct('xun-lei', 'confirmPayment', one, { payment: `${one}/1` });
    await awardAct('weng-bo', 'giveBack', back);
    expect(await sound('liveStore')).toEqual({
      ...{ allocated: 25_000, free: 5_000, committed: 0, payable: 0, inTransit: 0, spent: 20_000, recovered: 0 },
    });
    expect(await changed(id, 'close', { reason: 'All is paid' })).toMatchObject({ state: 'closed' });
    expect(await sound('liveStore')).toMatchObject({ allocated: 20_000, free: 0 });
    const { data } = await banjie.ask('ke-zheng', `{ verifyRecord(caseId: "${id}") { intact } }`);
    expect(data.verifyRecord).toEqual({ intact: true });
  });
});
