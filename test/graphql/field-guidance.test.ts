import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../activities/delivery/services.ts';
import { readWithholding } from '../../activities/field-guidance/withholding.ts';
import { tenantRead } from '../../activities/tenant-read.ts';
import { daysAfter } from '../../workflows/kernel/days.ts';
import { timeSkipping } from '../servers/shared.ts';
import { type Academy, openAcademy } from './academy.ts';
import { nextRequest, type Office, openOffice } from './office.ts';
import { FACTS } from './selections.ts';

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

let server: TestWorkflowEnvironment;
let office: Office;
let academy: Academy;
let today: string;
let ahead = 0;
const sent: Message[] = [];
const now = () => Date.now() + ahead;
const inChina = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });
/** The day on the clock that is moved. */
const day = () => inChina.format(now());
beforeAll(async () => {
  server = await timeSkipping();
  ahead = (await server.currentTimeMs()) - Date.now();
  const send = async (message: Message) => void sent.push(message);
  office = await openOffice({ temporalAddress: server.address as string, program: { now, send } });
  academy = openAcademy(office);
  today = inChina.format(now());
});
afterAll(async () => {
  await office?.close();
  await server?.teardown();
});

/** Lets time go by. */
const pass = async (minutes: number) => {
  await server.sleep(minutes * 60_000);
  ahead = (await server.currentTimeMs()) - Date.now();
};
const query = async (person: string, text: string, variables: object = {}): Promise<Any> => {
  const { data, errors } = await office.ask(person, text, variables);
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return Object.values(data)[0];
};
const caseOf = (person: string, id: string): Promise<Any> =>
  query(person, `query ($id: ID!) { case(id: $id) { state tasks { action role person } ${FACTS('fieldGuidance')} } }`, { id });
const factsOf = async (id: string): Promise<Any> => (await caseOf('pei-lan', id)).facts;
const act = (person: string, action: string, id: string, input?: object) =>
  academy.act('fieldGuidance', person, action, id, input);
const start = (person: string, input: object) => academy.start('fieldGuidance', person, { ...spots, ...input });
const reasonOf = (answer: { reason?: string; __typename: string }) => answer.reason ?? answer.__typename;

const spots = { crop: 'loquat', symptom: 'leafSpot', text: '叶片有褐色圆斑，约二十株。' };
const ask = async (person = 'cai-junming', input: object = {}): Promise<string> => {
  const answer = await start(person, input);
  if (!answer.case) throw new Error(JSON.stringify(answer));
  return answer.case.id;
};
const done = async (person: string, action: string, id: string, input?: object) =>
  expect([action, await act(person, action, id, input)]).toMatchObject([action, { __typename: 'ActionDone' }]);
const triaged = async (id: string) => {
  await done('pei-lan', 'triage', id, { way: 'visit' });
  return await factsOf(id);
};
/** Offered until this one accepts. */
const accepted = async (id: string, by: string) => {
  let { offer } = await triaged(id);
  for (; offer && offer.to !== by; { offer } = await factsOf(id)) await done(offer.to, 'decline', id);
  await done(by, 'accept', id);
};
const soon = () => new Date(now() + 3_600_000).toISOString();
const P05 = { lat: 28.5847, lon: 121.3257 };
const visited = async (id: string, by: string, at: object = P05, more: object = {}) => {
  await accepted(id, by);
  await done(by, 'plan', id, { at: soon(), agreed: 'phone' });
  await done(by, 'visit', id, { at, findings: '叶背有霉层。', ...more });
};
const spray = (product: string, more: object = {}) => ({
  diagnosis: '叶斑病',
  measures: [{ text: '喷药一次', day: day(), input: { product } }],
  ...more,
});
const smsTo = (phone: string) => sent.filter((message: Any) => message.channel === 'sms' && message.to === phone);
const subjects = async (person: string): Promise<readonly string[]> =>
  (await query(person, '{ inbox(first: 50) { edges { node { subject } } } }')).edges.map(({ node }: Any) => node.subject);

describe('a grower’s question', () => {
  it('for somebody old is asked by the clerk with their consent, and never without', async () => {
    const refused = await start('du-fang', { grower: 'mou-xiulan' });
    expect(refused).toMatchObject({ __typename: 'InvalidInput', issues: [{ path: ['input', 'consent'] }] });
    const id = await ask('du-fang', { grower: 'mou-xiulan', consent: 'spoken' });
    expect((await caseOf('du-fang', id)).facts).toMatchObject({
      grower: 'mou-xiulan',
      asker: { id: 'du-fang' },
      plot: 'P01',
      village: { id: 'xiaotong' },
    });
    expect(reasonOf(await start('cai-junming', { plot: 'P06' }))).toBe('InvalidInput');
    await done('du-fang', 'withdraw', id);
  });

  it('passes on to the next expert without a penalty, however often somebody declines', async () => {
    const id = await ask('cai-junming', { symptom: 'chlorosis' });
    const first = await triaged(id);
    const { to } = first.offer;
    expect(reasonOf(await act('wen-da', 'accept', id).catch(() => ({ __typename: 'NotFound' })))).not.toBe('ActionDone');
    await done(to, 'decline', id);
    const second = await factsOf(id);
    expect(second.offer.to).not.toBe(to);
    expect(second.tried).toMatchObject([{ person: to, how: 'declined' }]);
    // Who didn't answer, too, is passed by when the day is over.
    await pass(25 * 60);
    const third = await factsOf(id);
    expect(third.tried).toMatchObject([{ how: 'declined' }, { person: second.offer.to, how: 'timedOut' }]);
    // The same expert is the first to be asked again.
    const other = await ask('luo-min', { symptom: 'chlorosis' });
    expect((await triaged(other)).offer.to).toBe(to);
    await done('luo-min', 'withdraw', other);
    await done('cai-junming', 'withdraw', id);
  });
});

describe('an expert', () => {
  it('enters a visit on the plot alone, after a time was agreed on, and gets an allowance up to the most of a month', async () => {
    const id = await ask();
    await accepted(id, 'tang-he');
    const visit = { at: P05, findings: '叶斑。' };
    expect(reasonOf(await act('tang-he', 'visit', id, visit))).toBe('notAgreed');
    await done('tang-he', 'plan', id, { at: soon(), agreed: 'phone' });
    expect(reasonOf(await act('tang-he', 'visit', id, { ...visit, at: { lat: 28.58, lon: 121.36 } }))).toBe('notOnSpot');
    expect(reasonOf(await act('cai-junming', 'followUp', id, { day: day(), done: 'all' }))).toBe('kernel.wrongState');
    await done('tang-he', 'visit', id, visit);
    const payable = () => office.sql(`SELECT balance::int FROM accounts WHERE owner = 'payable:tang-he'`);
    expect(await payable()).toEqual([{ balance: 10_000 }]);
    // A second visit in a month whose allowance is used up is refused one, and entered without.
    await done('cai-junming', 'revisit', id, { reason: '又发生了。' });
    await done('tang-he', 'plan', id, { at: soon(), agreed: 'spot' });
    const limited = { process: 'fieldGuidance', name: 'allowanceMonthFen', value: 15_000, validFrom: today };
    expect(
      await query('mei-xue', `mutation ($input: LimitInput!) { setLimit(input: $input, requestId: "month") { __typename } }`, {
        input: limited,
      }),
    ).toMatchObject({ __typename: 'ChangeDone' });
    expect(reasonOf(await act('tang-he', 'visit', id, visit))).toBe('kernel.cap');
    await done('tang-he', 'visit', id, { ...visit, withoutAllowance: true });
    expect(await payable()).toEqual([{ balance: 10_000 }]);
    await done('tang-he', 'close', id, { effect: 4 });
  });

  it('with a stake in a product doesn’t advise it, nor one that isn’t registered for the crop', async () => {
    const id = await ask();
    await visited(id, 'mao-jian');
    expect(reasonOf(await act('mao-jian', 'advise', id, spray('spotAway')))).toBe('sellsIt');
    expect(reasonOf(await act('mao-jian', 'advise', id, spray('aphidSoap')))).toBe('unregistered');
    expect(reasonOf(await act('mao-jian', 'advise', id, spray('leafGuard', { harvestNotBefore: daysAfter(day(), 6) })))).toBe(
      'harvestTooEarly',
    );
    await done('mao-jian', 'advise', id, spray('leafGuard'));
    await done('cai-junming', 'understood', id, { how: 'read' });
    await done('cai-junming', 'followUp', id, { day: day(), done: 'none' });
    await done('cai-junming', 'close', id);
  });

  it('who is related to the co-operative isn’t asked, and does nothing on its cases', async () => {
    const value = { person: 'tang-he', kind: 'coop', other: 'coop-a' };
    const set = async (retired: boolean, expectedVersion?: number) =>
      expect(
        await query(
          'mei-xue',
          `mutation ($input: TableRowInput!, $requestId: ID!, $expectedVersion: Int) {
             setTableRow(input: $input, requestId: $requestId, expectedVersion: $expectedVersion) { __typename ... on InvalidInput { message } } }`,
          {
            requestId: nextRequest(),
            expectedVersion,
            input: { table: 'conflicts', key: 'tang-he/coop-a', validFrom: today, value, retired },
          },
        ),
      ).toMatchObject({ __typename: 'ChangeDone' });
    await set(false);
    const id = await ask();
    const { offer } = await triaged(id);
    expect(offer.to).not.toBe('tang-he');
    expect(reasonOf(await act('pei-lan', 'appoint', id, { expert: 'tang-he', agreed: 'phone' }))).toBe('concerned');
    await set(true, 1);
    await done('pei-lan', 'appoint', id, { expert: 'tang-he', agreed: 'phone' });
    expect((await caseOf('pei-lan', id)).tasks).toMatchObject([{ action: 'plan', person: 'tang-he' }]);
    // Once the relation begins, what waited for them waits for the secretary.
    await set(false, 2);
    expect((await caseOf('pei-lan', id)).tasks).toMatchObject([{ action: 'appoint', role: 'guidanceSecretary' }]);
    expect(reasonOf(await act('tang-he', 'plan', id, { at: soon(), agreed: 'phone' }))).toBe('kernel.ownMatter');
    await done('cai-junming', 'withdraw', id);
    await set(true, 3);
  });
});

describe('advice', () => {
  it('holds the harvest of a plot back, is heard read, reviewed by somebody else and kept for the next who asks', async () => {
    const id = await ask('du-fang', { grower: 'mou-xiulan', consent: 'spoken', symptom: 'aphids' });
    await visited(id, 'he-qing', { lat: 28.58, lon: 121.32 });
    await done('he-qing', 'advise', id, spray('leafGuard'));
    const until = daysAfter(day(), 7);
    const held = (day: string, grower = 'mou-xiulan', plot?: string) =>
      readWithholding(tenantRead(office.program.services.pool, 'tongyu'), { grower, plot, day });
    expect(await held(daysAfter(day(), 6))).toEqual({ caseId: id, until });
    expect(await held(daysAfter(day(), 6), 'mou-xiulan', 'P01')).toEqual({ caseId: id, until });
    expect(await held(daysAfter(day(), 6), 'mou-xiulan', 'P02')).toBeUndefined();
    expect(await held(daysAfter(day(), 6), 'ruan-fugen')).toBeUndefined();
    expect(await held(until)).toBeUndefined();
    // What is said by telephone is short enough to be read out, and those who would fetch the fruit hear of it.
    await expect.poll(() => smsTo('10000010012').map(({ body }) => [...body].length <= 200)).toContain(true);
    expect(await subjects('yu-bo')).toContain(`No harvest of plot P01 before ${until}`);
    expect(reasonOf(await act('du-fang', 'understood', id, { how: 'read' }))).toBe('heardOnly');
    await done('du-fang', 'understood', id, { how: 'heard' });
    const sound = { sound: true, question: '枇杷蚜虫怎么防治？' };
    expect(reasonOf(await act('he-qing', 'reviewAdvice', id, sound))).toBe('kernel.fourEyes');
    expect(reasonOf(await act('pei-lan', 'reviewAdvice', id, { ...sound, answer: '找杜芳。' }))).toBe('personalData');
    // Who advised sees before they try that somebody else reviews it.
    const { nextActions } = await query('he-qing', `query ($id: ID!) { case(id: $id) { nextActions { name allowed code } } }`, {
      id,
    });
    expect(nextActions).toContainEqual({ name: 'reviewAdvice', allowed: false, code: 'kernel.fourEyes' });
    await done('pei-lan', 'reviewAdvice', id, sound);
    const { edges } = await query(
      'ruan-fugen',
      '{ knowledge(search: "蚜虫") { edges { node { question answer sourceCase } } } }',
    );
    expect(edges).toMatchObject([
      { node: { question: sound.question, answer: expect.stringContaining('叶护'), sourceCase: id } },
    ]);
    // A product that was used later than advised, holds it back for longer.
    await done('du-fang', 'followUp', id, { day: day(), done: 'all', effect: 4, gradeSample: { units: 50, premium: 37 } });
    await done('du-fang', 'close', id);
    // Whoever books a pickup of that plot is told the day.
    const book = (day: string) =>
      academy.start('producePickup', 'mou-xiulan', {
        day,
        slot: 'dawn530',
        product: 'strawberry',
        pickPoint: { lat: 28.58, lon: 121.32 },
        parcels: [
          {
            planned: 2500,
            units: 6,
            recipient: { name: '林女士', phone: '10000990001', address: '杭州市西湖区1号', region: 'hangzhou' },
          },
        ],
        payer: 'sender',
      });
    expect(await book(daysAfter(day(), 6))).toMatchObject({ reason: 'withholding', message: expect.stringContaining(until) });
    expect(reasonOf(await book(until))).not.toBe('withholding');
    expect(await held(daysAfter(day(), 6))).toEqual({ caseId: id, until });
    const [all] = await query(
      'pei-lan',
      `query ($from: DateTime!, $before: DateTime!) { fieldGuidanceReport(from: $from, before: $before, by: ALL) {
         visited doneAll doneNone doneShare meanEffect units premium premiumShare } }`,
      { from: new Date(now() - 30 * 86_400_000).toISOString(), before: new Date(now() + 60_000).toISOString() },
    );
    expect(all).toMatchObject({ visited: 3, doneAll: 1, doneNone: 1, doneShare: 0.5, meanEffect: 4, premiumShare: 0.74 });
  });
});

describe('what isn’t for an expert', () => {
  it('goes to the desk where it can be answered from afar, and comes back for a visit', async () => {
    const spot = await ask('ying-hong', { symptom: 'leafSpot' });
    expect(reasonOf(await act('pei-lan', 'triage', spot, { way: 'remote' }))).toBe('needsVisit');
    await done('ying-hong', 'withdraw', spot);
    const id = await ask('ying-hong', { symptom: 'sunburn', text: '果面日灼，怎么办？' });
    await done('pei-lan', 'triage', id, { way: 'remote' });
    const question = async (): Promise<Any> =>
      (
        await query(
          'ying-hong',
          `{ cases(filter: { process: ["deskQuestion"] }) { edges { node { id state ${FACTS('deskQuestion')} links { kind to } } } } }`,
        )
      ).edges[0]?.node;
    await expect.poll(question, { timeout: 10_000 }).toMatchObject({
      state: 'open',
      facts: { asker: { id: 'ying-hong' }, site: { id: 'coop-b' }, offered: [{ id: 'tang-he' }] },
    });
    const { id: asked } = await question();
    await academy.act('deskQuestion', 'tang-he', 'claim', asked);
    await academy.act('deskQuestion', 'tang-he', 'answer', asked, { text: '套袋，遮阳。' });
    expect(await academy.act('deskQuestion', 'ying-hong', 'rate', asked, { stars: 4 })).toMatchObject({
      __typename: 'ActionDone',
    });
    await done('ying-hong', 'askVisit', id, { reason: '套袋后仍发生。' });
    expect((await caseOf('ying-hong', id)).state).toBe('asked');
    await done('ying-hong', 'withdraw', id);
  });

  it('is told to those it is handed over to within a minute, on a Sunday, too', async () => {
    const zone = 'Asia/Shanghai';
    const weekday = () => new Intl.DateTimeFormat('en', { timeZone: zone, weekday: 'short' }).format(now());
    while (weekday() !== 'Sun') await pass(6 * 60);
    const id = await ask('jin-bo', { crop: 'citrus', symptom: 'citrusGreening', text: '叶片斑驳黄化。' });
    expect(reasonOf(await act('pei-lan', 'triage', id, { way: 'visit' }))).toBe('mustHandOver');
    const before = sent.length;
    await done('pei-lan', 'triage', id, { way: 'handOver' });
    const handed = performance.now();
    await expect
      .poll(() => sent.slice(before).map(({ caseId, channel, subject }) => ({ caseId, channel, subject })), { timeout: 20_000 })
      .toContainEqual({ caseId: id, channel: 'sms', subject: expect.stringContaining('请立即处置') });
    expect(performance.now() - handed).toBeLessThan(60_000);
    expect(reasonOf(await act('luo-jun', 'takeUp', id, { done: '已封控。' }).catch(() => ({ __typename: 'NotFound' })))).not.toBe(
      'ActionDone',
    );
    await done('xu-tian', 'takeUp', id, { done: '已取样封控。' });
  });
});

describe('like cases', () => {
  it('are told once, at the fifth, however many are asked at once', async () => {
    const growers = ['mou-xiulan', 'ruan-fugen', 'guan-dexing', 'lin-yuzhen', 'cai-junming', 'luo-min'];
    const [first = '', ...rest] = growers;
    const outbreaks = async () => (await subjects('pei-lan')).filter((one) => one.includes('like cases'));
    const oldest = await ask(first, { symptom: 'scale' });
    for (const grower of rest.slice(0, 3)) await ask(grower, { symptom: 'scale' });
    // Two farther away, who don't count.
    await Promise.all(['ying-hong', 'jin-bo'].map((grower) => ask(grower, { symptom: 'scale' })));
    const noted = async () =>
      (await office.sql(`SELECT 1 FROM events WHERE case_id = $1 AND name = 'LikeCaseNoted'`, [oldest])).length;
    await expect.poll(noted, { timeout: 10_000 }).toBe(3);
    expect(await outbreaks()).toEqual([]);
    const crowd = Array.from({ length: 44 }, (_, n) => growers[n % growers.length] ?? first);
    await Promise.all([...rest.slice(3), ...crowd].map((grower) => ask(grower, { symptom: 'scale' })));
    await expect.poll(noted, { timeout: 20_000 }).toBe(49);
    await expect.poll(outbreaks).toHaveLength(1);
    expect(await subjects('xu-tian')).toEqual(expect.arrayContaining([expect.stringMatching(/like cases within 7 days/)]));
  });
});

describe('where a plot lies', () => {
  it('is hidden from other growers, and from experts who don’t come', async () => {
    const id = await ask('shen-qi');
    const { offer } = await triaged(id);
    expect((await caseOf('shen-qi', id)).facts.place).toMatchObject({ lat: 28.5412 });
    expect((await caseOf(offer.to, id)).facts.place).toBeNull();
    expect(await caseOf('jin-bo', id)).toBeNull();
    const { edges } = await query(
      'jin-bo',
      '{ cases(filter: { process: ["fieldGuidance"] }, first: 50) { edges { node { id } } } }',
    );
    expect(edges.map(({ node }: Any) => node.id)).not.toContain(id);
    // An expert reads no plot but those to which they come; whoever can't ask hears that before all else.
    const rows = await office.ask('su-lin', '{ tableRows(table: "plots", first: 1) { edges { node { value } } } }');
    expect(rows.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(reasonOf(await academy.start('fieldGuidance', 'su-lin', { crop: 'loquat', symptom: 'scale', text: '?' }))).toBe(
      'kernel.wrongRole',
    );
    const { errors } = await office.ask('jin-bo', '{ table(name: "plots") { key value } }');
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    await done(offer.to, 'accept', id);
    expect((await caseOf(offer.to, id)).facts.place).toMatchObject({ lat: 28.5412 });
  });
});

it('every case of these is on record as it went', async () => {
  const cases = await office.sql<{ id: string }>(`SELECT id FROM cases WHERE process = 'fieldGuidance' ORDER BY id LIMIT 12`);
  for (const { id } of cases) {
    const verdict = await query('jiang-tao', `query ($id: ID!) { verifyRecord(caseId: $id) { intact why } }`, { id });
    expect([id, verdict]).toEqual([id, { intact: true, why: null }]);
  }
});
