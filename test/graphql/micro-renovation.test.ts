import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fushan } from '../../prisma/seed/fushan.ts';
import { budgetYearPackage } from '../../processes/budget-year.ts';
import { coordinationMeetingPackage } from '../../processes/coordination-meeting.ts';
import { microRenovationPackage } from '../../processes/micro-renovation.ts';
import { publicNoticePackage } from '../../processes/public-notice.ts';
import type { TestBanjie } from '../../testing/test-banjie.ts';
import { startOnSharedPostgres } from '../servers/whole-banjie.ts';

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

const LEAD = 'lai-jing';
const DAY = 86_400_000;
const ZONE = 8 * 3_600_000;
const FIRM = '91339901MA9X00417K';
const WORKS = [
  { work: 'roofTile', quantity: 10_000, kind: 'repair' },
  { work: 'drain', quantity: 1_000, kind: 'replace' },
  { work: 'cableDuct', quantity: 1_000, kind: 'replace' },
  { work: 'laneSlab', quantity: 1_000, kind: 'replace' },
  { work: 'latticeWindow', quantity: 100, door: '6-1', kind: 'replace' },
  { work: 'latticeWindow', quantity: 200, door: '6-14', kind: 'replace' },
];
const agentOf: Readonly<Record<string, string>> = {
  ...{ '6-1': 'meng-ashui', '6-2': 'cao-yulan', '6-3': 'pan-wen', '6-4': 'dai-baogen', '6-5': 'qiu-shan' },
  ...{ '6-8': 'shi-yue', '6-9': 'ju-fang', '6-14': 'wu-laoda' },
};

let banjie: TestBanjie;
beforeAll(async () => {
  banjie = await startOnSharedPostgres({
    packages: [microRenovationPackage, publicNoticePackage, budgetYearPackage, coordinationMeetingPackage],
    tenants: [fushan],
  });
});
afterAll(() => banjie?.close());

const dayOn = (days: number): string => new Date(banjie.now() + ZONE + days * DAY).toISOString().slice(0, 10);
const act = (person: string | null, action: string, id: string, input: object = {}) =>
  banjie.act(person, action.includes('.') ? (action as `${string}.${string}`) : `microRenovation.${action}`, id, input);
const done = async (person: string, action: string, id: string, input: object = {}): Promise<Any> => {
  const answer = await act(person, action, id, input);
  expect([action, answer.issues ?? answer.reason ?? answer.__typename]).toEqual([action, 'ActionDone']);
  return answer.case;
};
const factsOf = async (id: string, of: string, person = LEAD): Promise<Any> =>
  (await banjie.ask(person, `{ case(id: "${id}") { state ... on MicroRenovation { facts { ${of} } } } }`)).data?.case?.facts;
const stateOf = async (id: string): Promise<string> =>
  (await banjie.ask(LEAD, `{ case(id: "${id}") { state } }`)).data.case.state;
const inState = (id: string, state: string) =>
  banjie.until(
    () => stateOf(id),
    (now) => now === state,
  );
/** Waits until so many notices of the case are public; then their time runs. */
const noticesOf = (id: string, count: number) =>
  banjie.until(
    async () => (await banjie.ask(LEAD, `{ case(id: "${id}") { linkedFrom { kind } } }`)).data.case.linkedFrom,
    (links: Any) => links.filter(({ kind }: Any) => kind === 'noticeOf').length >= count,
  );
const vote = (door: string, choice: string) => ({ door, choices: [{ matter: 'plan', choice }] });
const balance = async (owner: string): Promise<number> =>
  (await banjie.ask('qiu-ming', `{ account(owner: "${owner}", asset: money) { balance } }`)).data.account?.balance ?? 0;

/** What residents have paid is spent for them, was given back, or is still there. */
const balanced = async (id: string): Promise<void> => {
  const { dues, refunded, payables } = await factsOf(id, 'dues { door paid } refunded payables { key fen to }');
  const paid = dues.reduce((sum: number, due: Any) => sum + due.paid, 0) + refunded;
  const refunds = payables.filter(({ key }: Any) => key.startsWith('refund/'));
  const held = [`escrow:${id}`, `payable:dues:${FIRM}`, `retained:${id}`, 'scheme:duesSpent', 'scheme:duesRefunded'];
  const accounts = [...held, ...refunds.map(({ key }: Any) => `payable:${id}/${key.slice('refund/'.length)}`)];
  const all = await Promise.all(accounts.map(balance));
  expect(all.reduce((sum, one) => sum + one, 0)).toBe(paid);
};

const begun = async (): Promise<string> => {
  const answer = await banjie.start(LEAD, 'microRenovation', { project: 'xueshifang', unit: 'xueshifang-6' });
  expect(answer).toMatchObject({ __typename: 'ActionDone' });
  return answer.case?.id ?? '';
};
let id = '';

describe('a unit of the old town', () => {
  it('is renovated by one case at a time', async () => {
    id = await begun();
    expect(await banjie.start(LEAD, 'microRenovation', { project: 'xueshifang', unit: 'xueshifang-6' })).toMatchObject({
      reason: 'kernel.held',
    });
    expect((await banjie.start(LEAD, 'microRenovation', { project: 'xueshifang', unit: 'xueshifang-5' })).issues).toMatchObject([
      { path: ['input', 'unit'] },
    ]);
    const { homes } = await factsOf(id, 'homes { door area }');
    expect([homes.length, homes.reduce((sum: number, { area }: Any) => sum + area, 0)]).toEqual([14, 64_250]);
  });

  it('is visited, planned and reviewed, and its plan is public before a vote', async () => {
    await Promise.all(
      Array.from({ length: 14 }, (_, n) =>
        done('xing-yun', 'survey', id, { door: `6-${n + 1}`, wishes: '不漏雨', condition: '漏雨', needsCare: n === 13 }),
      ),
    );
    expect(await factsOf(id, 'care surveys { door }', 'cao-yulan')).toEqual({ care: null, surveys: [{ door: '6-2' }] });
    await done(LEAD, 'draft', id, { works: WORKS });
    await done('gu-heng', 'review', id, { body: 'heritage', approves: true, followsGuide: true, words: '同意' });
    await done('dou-ming', 'review', id, { body: 'fire', approves: true, words: '同意' });
    expect((await done('mo-qi', 'review', id, { body: 'utilities', approves: true, words: '同意' })).state).toBe('reviewed');
    await done(LEAD, 'publish', id);
    await done('cao-yulan', 'opine', id, { text: '瓦要旧的' });
    await done(LEAD, 'answerOpinion', id, { opinion: 1, answer: '用旧瓦' });
    await done(LEAD, 'noteAssembly', id, { minutes: '居民议事' });
    expect(await act(LEAD, 'openVote', id, { matters: ['plan'], by: 'area' })).toMatchObject({ reason: 'notPublic' });
    await noticesOf(id, 1);
    await banjie.pass('20 days');
    await banjie.until(
      () => factsOf(id, 'notice { state }'),
      ({ notice }) => notice.state === 'passed',
    );
  });

  it('is voted on by a frozen register; fifty votes of one home in a second are fifty events, and the last counts', async () => {
    expect(await act(LEAD, 'openVote', id, { matters: ['plan'], by: 'area', from: dayOn(0), to: dayOn(2) })).toMatchObject({
      reason: 'voteLength',
    });
    await done(LEAD, 'openVote', id, { matters: ['plan'], by: 'area', from: dayOn(1), to: dayOn(11) });
    expect(await act('meng-ashui', 'vote', id, vote('6-1', 'yes'))).toMatchObject({ reason: 'notOpenYet' });
    await banjie.pass('1 days');
    const race = await Promise.all(
      Array.from({ length: 50 }, (_, n) => act('meng-ashui', 'vote', id, vote('6-1', n % 2 === 0 ? 'yes' : 'no'))),
    );
    expect(race.map(({ __typename }) => __typename)).toEqual(Array.from({ length: 50 }, () => 'ActionDone'));
    await done('meng-ashui', 'vote', id, vote('6-1', 'yes'));
    for (const door of ['6-2', '6-4', '6-5', '6-9']) await done(agentOf[door] as string, 'vote', id, vote(door, 'yes'));
    await done('luo-cuihua', 'hearTenant', id, { door: '6-9', agrees: false, words: '住哪里' });
    // Sealed: nobody but whoever voted reads a vote before the close.
    const given = async (person: string) => (await factsOf(id, 'ballot { votes { given { of } } }', person))?.ballot?.votes.given;
    expect(await given('meng-ashui')).toEqual([{ of: 'xs-a' }]);
    expect(await given('cao-yulan')).toEqual([{ of: 'xs-b' }]);
    expect((await given(LEAD)) ?? []).toEqual([]);
  });

  it('is voted on once more for ten days where five of nine take part, and then carries', async () => {
    await banjie.pass('12 days');
    await banjie.until(
      () => factsOf(id, 'vote { to ending }'),
      ({ vote: { to } }) => Date.parse(to) > banjie.now(),
    );
    await done('wu-laoda', 'vote', id, vote('6-14', 'no'));
    await banjie.pass('25 days');
    const { vote: voted, result } = await banjie.until(
      () => factsOf(id, 'vote { ending } result { extensions matters { took { persons weight } yes { persons weight } } }'),
      (found) => found.vote.ending !== null,
    );
    expect([voted.ending, result.extensions]).toEqual(['carried', 1]);
    expect(result.matters).toEqual([{ took: { persons: 6, weight: 52_200 }, yes: { persons: 5, weight: 48_200 } }]);
    expect(await act('wu-laoda', 'vote', id, vote('6-14', 'yes'))).toMatchObject({ reason: 'closed' });
    expect(await stateOf(id)).toBe('voting');
    expect((await done('jiang-lan', 'agree', id, { agrees: true, reason: '周转房已落实' })).state).toBe('agreed');
  });
});

describe('its costs', () => {
  it('are shared to the fen, without works inside a home whose household didn’t sign', async () => {
    await done('meng-ashui', 'signPrivate', id, { door: '6-1', signs: true });
    expect(await act(LEAD, 'share', id)).toMatchObject({ reason: 'signaturesOpen' });
    await done('wu-laoda', 'signPrivate', id, { door: '6-14', signs: false });
    await done(LEAD, 'share', id);
    const { shares, dues } = await factsOf(id, 'shares { leftOut cost subsidy residents } dues { door fen }');
    expect(shares.leftOut).toEqual([6]);
    expect(dues.reduce((sum: number, { fen }: Any) => sum + fen, 0)).toBe(shares.residents);
    expect(shares.cost - shares.subsidy).toBe(shares.residents);
    await done('pu-suan', 'checkShares', id, { agrees: true });
    // Neighbours read their own dues alone.
    expect((await factsOf(id, 'dues { door }', 'cao-yulan')).dues).toEqual([{ door: '6-2' }]);
    await noticesOf(id, 2);
    await banjie.pass('15 days');
    await banjie.until(
      () => factsOf(id, 'notice { of state }'),
      ({ notice }) => notice.of === 'shares' && notice.state === 'passed',
    );
  });

  it('bind nobody while a condition of a meeting is open; the contract is made when it is dropped', async () => {
    await done(LEAD, 'procure', id, { firm: FIRM, procurement: 'CG-1' });
    const at = new Date(banjie.now() + 3 * DAY).toISOString();
    const gap = { matter: '管线间距', where: '学士坊6号巷口', units: ['gas-station'], agenda: ['间距0.35米'] };
    await done(LEAD, 'callMeeting', id, { ...gap, at, blocking: true });
    const meetings = () => factsOf(id, 'meetings { meeting items { state } }');
    const found = await banjie.until(meetings, (facts) => facts.meetings[0].meeting !== null);
    const { meeting } = found.meetings[0];
    await banjie.pass(`${3 * 24 * 60 + 1} minutes`);
    for (const person of ['mao-yi', 'tang-bin']) await done(person, 'coordinationMeeting.checkIn', meeting);
    await done('mao-yi', 'coordinationMeeting.begin', meeting);
    const item = { text: '提交沟槽方案', owner: 'gas-station', due: dayOn(20), blocking: true };
    await done('mao-yi', 'coordinationMeeting.resolve', meeting, item);
    const contract = () => act(LEAD, 'contract', id, { number: 'HT-1', until: dayOn(120) });
    expect(await contract()).toMatchObject({ reason: 'blockedBy', message: expect.stringContaining('提交沟槽方案') });
    await done('mao-yi', 'coordinationMeeting.drop', meeting, { item: 1, reason: '改走明管' });
    await done('jiang-lan', 'coordinationMeeting.decideDrop', meeting, { item: 1, agreed: true });
    expect(await contract()).toMatchObject({ reason: 'permitMissing' });
  });

  it('are paid into escrow before a contract, which waits for its permits and its budget', async () => {
    const contract = {
      number: 'HT-1',
      until: dayOn(120),
      permits: [
        { kind: 'heritage', number: 'W-1' },
        { kind: 'road', number: 'Z-1' },
      ],
    };
    expect(await act(LEAD, 'contract', id, { ...contract, permits: [] })).toMatchObject({ reason: 'permitMissing' });
    expect(await act(LEAD, 'contract', id, contract)).toMatchObject({ reason: 'duesShort' });
    for (const { door, fen } of (await factsOf(id, 'dues { door fen }')).dues)
      if (fen > 0) await done('bian-jin', 'payDues', id, { door, fen, receipt: 'R' });
    await balanced(id);
    expect(await act(LEAD, 'contract', id, contract)).toMatchObject({ reason: 'budgetShort' });
    const year = Number(dayOn(0).slice(0, 4));
    const opened = await banjie.start('chu-cai', 'budgetYear', {
      ...{ item: 'renovation', itemTitle: { en: 'Renovation', zh: '微改造' }, year },
    });
    const budget = opened.case?.id ?? '';
    await done('chu-cai', 'budgetYear.allocate', budget, { fen: 50_000_000, document: '府财1号' });
    await done('kuai-ming', 'budgetYear.approve', budget);
    expect((await done(LEAD, 'contract', id, contract)).state).toBe('works');
    const { committed, shares } = await factsOf(id, 'committed shares { subsidy }');
    expect([committed, await balance(`committed:${id}`)]).toEqual([shares.subsidy, shares.subsidy]);
  });
});

describe('the works', () => {
  it('go in their order, and are accepted with a household present', async () => {
    expect(await act('cen-hao', 'startLot', id, { lot: 'lane' })).toMatchObject({ reason: 'outOfOrder' });
    for (const lot of ['roof', 'drains', 'cables', 'lane', 'inside']) {
      await done('cen-hao', 'startLot', id, { lot });
      await done('cen-hao', 'doneLot', id, { lot });
    }
    const found = { householdAgrees: true, heritage: true };
    expect(await act('jian-zhi', 'inspect', id, found)).toMatchObject({ reason: 'noHousehold' });
    expect((await done('jian-zhi', 'inspect', id, { ...found, door: '6-14' })).state).toBe('settling');
  });

  it('are settled by what was done: residents have back what it cost less, and the budget, too', async () => {
    const finals = [{ no: 1, quantity: 9_690 }];
    await done('cen-hao', 'settle', id, { finals });
    expect((await done('pu-suan', 'audit', id, { finals })).state).toBe('defects');
    const { refunded, payables, settlement } = await factsOf(
      id,
      'refunded payables { key fen } settlement { cost government residents retention }',
    );
    expect(refunded).toBe(35_340);
    const refunds = payables.filter(({ key }: Any) => key.startsWith('refund/'));
    expect(refunds.reduce((sum: number, { fen }: Any) => sum + fen, 0)).toBe(refunded);
    expect(settlement.government + settlement.residents).toBe(settlement.cost);
    await balanced(id);
    const year = Number(dayOn(0).slice(0, 4));
    const figures = (
      await banjie.ask(
        'chu-cai',
        `{ budget(item: "renovation", year: ${year}) { allocated free committed payable inTransit spent } }`,
      )
    ).data.budget;
    expect(figures).toMatchObject({ committed: 0, payable: settlement.government, inTransit: 0, spent: 0 });
    expect(figures.free + figures.payable).toBe(figures.allocated);
  });

  it('are paid sum by sum, once each; what was kept back is released a year later, and the case is closed', async () => {
    const pay = async (...keys: readonly string[]) => {
      const { length } = (await factsOf(id, 'payments { id }')).payments;
      for (const key of keys) await done('bian-jin', 'instruct', id, { payable: key });
      await banjie.pass('1 minutes');
      for (const n of keys.keys()) await done('bian-jin', 'confirmPayment', id, { payment: `${id}/${length + n + 1}` });
    };
    await pay(...(await factsOf(id, 'payables { key }')).payables.map(({ key }: Any) => key));
    await balanced(id);
    expect(await act('bian-jin', 'instruct', id, { payable: 'contractor' })).toMatchObject({ reason: 'paidAlready' });
    await done('cao-yulan', 'reportDefect', id, { door: '6-2', lot: 'roof', text: '漏雨' });
    await done('cen-hao', 'answerDefect', id, { n: 1, answer: '明日修' });
    await banjie.pass('4 days');
    await done(LEAD, 'repairFromRetention', id, { n: 1, fen: 10_000, firm: '某修缮队' });
    await pay('repair-1');
    await banjie.pass('366 days');
    await banjie.until(
      () => factsOf(id, 'defectsOver'),
      ({ defectsOver }) => defectsOver,
    );
    await done('cen-hao', 'askRelease', id);
    await done(LEAD, 'release', id);
    await pay('retention');
    await inState(id, 'closed');
    expect(await balance(`payable:retained:${id}`)).toBe(0);
    // Three years on.
    await banjie.pass('1000 days');
    expect(await act('cao-yulan', 'reportDefect', id, { door: '6-2', lot: 'lane', text: '松动' })).toMatchObject({
      reason: 'warrantyOver',
    });
    expect((await done('cao-yulan', 'reportDefect', id, { door: '6-2', lot: 'roof', text: '漏雨' })).state).toBe('defects');
  });

  it('stand in the figures as they were, and the record holds together', async () => {
    const { shares, settlement } = await factsOf(id, 'shares { cost } settlement { cost government residents }');
    const span = `from: "${new Date(banjie.now() - 3000 * DAY).toISOString()}", before: "${new Date(banjie.now()).toISOString()}"`;
    const { data } = await banjie.ask(
      LEAD,
      `{ renovationReport(${span}) { unit rounds participation participationByArea consent consentByArea cost subsidy subsidyPerHome
          paid reliefs variations defects } }`,
    );
    expect(data.renovationReport).toEqual([
      {
        ...{
          unit: 'xueshifang-6',
          rounds: 1,
          participation: 0.6667,
          participationByArea: 0.8125,
          consent: 0.8333,
          consentByArea: 0.9234,
        },
        ...{ cost: settlement.cost, subsidy: settlement.government, subsidyPerHome: Math.round(settlement.government / 14) },
        ...{ paid: settlement.residents, reliefs: 0, variations: 0, defects: 2 },
      },
    ]);
    expect(settlement.cost).toBe(shares.cost - 117_800);
    const verified = await banjie.ask('qiu-ming', `{ verifyRecord(caseId: "${id}") { intact } }`);
    expect(verified.data.verifyRecord).toEqual({ intact: true });
  });
});
