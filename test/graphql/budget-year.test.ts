import { startBanjieForTests, type TestBanjie } from 'banjie/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xindai } from '../../prisma/seed/xindai.ts';
import { budgetYearPackage } from '../../processes/budget-year.ts';
import { awardPackage } from '../processes/budget-year/award/package.ts';

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

let banjie: TestBanjie;
let year: number;
beforeAll(async () => {
  banjie = await startBanjieForTests({ packages: [budgetYearPackage, awardPackage], tenants: [xindai] });
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
    expect(await figuresOf('liveStore')).toMatchObject({ state: 'frozen', allocated: 25_000, free: 0, committed: 25_000 });
    expect(await awardAct('weng-bo', 'commit', await asked('liveStore', 1))).toMatchObject({ reason: 'frozen' });
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
