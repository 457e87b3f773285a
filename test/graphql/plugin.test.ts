import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hallBookingPackage } from '../../examples/hall-booking/package.ts';
import { errandPackage } from '../kernel/errand/package.ts';
import { changeOf } from './administrator.ts';
import { actOn, aPhoto } from './case-acts.ts';
import { listen } from './listening.ts';
import { nextRequest, type Office, openOffice, RESULT, rubbish } from './office.ts';

/** The street with a process of somebody else's mounted beside those that Banjie ships. */
let office: Office;
beforeAll(async () => {
  office = await openOffice({ packages: [hallBookingPackage, errandPackage] });
  for (const person of ['bai-xue', 'yan-zheng', 'qiu-ming'])
    await changeOf(office, 'giveRole', { input: { person, role: 'warden' } });
});
afterAll(() => office?.close());

const mutate = async (person: string, name: string, args: string, more = RESULT) => {
  const { data, errors } = await office.ask(person, `mutation { ${name}(${args}, requestId: "${nextRequest()}") { ${more} } }`);
  if (errors) throw new Error(errors.map(({ message }) => message).join(' '));
  return data[name];
};
const ask = (hall: string, person = 'wang-xiuying') =>
  mutate(person, 'startHallBooking', `input: { hall: "${hall}", purpose: "Wedding" }`);

describe('a process in a folder of its own', () => {
  it('stands in the list of processes, with its states, actions, clocks and picture', async () => {
    const { data } = await office.ask(
      null,
      '{ processes { name title { en zh } start { roles { name title { en } } } states { name closed } actions { name event roles { name } from to } clocks { name budget { clockMinutes } ladder { at } } limits { name number } diagram } }',
    );
    expect(data.processes.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['issueReport', 'hallBooking']),
    );
    const hall = data.processes.find(({ name }: { name: string }) => name === 'hallBooking');
    expect(hall).toMatchObject({
      title: { en: 'Hall booking', zh: '礼堂预约' },
      start: { roles: [{ name: 'resident', title: { en: 'resident' } }] },
      states: [
        { name: 'asked', closed: false },
        { name: 'granted' },
        { name: 'lapsed', closed: true },
        { name: 'over', closed: true },
      ],
      clocks: [{ name: 'grant', budget: { clockMinutes: 60 } }],
      limits: [
        { name: 'mostDeposit', number: 500 },
        { name: 'clock.grant', number: null },
      ],
    });
    expect(hall.actions).toContainEqual({
      name: 'grant',
      event: 'Granted',
      roles: [{ name: 'warden' }],
      from: ['asked'],
      to: ['granted'],
    });
    expect(hall.diagram.split('\n')).toEqual(
      expect.arrayContaining([
        'stateDiagram-v2',
        '  [*] --> asked',
        '  asked --> granted: Grant',
        '  granted --> over: Give back',
        '  over --> [*]',
      ]),
    );
  });

  it('has mutations with descriptions and inputs from its schemas, and none for what a clock does', async () => {
    const { data } = await office.ask(
      null,
      '{ __schema { mutationType { fields { name description args { name type { kind ofType { name } } } } } } }',
    );
    const found = data.__schema.mutationType.fields.filter(({ name }: { name: string }) => /hallBooking/i.test(name));
    expect(found.map(({ name }: { name: string }) => name).toSorted()).toEqual(
      [
        'startHallBooking',
        ...['Grant', 'Sign', 'Remark', 'GiveBack'].flatMap((action) => [`hallBooking${action}`, `hallBooking${action}Each`]),
      ].toSorted(),
    );
    expect(found.find(({ name }: { name: string }) => name === 'startHallBooking').description).toMatch(
      /Hall booking 礼堂预约.*For: resident/,
    );
  });

  it('is worked with as any other: started, seen in work lists with time left, judged by its rules, acted on, and on record', async () => {
    const opened = await ask('Old mill');
    expect(opened).toMatchObject({
      __typename: 'ActionDone',
      case: { state: 'asked', revision: 0 },
      event: { name: 'AskedFor', role: 'resident' },
    });
    const { id } = opened.case;
    expect(id).toMatch(/-HB-\d{8}-0001$/);
    const work = await office.ask(
      'bai-xue',
      '{ tasks(first: 50, filter: { process: ["hallBooking"] }) { edges { node { caseId action title { en } remaining { value unit } } } } }',
    );
    expect(work.data.tasks.edges).toMatchObject([{ node: { caseId: id, action: 'grant', title: { en: 'Grant' } } }]);
    expect(work.data.tasks.edges[0].node.remaining.value).toBeGreaterThan(55);
    const actionsFor = async (person: string) =>
      (await office.ask(person, `{ case(id: "${id}") { nextActions { name allowed code } } }`)).data.case.nextActions;
    expect(await actionsFor('bai-xue')).toContainEqual({ name: 'grant', allowed: true, code: null });
    expect(await actionsFor('wang-xiuying')).toContainEqual({ name: 'grant', allowed: false, code: 'kernel.wrongRole' });

    expect(await mutate('bai-xue', 'hallBookingRemark', `caseId: "${id}", input: { text: " " }`)).toMatchObject({
      __typename: 'InvalidInput',
    });
    expect(await mutate('bai-xue', 'hallBookingGrant', `caseId: "${id}"`)).toMatchObject({ case: { state: 'granted' } });
    const second = (await ask('Old mill', 'zhu-guoqiang')).case.id;
    expect(await mutate('bai-xue', 'hallBookingGrant', `caseId: "${second}"`)).toMatchObject({
      __typename: 'Refused',
      reason: 'kernel.held',
    });
    // Somebody who has to do with neither sees neither.
    expect((await office.ask('lin-tingting', `{ case(id: "${id}") { id } }`)).data.case).toBeNull();
    await expect(mutate('lin-tingting', 'hallBookingGiveBack', `caseId: "${id}"`)).rejects.toThrow(/no case/);

    expect(await mutate('wang-xiuying', 'hallBookingGiveBack', `caseId: "${id}"`)).toMatchObject({ case: { state: 'over' } });
    const { data } = await office.ask(
      'wang-xiuying',
      `{ case(id: "${id}") { closed history(first: 10) { edges { node { name title { zh } } } } } }`,
    );
    expect(data.case).toEqual({
      closed: true,
      history: {
        edges: [
          { node: { name: 'AskedFor', title: { zh: '申请礼堂' } } },
          { node: { name: 'Granted', title: { zh: '批准' } } },
          { node: { name: 'GivenBack', title: { zh: '归还' } } },
        ],
      },
    });
    const told = await office.ask('bai-xue', '{ inbox(first: 5) { edges { node { notice caseId subject } } } }');
    expect(told.data.inbox.edges).toContainEqual({ node: expect.objectContaining({ notice: 'free', caseId: second }) });
  });

  it('asks a group of whom each must sign: each sees what is left, and who leaves doesn’t block', async () => {
    const { id } = (await ask('School')).case;
    await mutate('bai-xue', 'hallBookingGrant', `caseId: "${id}"`);
    const open = async () =>
      (await office.ask('shi-lei', `{ case(id: "${id}") { tasks { action person group } } }`)).data.case.tasks
        .filter(({ action }: { action: string }) => action === 'sign')
        .map(({ person }: { person: string | null }) => person)
        .toSorted();
    expect(await open()).toEqual(['bai-xue', 'qiu-ming', 'yan-zheng']);
    await mutate('bai-xue', 'hallBookingSign', `caseId: "${id}"`);
    expect(await open()).toEqual(['qiu-ming', 'yan-zheng']);
    await changeOf(office, 'endPerson', { id: 'yan-zheng' });
    expect(await open()).toEqual(['qiu-ming']);
    await mutate('qiu-ming', 'hallBookingSign', `caseId: "${id}"`);
    expect(await open()).toEqual([]);
  });

  it('is counted, limited and watched like the others', async () => {
    await changeOf(office, 'setLimit', {
      input: {
        process: 'hallBooking',
        name: 'clock.grant',
        value: { clockMinutes: 90 },
        validFrom: '2199-01-01',
      },
    });
    const { data } = await office.ask(
      'shi-lei',
      '{ limits(process: "hallBooking") { name number budget { clockMinutes } } statistics(process: "hallBooking", clock: "grant", from: "2020-01-01T00:00:00Z", before: "2040-01-01T00:00:00Z") { opened onTimeRate } events(filter: { process: ["hallBooking"] }) { totalCount } }',
    );
    expect(data.limits).toEqual([
      { name: 'mostDeposit', number: 500, budget: null },
      { name: 'clock.grant', number: null, budget: { clockMinutes: 60 } },
    ]);
    expect(data.statistics).toEqual([{ opened: 3, onTimeRate: 1 }]);
    expect(data.events.totalCount).toBeGreaterThan(7);
    // And those that were there before go on as ever.
    expect(await office.start('deng-li', rubbish)).toMatchObject({ case: { unit: 'sanitation' } });
  });
});

describe('what is measured for a case', () => {
  type Value = { at: number; value: number };
  const begun = Date.parse('2026-11-30T06:00:00.000Z');
  const points = (...values: number[]): Value[] => values.map((value, n) => ({ at: begun + n * 60_000, value }));
  const values = (list: Value[]) => list.map(({ at, value }) => `{ at: ${at}, value: ${value} }`).join(', ');
  const weigh = (id: string, series: string, list: Value[], quietly = false) =>
    mutate(
      'bai-xue',
      'errandWeigh',
      `caseId: "${id}", input: { series: "${series}", values: [${values(list)}], quietly: ${quietly} }`,
    );
  const errand = async () => (await mutate('wang-xiuying', 'startErrand', 'input: { what: "Ice" }')).case.id as string;
  const measured = async (id: string, args: string, person = 'wang-xiuying') =>
    (
      await office.ask(
        person,
        `{ case(id: "${id}") { measurements(${args}) { totalCount pageInfo { endCursor hasNextPage } edges { node { series at value revision } } } } }`,
      )
    ).data.case.measurements;
  const verified = async (id: string) =>
    (await office.ask('qiu-ming', `{ verifyRecord(caseId: "${id}") { intact differences { where message } } }`)).data
      .verifyRecord;

  it('is kept by series beside the facts, once however often a device sends it, and read by pages in the order of time', async () => {
    const id = await errand();
    const sent = points(25, 30.5, -1);
    await weigh(id, 'warmth', sent.slice(0, 2).toReversed());
    // The device sends all again, another value of the same moment, and what it has not sent yet.
    await weigh(id, 'warmth', [...sent, { at: begun, value: 26 }]);
    await weigh(id, 'damp', points(600));
    await weigh(id, 'damp', []);
    const first = await measured(id, 'series: "warmth", first: 3');
    expect(first).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
    expect(first.edges.map(({ node }: { node: object }) => node)).toEqual([
      { series: 'warmth', at: '2026-11-30T06:00:00.000Z', value: 25, revision: 1 },
      { series: 'warmth', at: '2026-11-30T06:00:00.000Z', value: 26, revision: 2 },
      { series: 'warmth', at: '2026-11-30T06:01:00.000Z', value: 30.5, revision: 1 },
    ]);
    const rest = await measured(id, `series: "warmth", first: 3, after: "${first.pageInfo.endCursor}"`);
    expect(rest.edges).toMatchObject([{ node: { at: '2026-11-30T06:02:00.000Z', value: -1, revision: 2 } }]);
    expect((await measured(id, 'first: 50')).edges.map(({ node }: { node: { series: string } }) => node.series)).toEqual([
      'damp',
      ...Array(4).fill('warmth'),
    ]);
    const [{ facts }] = (await office.sql<{ facts: object }>('SELECT facts FROM cases WHERE id = $1', [id])) as [
      { facts: object },
    ];
    expect(facts).toEqual({ what: 'Ice', notes: 0 });
  });

  it('is covered by the hash of its event: a value that was changed, added or taken away is told of by its series', async () => {
    const id = await errand();
    await weigh(id, 'warmth', points(25, 30));
    await weigh(id, 'damp', points(600));
    expect(await verified(id)).toEqual({ intact: true, differences: [] });
    const differences = [{ where: 'measurements', message: 'The series “warmth” isn’t as its events wrote it.' }];
    for (const [forge, undo] of [
      ['UPDATE measurements SET value = 20 WHERE value = 30', 'UPDATE measurements SET value = 30 WHERE value = 20'],
      [
        `INSERT INTO measurements SELECT case_id, series, at, 31, tenant, revision FROM measurements WHERE value = 30`,
        'DELETE FROM measurements WHERE value = 31',
      ],
      ['DELETE FROM measurements WHERE value = 30', ''],
    ] as const) {
      await office.sql(`${forge} AND case_id = $1`, [id]);
      expect(await verified(id)).toEqual({ intact: false, differences });
      if (undo) await office.sql(`${undo} AND case_id = $1`, [id]);
    }
  });

  it('of an act in confidence is shown to those who see the act', async () => {
    const id = await errand();
    await weigh(id, 'warmth', points(25), true);
    expect(await measured(id, 'first: 1')).toMatchObject({ totalCount: 0, edges: [] });
    expect((await measured(id, 'first: 1', 'bai-xue')).totalCount).toBe(1);
  });
});

describe('a fact that isn’t for everybody who sees the case', () => {
  const WHY = 'ladder of my uncle';
  const SENT = `reason authority sheet { display } ... on ErrandBidEvent { input { fen why photos { sha256 } } changes { before { bids { why } } after { bids { by fen why } } } }`;
  const EVERYTHING = `title sheet { display } ... on Errand { facts { bids { by fen why } } } attachments { sha256 }
    measurements(first: 9) { totalCount } history(first: 9) { edges { node { ${SENT} } } }`;
  let id: string;
  beforeAll(async () => {
    id = (await mutate('wang-xiuying', 'startErrand', 'input: { what: "Gutter" }')).case.id;
    // Somebody else has bid before.
    await mutate('bai-xue', 'errandBid', `caseId: "${id}", input: { fen: 77700, why: "cheapest of all" }`);
    await actOn(office, 'wang-xiuying', 'errand.bid', id, { fen: 88800, why: WHY }, [await aPhoto()]);
  });
  const read = async (person: string) => (await office.ask(person, `{ case(id: "${id}") { ${EVERYTHING} } }`)).data.case;
  const found = async (person: string, text: string) => {
    const { data } = await office.ask(
      person,
      `{ cases(first: 5, filter: { text: "${text}" }) { totalCount } tasks(first: 5, filter: { mine: false, text: "${text}" }) { totalCount } }`,
    );
    return data.cases.totalCount + data.tasks.totalCount;
  };

  it('is read by its roles, and by others as far as it is theirs, with all that was sent with its acts', async () => {
    const [bidder, warden, auditor] = [await read('wang-xiuying'), await read('bai-xue'), await read('qiu-ming')];
    expect(auditor.facts.bids.map(({ fen }: { fen: number }) => fen)).toEqual([77_700, 88_800]);
    expect(auditor).toMatchObject({ attachments: [{}], title: `Gutter: ${WHY}` });
    expect(auditor.history.edges[2].node).toMatchObject({ reason: `For ${WHY}`, input: { fen: 88_800, why: WHY } });
    expect(bidder.facts.bids).toMatchObject([{ by: 'wang-xiuying', fen: 88_800, why: WHY }]);
    expect(bidder).toMatchObject({ attachments: [{}], measurements: { totalCount: 1 } });
    expect(bidder.history.edges[2].node.input).toMatchObject({ fen: 88_800, photos: [{}] });
    expect(JSON.stringify(bidder)).not.toMatch(/cheapest|\b77700\b/);
    // Whoever works on the case, reads what is personal on it and has bid as well.
    expect(warden.facts.bids).toMatchObject([{ by: 'bai-xue', fen: 77_700 }]);
    expect(warden).toMatchObject({ title: 'Gutter: ****', attachments: [], measurements: { totalCount: 1 } });
    expect(warden.history.edges[2].node).toMatchObject({ reason: null, authority: null, sheet: [], input: { fen: null } });
    expect(JSON.stringify(warden)).not.toMatch(/uncle|\b88800\b/);
  });

  it('is in no list, no event, no message, no picture, no export and no evidence for whoever doesn’t read it', async () => {
    await changeOf(office, 'giveRole', { input: { person: 'shi-lei', role: 'warden' } });
    const live = await listen(office, 'shi-lei', {
      filter: { caseId: [id] },
      fields: `node { ${SENT} case { title ... on Errand { facts { bids { why } } } } }`,
    });
    await mutate('wang-xiuying', 'errandBid', `caseId: "${id}", input: { fen: 88800, why: "${WHY}" }`);
    await expect.poll(() => live.heard.length, { timeout: 10_000 }).toBe(1);
    live.hangUp();
    const { data } = await office.ask(
      'shi-lei',
      `{ cases(first: 9, filter: { process: ["errand"] }) { edges { node { ${EVERYTHING} } } }
         events(first: 20, filter: { caseId: ["${id}"] }) { edges { node { ${SENT} } } }
         outbox(first: 20, caseId: "${id}") { edges { node { subject body } } } evidence(caseIds: ["${id}"]) }`,
    );
    expect(data.outbox.edges).toContainEqual({ node: { subject: id, body: 'Bid of •••• fen: ••••' } });
    const exported = await fetch(`${office.url}/audit/export.csv?caseId=${id}&people=names`, {
      headers: { authorization: `Bearer ${office.token('shi-lei')}` },
    });
    expect(exported.status).toBe(200);
    const [{ sha256 }] = (await office.sql<{ sha256: string }>('SELECT sha256 FROM attachments WHERE case_id = $1', [id])) as [
      { sha256: string },
    ];
    const picture = async (person: string) =>
      (await fetch(`${office.url}/files/${sha256}?case=${id}`, { headers: { authorization: `Bearer ${office.token(person)}` } }))
        .status;
    expect([await picture('shi-lei'), await picture('wang-xiuying')]).toEqual([404, 200]);
    expect(JSON.stringify([data, live.heard, await exported.text()])).not.toMatch(/uncle|cheapest|\b(777|888)00\b/);
    // Who reads it all the same has all of it.
    const inFull = await office.ask('qiu-ming', `{ evidence(caseIds: ["${id}"]) }`);
    expect(inFull.data.evidence).toMatch(WHY);
    const own = await office.ask('wang-xiuying', '{ inbox(first: 3) { edges { node { body } } } }');
    expect(own.data.inbox.edges[0].node.body).toBe(`Bid of 88800 fen: ${WHY}`);
  });

  it('is what nobody finds the case by, not in a title either', async () => {
    for (const person of ['bai-xue', 'qiu-ming', 'shi-lei', 'wang-xiuying']) {
      expect(await found(person, 'uncle')).toBe(0);
      expect(await found(person, 'Gutter')).toBeGreaterThan(0);
    }
  });

  it('is for everybody who sees the case once it is open by its facts, also what came before', async () => {
    await mutate('bai-xue', 'errandOpenBids', `caseId: "${id}"`);
    const warden = await read('bai-xue');
    expect(warden.facts.bids).toHaveLength(3);
    expect(warden.history.edges[2].node).toMatchObject({ reason: `For ${WHY}`, input: { why: WHY } });
  });
});
