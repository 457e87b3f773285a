import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xindai } from '../../prisma/seed/xindai.ts';
import { parkTenancyPackage } from '../../processes/park-tenancy.ts';
import { publicNoticePackage } from '../../processes/public-notice.ts';
import type { TestBanjie } from '../../testing/test-banjie.ts';
import { lastOfMonths } from '../../workflows/kernel/days.ts';
import { startOnSharedPostgres } from '../servers/whole-banjie.ts';

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

const DAY = 86_400_000;
const ZONE = 8 * 3_600_000;
const TUOMI = '91339901MA9X00089A';
const LUNJI = '91339901MA9X00054P';
const HAOYU = '91339901MA9X00046W';

const rooms = ['P2', 'P3', 'P4', 'P5', 'P6', 'P7'];
/** One reviewer is enough here, so that stories about rooms are short; a room of 100 m² each. */
const town = {
  ...xindai,
  tables: [
    ...(xindai.tables ?? []),
    { table: 'conflicts', key: 'si-hai/lunji', value: { person: 'si-hai', kind: 'firm', other: LUNJI } },
    ...rooms.map((key) => ({
      ...{ table: 'parkRooms', key },
      value: { title: { en: key, zh: key }, park: 'xindai-parts', area: 10_000 },
    })),
  ],
  limits: [{ process: 'parkTenancy', name: 'reviewersMin', value: 1 }],
};

let banjie: TestBanjie;
beforeAll(async () => {
  banjie = await startOnSharedPostgres({ packages: [parkTenancyPackage, publicNoticePackage], tenants: [town] });
  // The morning of a first day of a month, so that whole months are before us.
  const today = dayOn(0);
  const first = `${monthAfter(today)}-01`;
  await banjie.pass(`${Math.ceil((Date.parse(first) - ZONE + DAY / 3 - banjie.now()) / 60_000)} minutes`);
});
afterAll(() => banjie?.close());

/** The day so many days from today, for the tenant. */
const dayOn = (days: number): string => new Date(banjie.now() + ZONE + days * DAY).toISOString().slice(0, 10);
const plus = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
const monthAfter = (day: string, months = 1): string =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1)).toISOString().slice(0, 7);
/** The last day of so many months from a first day of a month. */
const lastOf = (first: string, months: number): string => plus(`${monthAfter(first, months)}-01`, -1);

const act = (person: string, action: string, id: string, input: object = {}) =>
  banjie.act(person, `parkTenancy.${action}`, id, input);
const done = async (person: string, action: string, id: string, input: object = {}): Promise<Any> => {
  const answer = await act(person, action, id, input);
  expect([action, answer.reason ?? answer.__typename]).toEqual([action, 'ActionDone']);
  return answer.case;
};
const caseOf = async (id: string, selection: string, person = 'hua-sheng'): Promise<Any> =>
  (await banjie.ask(person, `{ case(id: "${id}") { ${selection} } }`)).data?.case;
const stateOf = async (id: string): Promise<string> => (await caseOf(id, 'state')).state;
const factsOf = async (id: string, of: string, person?: string): Promise<Any> =>
  (await caseOf(id, `... on ParkTenancy { facts { ${of} } }`, person)).facts;
const subjects = async (person: string): Promise<readonly string[]> =>
  (await banjie.ask(person, '{ inbox(first: 60) { edges { node { subject } } } }')).data.inbox.edges.map(
    ({ node }: Any) => node.subject,
  );
const balance = async (owner: string): Promise<number> =>
  (await banjie.ask('ke-zheng', `{ account(owner: "${owner}", asset: money) { balance } }`)).data.account?.balance ?? 0;

const intent = (firm: string, more: object = {}) => ({
  ...{ firm, park: 'xindai-parts', area: 10_000, floorLoad: 500, powerKw: 40, use: '设计与打样 design and samples' },
  ...{ from: dayOn(0), months: 12, plan: '与箱包企业合作 with makers of luggage', staff: 18, ...more },
});
const agentOf: Readonly<Record<string, string>> = { [TUOMI]: 'agent-tuomi', [LUNJI]: 'agent-lunji', [HAOYU]: 'agent-haoyu' };
const points = (each: number, more: object = {}) => ({
  points: ['industry', 'design', 'chain', 'environment', 'safety', 'output', 'tax'].map((criterion) => ({
    ...{ criterion, points: each },
  })),
  ...{ vetoes: [], words: '合适 fits', ...more },
});
const asked = async (firm: string, more: object = {}): Promise<string> => {
  const answer = await banjie.start(agentOf[firm] ?? '', 'parkTenancy', intent(firm, more));
  expect(answer).toMatchObject({ __typename: 'ActionDone' });
  return answer.case?.id ?? '';
};
/** Admitted by one reviewer. */
const negotiating = async (firm: string, more: object = {}): Promise<string> => {
  const id = await asked(firm, more);
  await done('mu-qing', 'admit', id, { reviewers: ['chu-yan'] });
  await done('chu-yan', 'score', id, points(74));
  expect((await done('mu-qing', 'concludeReview', id)).state).toBe('negotiating');
  return id;
};
const terms = (room: string, more: object = {}) => ({
  ...{ rooms: [room], rentFen: 2_000, freeMonths: 0, depositMonths: 2, months: 12, stepPerMille: 30, ...more },
});
const offered = async (firm: string, offer: object, more: object = {}): Promise<string> => {
  const id = await negotiating(firm, more);
  await done('mu-qing', 'offer', id, offer);
  return id;
};
const HASH = 'a'.repeat(64);
const signs = async (id: string, firm: string, version = 1): Promise<void> => {
  await done(agentOf[firm] ?? '', 'sign', id, { version, sha256: HASH });
  expect((await done('mu-qing', 'sign', id, { version, sha256: HASH })).state).toBe('signed');
};
const guarantee = () => ({ kind: 'guarantee', fen: 400_000, reference: 'BH-1', until: dayOn(4_000) });
const moved = async (firm: string, offer: object, deposit?: { by: string; input: object }): Promise<string> => {
  const id = await offered(firm, offer);
  await done(agentOf[firm] ?? '', 'agree', id, { version: 1 });
  await signs(id, firm);
  if (deposit) await done(deposit.by, 'payDeposit', id, deposit.input);
  await done('mu-qing', 'handOver', id, { meters: '0 kWh', keys: 2 });
  expect((await done(agentOf[firm] ?? '', 'takeOver', id)).state).toBe('movedIn');
  return id;
};
const free = async (room: string, from: string, to: string): Promise<boolean> => {
  const { data } = await banjie.ask(
    'agent-yinfan',
    `{ freeRooms(park: "xindai-parts", from: "${from}", to: "${to}") { id free } }`,
  );
  return data.freeRooms.find(({ id }: Any) => id === room)?.free;
};
/** The same done to many cases. */
const each = async (person: string, action: string, caseIds: readonly string[], input?: object): Promise<void> => {
  const typed = input ? [`, $input: ParkTenancy${action}!`, ', input: $input'] : ['', ''];
  const { data } = await banjie.ask(
    person,
    `mutation ($caseIds: [ID!]!${typed[0]}) { all: parkTenancy${action}Each(caseIds: $caseIds, requestId: "${action}-all"${typed[1]}) { result { __typename } } }`,
    { caseIds, ...(input ? { input } : {}) },
  );
  expect(new Set(data.all.map(({ result }: Any) => result.__typename))).toEqual(new Set(['ActionDone']));
};
/** Working days and holidays: as long as ten of them last at most. */
const TEN_WORKING_DAYS = '25 days';

describe('whether a firm fits', () => {
  it('is judged by criteria of which at least half of the weight isn’t money', async () => {
    const save = async (weights: readonly [key: string, weight: number, money: boolean][]) => {
      const value = {
        title: { en: 'Set', zh: '指标' },
        criteria: weights.map(([key, weight, money]) => ({ key, title: { en: key, zh: key }, weight, money })),
      };
      const { data, errors } = await banjie.ask(
        'guan-shu',
        `mutation ($input: TableRowInput!, $requestId: ID!) { setTableRow(input: $input, expectedVersion: 0, requestId: $requestId) { __typename ... on InvalidInput { issues { message } } } }`,
        { input: { table: 'fitCriteria', key: 'richest', value, validFrom: dayOn(0) }, requestId: `set-${weights.length}` },
      );
      return errors ?? data.setTableRow;
    };
    expect(
      await save([
        ['culture', 49, false],
        ['tax', 30, true],
        ['output', 21, true],
      ]),
    ).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ message: expect.stringMatching(/at least half of the weight/) }],
    });
    expect(
      await save([
        ['culture', 50, false],
        ['tax', 50, true],
      ]),
    ).toMatchObject({ __typename: 'ChangeDone' });
  });

  it('is scored under seal: nobody reads a reviewer’s points until all who are still there have given theirs', async () => {
    const id = await asked(TUOMI);
    expect(await act('mu-qing', 'admit', id, { reviewers: ['chu-yan', 'mu-qing', 'chu-yan'] })).toMatchObject({
      issues: [{ path: ['input', 'reviewers', '1'] }, { path: ['input', 'reviewers', '2'] }],
    });
    await done('mu-qing', 'admit', id, { reviewers: ['chu-yan', 'wei-lan', 'si-hai'] });
    await done('chu-yan', 'score', id, points(80, { words: '80 is said here' }));
    const read = async (person: string) => {
      const { data } = await banjie.ask(
        person,
        `{ case(id: "${id}") { ... on ParkTenancy { facts { review { given { by answer { words } } } } } history(first: 20) { edges { node { name ... on ParkTenancyScoredEvent { input { words } } } } } } }`,
      );
      return JSON.stringify(data);
    };
    for (const person of ['wei-lan', 'mu-qing', 'agent-tuomi', 'hua-sheng', 'ke-zheng', 'guan-shu'])
      expect([person, (await read(person)).includes('80 is said')]).toEqual([person, false]);
    expect(await read('chu-yan')).toContain('80 is said');
    expect(await act('mu-qing', 'concludeReview', id)).toMatchObject({ reason: 'stillScoring' });
    await done('si-hai', 'recuse', id, { reason: 'I know them.' });
    await done('wei-lan', 'score', id, points(61));
    expect(await read('mu-qing')).toContain('80 is said');
    // The firm reads the mean of each criterion, and not whose points they are.
    await done('mu-qing', 'concludeReview', id);
    expect(await read('agent-tuomi')).not.toContain('80 is said');
    expect(await factsOf(id, 'score { mean reviewers criteria { criterion mean } }', 'agent-tuomi')).toMatchObject({
      score: { mean: 70, reviewers: 2 },
    });
    expect(await act('chu-yan', 'score', id, points(1))).toMatchObject({ reason: 'kernel.wrongState' });
    await done('agent-tuomi', 'withdraw', id, { reason: 'Not now' });
  });

  it('isn’t for somebody related to the firm, and points under the threshold or a veto end it', async () => {
    const id = await asked(LUNJI);
    await done('mu-qing', 'admit', id);
    expect((await factsOf(id, 'review { asked }', 'chu-yan')).review.asked).toEqual(['chu-yan', 'wei-lan']);
    await done('chu-yan', 'score', id, points(58));
    await done('wei-lan', 'score', id, points(61));
    expect((await done('mu-qing', 'concludeReview', id)).state).toBe('rejected');
    const vetoed = await asked(LUNJI);
    await done('mu-qing', 'admit', vetoed, { reviewers: ['chu-yan'] });
    await done('chu-yan', 'score', vetoed, points(90, { vetoes: ['environment'] }));
    expect((await done('mu-qing', 'concludeReview', vetoed)).state).toBe('rejected');
    expect((await factsOf(vetoed, 'rejectedFor')).rejectedFor).toBe('environment');
  });
});

describe('offers', () => {
  it('are wrong where they name rooms of another park, 21 years, no rent without a reason, or a version 0', async () => {
    const id = await negotiating(TUOMI);
    const wrong = async (input: object) => act('mu-qing', 'offer', id, input);
    expect(await wrong(terms('A101'))).toMatchObject({ issues: [{ path: ['input', 'rooms', '0'] }] });
    expect(await wrong(terms('P2', { months: 252 }))).toMatchObject({ issues: [{ path: ['input', 'months'] }] });
    expect(await wrong(terms('P2', { depositMonths: 4 }))).toMatchObject({ issues: [{ path: ['input', 'depositMonths'] }] });
    expect(await wrong(terms('P2', { from: dayOn(-1) }))).toMatchObject({ issues: [{ path: ['input', 'from'] }] });
    expect(await wrong(terms('P2', { rentFen: 0 }))).toMatchObject({ reason: 'rentNeedsReason' });
    // Months without rent never fill the whole term: that would pass by the lowest rent.
    expect(await wrong(terms('P2', { months: 6, freeMonths: 6 }))).toMatchObject({ issues: [{ path: ['input', 'freeMonths'] }] });
    await done('mu-qing', 'offer', id, terms('P2', { rentFen: 1_000, reason: 'They bring a chain.' }));
    expect(await act('agent-tuomi', 'agree', id, { version: 0 })).toMatchObject({ issues: [{ path: ['input', 'version'] }] });
    // Below the lowest rent somebody else approves it first.
    expect(await act('agent-tuomi', 'agree', id, { version: 1 })).toMatchObject({ reason: 'belowFloor' });
    await done('hua-sheng', 'approveRent', id, { version: 1 });
    expect((await done('agent-tuomi', 'agree', id, { version: 1 })).state).toBe('reserved');
    await done('mu-qing', 'withdraw', id, { reason: 'The firm asked for it.' });
    const { errors } = await banjie.ask(
      'mu-qing',
      `{ freeRooms(park: "xindai-parts", from: "${dayOn(2)}", to: "${dayOn(1)}") { id } }`,
    );
    expect(errors?.[0]?.extensions.code).toBe('INVALID_INPUT');
  });

  it('are agreed to by their version: of an agreement and a newer offer at once exactly one stands', async () => {
    const id = await offered(HAOYU, terms('P2'));
    await done('agent-haoyu', 'offer', id, terms('P2', { rentFen: 1_500 }));
    await done('mu-qing', 'offer', id, terms('P2', { rentFen: 1_800 }));
    expect(await act('agent-haoyu', 'agree', id, { version: 2 })).toMatchObject({ reason: 'staleVersion' });
    expect(await act('mu-qing', 'agree', id, { version: 3 })).toMatchObject({ reason: 'ownOffer' });
    const [agreed, newer] = await Promise.all([
      act('agent-haoyu', 'agree', id, { version: 3 }),
      act('kong-fan', 'offer', id, terms('P2', { rentFen: 1_900 })),
    ]);
    const isAgreed = agreed.__typename === 'ActionDone';
    expect(newer.__typename === 'ActionDone').toBe(!isAgreed);
    expect(await stateOf(id)).toBe(isAgreed ? 'reserved' : 'negotiating');
    await done('mu-qing', 'withdraw', id, { reason: 'The firm asked for it.' });
  });

  it('of fifty for overlapping times give the last room to tenancies that leave each other alone', async () => {
    const first = `${monthAfter(dayOn(0), 14)}-01`;
    const wishes = Array.from({ length: 50 }, (_, n) => ({
      from: plus(first, ((n * 37) % 50) * 11),
      months: [1, 2, 3][n % 3] as number,
      firm: [TUOMI, LUNJI, HAOYU][n % 3] as string,
    }));
    const ids = await Promise.all(wishes.map(({ firm }) => asked(firm)));
    await each('mu-qing', 'Admit', ids, { reviewers: ['chu-yan'] });
    await each('chu-yan', 'Score', ids, points(74));
    await each('mu-qing', 'ConcludeReview', ids);
    await Promise.all(
      wishes.map(({ from, months }, n) => done('mu-qing', 'offer', ids[n] as string, terms('P7', { from, months }))),
    );
    const answers = await Promise.all(
      wishes.map(({ firm }, n) => act(agentOf[firm] as string, 'agree', ids[n] as string, { version: 1 })),
    );
    const { data } = await banjie.ask(
      'mu-qing',
      '{ cases(first: 100, filter: { process: ["parkTenancy"] }) { edges { node { id ... on ParkTenancy { facts { offers { from to } } } } } } }',
    );
    const offers = new Map<string, Any>(data.cases.edges.map(({ node }: Any) => [node.id, node.facts.offers[0]]));
    const spans = ids.map((id, n) => {
      const { from, to } = offers.get(id);
      return { from, until: plus(to, 8), won: answers[n]?.__typename === 'ActionDone' };
    });
    const won = spans.filter((one) => one.won).toSorted((one, other) => (one.from < other.from ? -1 : 1));
    expect(won.length).toBeGreaterThan(1);
    for (const [n, { from }] of won.entries()) expect(n === 0 || (won[n - 1]?.until ?? '') <= from).toBe(true);
    for (const [n, span] of spans.entries()) {
      if (span.won) continue;
      expect(answers[n]).toMatchObject({ reason: 'roomTaken' });
      expect(won.some((one) => one.from < span.until && span.from < one.until)).toBe(true);
    }
  });

  it('leave seven days between two tenancies of a room, and not one more', async () => {
    const from = dayOn(0);
    const id = await offered(TUOMI, terms('P3', { from, months: 3 }));
    await done('agent-tuomi', 'agree', id, { version: 1 });
    const last = lastOf(from, 3);
    const early = await offered(LUNJI, terms('P3', { from: plus(last, 7), months: 1 }));
    const refused = await act('agent-lunji', 'agree', early, { version: 1 });
    expect(refused).toMatchObject({ reason: 'roomTaken' });
    expect(refused.message).not.toMatch(/拓觅/);
    await done('mu-qing', 'offer', early, terms('P3', { from: plus(last, 8), months: 1 }));
    expect((await done('agent-lunji', 'agree', early, { version: 2 })).state).toBe('reserved');
    expect([await free('P3', from, last), await free('P3', plus(last, 100), plus(last, 200))]).toEqual([false, true]);
  });
});

describe('a reservation', () => {
  it('lapses by its clock after thirty days; whoever waits hears that the room is free', async () => {
    const id = await offered(TUOMI, terms('P4'));
    await done('agent-tuomi', 'agree', id, { version: 1 });
    const waiting = await offered(LUNJI, terms('P4'));
    expect(await act('agent-lunji', 'agree', waiting, { version: 1 })).toMatchObject({ reason: 'roomTaken' });
    await done('agent-lunji', 'waitFor', waiting, { rooms: ['P4'] });
    await banjie.pass('24 days');
    expect(await stateOf(id)).toBe('reserved');
    expect((await subjects('agent-tuomi')).join()).toMatch(/reserved until|预留至/);
    await banjie.pass('7 days');
    expect(await stateOf(id)).toBe('lapsed');
    // Waiting keeps a negotiation from lapsing.
    expect(await stateOf(waiting)).toBe('negotiating');
    expect((await subjects('agent-lunji')).join()).toMatch(/P4/);
    expect(await free('P4', dayOn(0), dayOn(10))).toBe(true);
  });

  it('of public property is made public, and signed when the notice has passed', async () => {
    const id = await offered(TUOMI, terms('A101', { rentFen: 2_500, from: dayOn(20) }), {
      park: 'xindai-fashion',
      from: dayOn(20),
    });
    await done('agent-tuomi', 'agree', id, { version: 1 });
    const sign = { version: 1, sha256: HASH };
    expect(await act('agent-tuomi', 'sign', id, sign)).toMatchObject({ reason: 'notPublished' });
    await done('xiang-nan', 'publish', id);
    const [notice] = await banjie.until(
      async () => (await caseOf(id, 'linkedFrom { from }')).linkedFrom.map(({ from }: Any) => from),
      (all) => all.length > 0,
    );
    const view = await fetch(`${banjie.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: `{ publicView(tenant: "xindai", caseId: "${notice}") { rows(first: 5) { edges { node { lines { text } } } } } }`,
      }),
    }).then((answer) => answer.text());
    expect(view).toMatch(/拓觅设计有限公司.*A101/);
    // Neither rents nor points are anybody's.
    expect(view).not.toMatch(/2,?500|25\.00|74/);
    await banjie.pass('16 days');
    await banjie.until(
      async () => (await factsOf(id, 'notice')).notice,
      (state) => state === 'passed',
    );
    await signs(id, TUOMI);
    await done('mu-qing', 'giveNotice', id, { to: dayOn(1), cause: 'term', reason: 'The firm has changed its mind.' });
    await done('kong-fan', 'settle', id);
    expect((await done('mu-qing', 'close', id)).state).toBe('ended');
    // What was awarded and comes to nothing is public no longer.
    const other = await offered(LUNJI, terms('A102', { rentFen: 2_500, from: dayOn(20) }), {
      park: 'xindai-fashion',
      from: dayOn(20),
    });
    await done('agent-lunji', 'agree', other, { version: 1 });
    await done('xiang-nan', 'publish', other);
    const [opened] = await banjie.until(
      async () => (await caseOf(other, 'linkedFrom { from }')).linkedFrom.map(({ from }: Any) => from),
      (all) => all.length > 0,
    );
    await done('agent-lunji', 'withdraw', other, { reason: 'Not now' });
    await banjie.until(
      () => stateOf(opened),
      (state) => state === 'withdrawn',
    );
  });
});

describe('a tenancy', () => {
  it('takes a bank guarantee in place of cash, and no keys are given without one of them', async () => {
    const id = await offered(HAOYU, terms('P5', { from: dayOn(0), months: 3 }), { from: dayOn(0) });
    await done('agent-haoyu', 'agree', id, { version: 1 });
    await signs(id, HAOYU);
    expect(await act('mu-qing', 'handOver', id, { meters: '0', keys: 1 })).toMatchObject({ reason: 'depositMissing' });
    expect(await act('mu-qing', 'payDeposit', id, { ...guarantee(), until: dayOn(30) })).toMatchObject({
      reason: 'guaranteeTooShort',
    });
    expect(await act('mu-qing', 'payDeposit', id, { kind: 'cash', fen: 400_000, reference: 'R-1' })).toMatchObject({
      reason: 'notYours',
    });
    await done('mu-qing', 'payDeposit', id, guarantee());
    expect(await balance(`deposit:${id}`)).toBe(0);
    await done('mu-qing', 'handOver', id, { meters: '0', keys: 1 });
    expect((await done('agent-haoyu', 'takeOver', id)).state).toBe('movedIn');
    story.sitting = id;
  });

  it('is billed from its first day, by the day in a month that isn’t whole, and each missed month once', async () => {
    const from = dayOn(0);
    const id = await moved(LUNJI, terms('P6', { from, rentFen: 1_500, months: 12, depositMonths: 3 }), {
      by: 'xun-lei',
      input: { kind: 'cash', fen: 450_000, reference: 'R-2' },
    });
    story.paying = id;
    const whole = (month: string) => Number(plus(`${monthAfter(`${month}-01`)}-01`, -1).slice(8));
    const part = (day: string) => {
      const days = whole(day.slice(0, 7));
      return Math.floor((2 * 150_000 * (days - Number(day.slice(8)) + 1) + days) / (2 * days));
    };
    const bills = async () => (await factsOf(id, 'billing { open { month fen left } billedTo }')).billing;
    await banjie.until(bills, ({ open }) => open.length === 1);
    expect((await bills()).open[0]).toMatchObject({ month: from.slice(0, 7), fen: part(from) });
    expect(await balance(`owed:${LUNJI}`)).toBe(part(from));
    // Twice the ledger is what its bills are, whatever was missed while nobody was there.
    await banjie.pass('50 days');
    const after = await banjie.until(bills, ({ billedTo }) => billedTo >= dayOn(0));
    const months = after.open.map(({ month }: Any) => month);
    expect(new Set(months).size).toBe(months.length);
    expect(months).toEqual(months.toSorted());
    for (const { month, fen } of after.open.slice(1)) expect([month, fen]).toEqual([month, 150_000]);
    expect(await balance(`owed:${LUNJI}`)).toBe(after.open.reduce((sum: number, { left }: Any) => sum + left, 0));
    // Of arrears it is reminded twice by then; the oldest bill is paid first.
    expect((await factsOf(id, 'billing { reminded }')).billing.reminded).toBe(2);
    const owed = await balance(`owed:${LUNJI}`);
    expect(await act('xun-lei', 'pay', id, { fen: owed + 1 })).toMatchObject({ reason: 'tooMuchPaid' });
    await done('town-bank', 'pay', id, { fen: owed - 300_000, reference: 'B-1' });
    expect((await bills()).open.map(({ left }: Any) => left)).toEqual([150_000, 150_000]);
    expect(await balance(`owed:${LUNJI}`)).toBe(300_000);
  });

  it('takes a room more and gives one back with the landlord’s consent', async () => {
    const id = story.paying;
    await done('agent-lunji', 'askChange', id, { kind: 'addRoom', room: 'P4', from: `${monthAfter(dayOn(0))}-01` });
    expect(await act('mu-qing', 'allowChange', id, { rentFen: 100 })).toMatchObject({ reason: 'rentNeeded' });
    await done('mu-qing', 'allowChange', id, { rentFen: 1_500 });
    expect((await factsOf(id, 'lease { parts { room { id } from to } }')).lease.parts).toHaveLength(2);
    await done('agent-lunji', 'askChange', id, { kind: 'sublet', room: 'P6', from: dayOn(1), subtenant: '小作坊' });
    await done('mu-qing', 'refuseChange', id, { reason: 'No workshop fits there.' });
    await done('agent-lunji', 'askChange', id, { kind: 'dropRoom', room: 'P4', from: `${monthAfter(dayOn(0), 2)}-01` });
    await done('mu-qing', 'allowChange', id);
    const [first] = (await factsOf(id, 'lease { parts { room { id } from to } }')).lease.parts.filter(
      ({ room }: Any) => room.id === 'P4',
    );
    expect(first).toMatchObject({ from: `${monthAfter(dayOn(0))}-01`, to: plus(`${monthAfter(dayOn(0), 2)}-01`, -1) });
    await done('agent-lunji', 'askRenewal', id, { months: 12 });
    const next = terms('P6', { rentFen: 1_600, depositMonths: 3 });
    expect(await act('mu-qing', 'offer', id, { ...next, from: dayOn(1) })).toMatchObject({
      issues: [{ path: ['input', 'from'] }],
    });
    await done('mu-qing', 'offer', id, next);
    await done('agent-lunji', 'agree', id, { version: 2 });
    expect((await factsOf(id, 'renewing { version written depositOpen }')).renewing).toEqual({
      ...{ version: 2, written: true, depositOpen: 30_000 },
    });
  });

  it('is matched by the sitting tenant on equal terms: nobody else signs for ten working days', async () => {
    const sitting = story.sitting;
    const { lease } = await factsOf(sitting, 'lease { to }');
    const rivalFor = async (firm: string) => {
      const id = await offered(firm, terms('P5', { from: plus(lease.to, 8), months: 6, rentFen: 2_400 }));
      expect((await done(agentOf[firm] as string, 'agree', id, { version: 1 })).state).toBe('reserved');
      await banjie.until(
        async () => (await factsOf(sitting, 'rivals { case }')).rivals,
        (rivals) => rivals.some((one: Any) => one.case === id),
      );
      return id;
    };
    const first = await rivalFor(TUOMI);
    expect(await act('agent-tuomi', 'sign', first, { version: 1, sha256: HASH })).toMatchObject({ reason: 'sittingTenantFirst' });
    // The sitting tenant reads the terms, and not whose they are.
    const shown = await caseOf(sitting, '... on ParkTenancy { facts { rivals { rentFen months } } }', 'agent-haoyu');
    expect(shown.facts.rivals).toEqual([{ rentFen: 2_400, months: 6 }]);
    await done('agent-haoyu', 'match', sitting);
    await banjie.until(
      () => stateOf(first),
      (state) => state === 'negotiating',
    );
    const renewed = (await factsOf(sitting, 'lease { to parts { from to rentFen } }')).lease;
    expect(renewed.parts.at(-1)).toMatchObject({ from: plus(lease.to, 1), rentFen: 2_400 });
    // The next time it lets the time pass: then the other signs.
    const second = await offered(TUOMI, terms('P5', { from: plus(renewed.to, 8), months: 6 }));
    await done('agent-tuomi', 'agree', second, { version: 1 });
    await banjie.until(
      async () => (await factsOf(sitting, 'rivals { case }')).rivals,
      (rivals) => rivals.length === 1,
    );
    await banjie.pass(TEN_WORKING_DAYS);
    await banjie.until(
      async () => (await factsOf(second, 'rights { lapsed }')).rights,
      (rights) => rights.every(({ lapsed }: Any) => lapsed),
    );
    await signs(second, TUOMI);
    expect(await act('agent-haoyu', 'askRenewal', sitting, { months: 12 })).toMatchObject({ reason: 'rightWaived' });
    expect(await free('P5', plus(renewed.to, 1), plus(renewed.to, 200))).toBe(false);
  });

  it('is renewed for a year only when both sides have signed in time, and what is more of the deposit is there', async () => {
    const id = story.paying;
    await banjie.until(
      async () => (await factsOf(id, 'renewing { version }')).renewing,
      (renewing) => renewing === null,
    );
    const before = (await factsOf(id, 'lease { to }')).lease.to;
    await done('agent-lunji', 'agree', id, { version: 2 });
    expect(await free('P6', plus(before, 20), plus(before, 30))).toBe(false);
    await done('agent-lunji', 'sign', id, { version: 2, sha256: HASH });
    await done('mu-qing', 'sign', id, { version: 2, sha256: HASH });
    expect((await factsOf(id, 'lease { to }')).lease.to).toBe(before);
    await done('xun-lei', 'payDeposit', id, { kind: 'cash', fen: 30_000, reference: 'R-3' });
    expect((await factsOf(id, 'lease { to }')).lease.to).toBe(lastOfMonths(plus(before, 1), 12));
    expect(await balance(`deposit:${id}`)).toBe(480_000);
  });

  it('stays as it is where its firm is dissolved: the park is told, and nobody is put out', async () => {
    const id = story.sitting;
    const firm = (await banjie.ask('ke-zheng', `{ firm(uscc: "${HAOYU}") { version } }`)).data.firm;
    const ended = await banjie.ask(
      'guan-shu',
      `mutation { endFirm(key: "${HAOYU}", state: "dissolved", expectedVersion: ${firm.version}, requestId: "end-haoyu") { __typename } }`,
    );
    expect(ended.data.endFirm.__typename).toBe('ChangeDone');
    await banjie.until(
      async () => (await factsOf(id, 'firmEnd { state }')).firmEnd,
      (end) => end !== null,
    );
    expect(await stateOf(id)).toBe('movedIn');
    expect((await subjects('mu-qing')).join()).toMatch(/昊宇拉链有限公司.*(dissolved|注销)/);
    expect(await act('mu-qing', 'succeed', id)).toMatchObject({ reason: 'noSuccessor' });
  });

  it('goes on without term where nobody objects at its end; nobody else gets its rooms until there is a notice', async () => {
    const from = dayOn(0);
    const id = await moved(TUOMI, terms('P3', { from, months: 2, depositMonths: 0 }));
    const { to } = (await factsOf(id, 'lease { to }')).lease;
    await banjie.pass('65 days');
    await banjie.until(
      async () => (await factsOf(id, 'lease { indefinite }')).lease.indefinite,
      (is) => is,
    );
    expect(await stateOf(id)).toBe('movedIn');
    expect((await subjects('mu-qing')).join()).toMatch(/goes on without term|转为不定期/);
    expect(await free('P3', plus(to, 2_000), plus(to, 2_100))).toBe(false);
    const other = await offered(LUNJI, terms('P3', { from: plus(to, 2_000) }));
    expect(await act('agent-lunji', 'agree', other, { version: 1 })).toMatchObject({ reason: 'roomTaken' });
    expect(await act('mu-qing', 'giveNotice', id, { to: dayOn(5), cause: 'term', reason: 'Needed' })).toMatchObject({
      reason: 'noticeTooShort',
    });
    await done('mu-qing', 'giveNotice', id, { to: dayOn(40), cause: 'term', reason: 'The house is rebuilt.' });
    expect((await done('agent-lunji', 'agree', other, { version: 1 })).state).toBe('reserved');
  });

  it('keeps arrears after its end, in the report and in what is owed; they can still be paid', async () => {
    const id = story.paying;
    await done('agent-lunji', 'giveNotice', id, { to: dayOn(30), cause: 'firmLeaves', reason: 'A house of our own' });
    await banjie.pass('31 days');
    expect(await act('mu-qing', 'settle', id)).toMatchObject({ reason: 'notInspected' });
    const damages = [
      { what: '门锁 lock', fen: 30_000 },
      { what: '墙面 wall', fen: 70_000 },
    ];
    await done('mu-qing', 'inspectExit', id, { damages, agreed: true, tenantWord: 'So it is.' });
    expect(await act('mu-qing', 'settle', id)).toMatchObject({ reason: 'kernel.fourEyes' });
    const deductions = damages.map((one) => ({ kind: 'damage', ...one }));
    expect(await act('kong-fan', 'settle', id, { deductions: [{ ...deductions[0], fen: 480_001 }] })).toMatchObject({
      reason: 'moreThanDeposit',
    });
    await done('kong-fan', 'settle', id, { deductions });
    expect(await balance(`deposit:${id}`)).toBe(380_000);
    expect(await act('kong-fan', 'close', id)).toMatchObject({ reason: 'refundOpen' });
    await done('agent-lunji', 'setAccount', id, { account: '6222 0000 1111 2222 333' });
    // Whoever pays by hand has to know where to.
    expect((await factsOf(id, 'account', 'xun-lei')).account).toBe('6222 0000 1111 2222 333');
    expect((await factsOf(id, 'account', 'mu-qing')).account).not.toContain('2222 333');
    await done('xun-lei', 'refund', id);
    await banjie.until(
      () => act('xun-lei', 'confirmPayment', id, { payment: `${id}/1` }),
      ({ reason }) => reason !== 'kernel.paymentUnderWay',
    );
    expect(await balance(`deposit:${id}`)).toBe(0);
    expect((await done('kong-fan', 'close', id)).state).toBe('ended');
    const owed = await balance(`owed:${LUNJI}`);
    expect(owed).toBeGreaterThan(300_000);
    // What isn’t due yet is no arrears.
    await banjie.pass('10 days');
    const REPORT = `{ tenancyReport(park: "xindai-parts", from: "${dayOn(-300)}", before: "${dayOn(1)}") { occupancy moveIns arrears { caseId state fen days } rejections { criterion count } } }`;
    const report = async () => (await banjie.ask('mu-qing', REPORT)).data.tenancyReport;
    const before = await report();
    expect(before.arrears.find(({ caseId }: Any) => caseId === id)).toMatchObject({ state: 'ended', fen: owed });
    expect(before).toMatchObject({ moveIns: 3, rejections: [{ criterion: expect.any(String), count: 1 }, { count: 1 }] });
    expect(before.occupancy).toBeGreaterThan(0);
    await done('xun-lei', 'pay', id, { fen: owed });
    expect(await balance(`owed:${LUNJI}`)).toBe(0);
    expect((await report()).arrears.some(({ caseId }: Any) => caseId === id)).toBe(false);
  });
});

const story = { sitting: '', paying: '' };
