import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tongyu } from '../../prisma/seed/tongyu.ts';
import { xindai } from '../../prisma/seed/xindai.ts';
import { deskQuestionPackage } from '../../processes/desk-question.ts';
import { publicNoticePackage } from '../../processes/public-notice.ts';
import type { TestBanjie } from '../../testing/test-banjie.ts';
import { listingPackage } from '../processes/public-notice/listing/package.ts';
import { startOnSharedPostgres } from '../servers/whole-banjie.ts';

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

/** A rule asks for five working days at least. */
const town = {
  ...xindai,
  tables: [...(xindai.tables ?? []), { table: 'noticeRules', key: 'listing', value: { days: 7, least: 5 } }],
};

let banjie: TestBanjie;
beforeAll(async () => {
  banjie = await startOnSharedPostgres({
    packages: [deskQuestionPackage, publicNoticePackage, listingPackage],
    tenants: [tongyu, town],
  });
});
afterAll(() => banjie?.close());

/** Somebody without a token. */
const stranger = async (query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<Any> => {
  const response = await fetch(`${banjie.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  // Each answer has a number of its own.
  return JSON.parse((await response.text()).replace(/,?"requestId":"[^"]*"/, ''));
};
const here = { 'banjie-tenant': 'xindai' };
const VIEW = `{ notice { id process title state since until lines { title { en } text } } rows(first: 100) { totalCount edges { node { key lines { title { en } text } } } } }`;
const viewOf = async (id: string, tenant = 'xindai') =>
  stranger(`query ($tenant: ID!, $id: ID!) { publicView(tenant: $tenant, caseId: $id) ${VIEW} }`, { tenant, id });
const listOf = async (tenant: string, more = '') =>
  stranger(
    `query ($tenant: ID!) { publicNotices(tenant: $tenant ${more}) { totalCount pageInfo { endCursor hasNextPage } edges { node { id title until } } } }`,
    { tenant },
  );
const rows = (many: number, name = 'Firm') =>
  Array.from({ length: many }, (_, n) => ({
    key: `${n + 1}`,
    firm: `${name} ${n + 1}`,
    amount: `${n + 1},000 yuan`,
    agent: 'agent-yinfan',
  }));
const noticesOf = async (listing: string): Promise<string[]> => {
  const { data } = await banjie.ask('ke-zheng', `{ case(id: "${listing}") { linkedFrom { from } } }`);
  return data.case.linkedFrom.map(({ from }: Any) => from);
};
const published = async (of: readonly object[], more: object = {}): Promise<{ listing: string; notice: string }> => {
  const listing = (await banjie.start('rao-min', 'listing', { rows: of })).case?.id ?? '';
  expect(await banjie.act('rao-min', 'listing.publish', listing, more)).toMatchObject({ __typename: 'ActionDone' });
  const [notice = ''] = await banjie.until(
    () => noticesOf(listing),
    (all) => all.length > 0,
  );
  return { listing, notice };
};
const caseOf = async (id: string, selection: string, person = 'ke-zheng'): Promise<Any> =>
  (await banjie.ask(person, `{ case(id: "${id}") { ${selection} } }`)).data?.case;
const listingFacts = (id: string) => caseOf(id, '... on Listing { facts { passed ends } }').then(({ facts }) => facts);
/** A requestId that nobody could guess, and the same for the same act. */
const requests = new Map<string, string>();
const requestOf = (act: string): string => {
  const known = requests.get(act) ?? randomUUID();
  requests.set(act, known);
  return known;
};
const object = (caseId: string, input: object, n = 0) =>
  stranger(
    `mutation ($id: ID!, $r: ID!, $input: PublicNoticeObject!) { publicNoticeObject(caseId: $id, requestId: $r, input: $input) {
      __typename ... on ActionDone { case { id openedBy openedByName dueAt tasks { action } clocks { name } links { to } linkedFrom { from } parties { name } history(first: 50) { edges { node { name } } } ... on PublicNotice { facts { tips parent objections { n } rows { key people } } } } } ... on Refused { reason } ... on InvalidInput { issues { message } } } }`,
    { id: caseId, r: requestOf(`${caseId} ${n}`), input },
    here,
  ).then(({ data, errors }) => data?.publicNoticeObject ?? errors?.[0]?.extensions?.code);
const named = (n: number) => ({ rows: [`${n}`], text: `It isn’t so, says ${n}.`, name: `Objector ${n}`, phone: '0573-1234567' });

describe('a public notice', () => {
  it('is read by everybody without a token, as the process says and without anything personal', async () => {
    const { notice } = await published(rows(100));
    const { data } = await viewOf(notice);
    expect(data.publicView.notice).toMatchObject({
      id: notice,
      process: 'publicNotice',
      state: 'published',
      title: 'Subsidies of 2026',
    });
    // Its end is shown from the start, at a midnight of the tenant.
    expect(data.publicView.notice.until).toMatch(/T16:00:00/);
    expect(data.publicView.rows.totalCount).toBe(100);
    expect(data.publicView.rows.edges[1].node).toEqual({
      key: '2',
      lines: [
        { title: { en: 'Firm' }, text: 'Firm 2' },
        { title: { en: 'Amount' }, text: '2,000 yuan' },
      ],
    });
    const said = JSON.stringify(data);
    for (const secret of ['agent-yinfan', 'rao-min', '印帆', '饶敏'])
      expect([secret, said.includes(secret)]).toEqual([secret, false]);
    const next = await stranger(
      `{ publicView(tenant: "xindai", caseId: "${notice.toLowerCase()}") { rows(first: 2, after: "${Buffer.from('OffsetConnection:97').toString('base64')}") { pageInfo { hasNextPage } edges { node { key } } } } }`,
    );
    expect(next.data.publicView.rows).toEqual({
      pageInfo: { hasNextPage: false },
      edges: ['99', '100'].map((key) => ({ node: { key } })),
    });
    // Behind its end there is nothing, however far behind.
    for (const cursor of ['after: 99999999999', 'after: 2147483646', 'after: 1e30', 'before: 99999999999, last: 2']) {
      const [, way = '', at = '', rest = ''] = /^(\w+): (\w+)(.*)$/.exec(cursor) ?? [];
      const page = await stranger(
        `{ publicView(tenant: "xindai", caseId: "${notice}") { rows(${way}: "${Buffer.from(`OffsetConnection:${at}`).toString('base64')}"${rest}) { totalCount edges { node { key } } } } }`,
      );
      expect([cursor, page.data?.publicView.rows.totalCount ?? page.errors[0].extensions.code]).toEqual([cursor, 100]);
    }
  });

  it('isn’t there for other tenants, and what isn’t public isn’t there for anybody', async () => {
    const { listing, notice } = await published(rows(2, 'Isolated'));
    const nothing = await viewOf('XD-PN-20260101-9999');
    expect(nothing.errors[0].extensions.code).toBe('NOT_FOUND');
    const like = (id: string) => JSON.parse(JSON.stringify(nothing).replaceAll('XD-PN-20260101-9999', id));
    expect(await viewOf(notice, 'tongyu')).toEqual(like(notice));
    expect(await viewOf(listing)).toEqual(like(listing));
    expect(await viewOf(notice, '')).toEqual(like(notice));
    expect(await viewOf(notice, "xindai' OR '1'='1")).toEqual(like(notice));
    const ours = await listOf('xindai');
    expect(ours.data.publicNotices.edges.map(({ node }: Any) => node.id)).toContain(notice);
    for (const tenant of ['tongyu', '', 'nowhere', '%'])
      expect((await listOf(tenant)).data.publicNotices).toMatchObject({ totalCount: 0, edges: [] });
    for (const process of ['listing', 'nowhere'])
      expect((await listOf('xindai', `, process: "${process}", first: 100`)).data.publicNotices).toMatchObject({
        ...{ totalCount: 0, edges: [], pageInfo: { hasNextPage: false } },
      });
    // A cursor of one tenant is none of another's.
    const { endCursor } = ours.data.publicNotices.pageInfo;
    expect((await listOf('tongyu', `, after: "${endCursor}"`)).errors[0].extensions.code).toBe('INVALID_INPUT');
    // Whoever is signed in elsewhere reads what is public, and no more of the case.
    expect(
      (await banjie.ask('mei-xue', `{ publicView(tenant: "xindai", caseId: "${notice}") ${VIEW} case(id: "${notice}") { id } }`))
        .data?.case ?? null,
    ).toBeNull();
    expect(await stranger(`{ case(id: "${notice}") { id } }`, {}, here)).toMatchObject({ data: { case: null } });
    // Nor does anybody else act there.
    const elsewhere = await stranger(
      `mutation { publicNoticeLeaveTip(caseId: "${notice}", requestId: "${randomUUID()}", input: { text: "Hi" }) { __typename } }`,
      {},
      { 'banjie-tenant': 'tongyu' },
    );
    expect(elsewhere.errors[0].extensions.code).toBe('NOT_FOUND');
    const closed = await stranger(
      `mutation { publicNoticeDecide(caseId: "${notice}", requestId: "${randomUUID()}", input: { objection: 1, upheld: true, reason: "Mine" }) { __typename } }`,
      {},
      here,
    );
    expect(closed.errors[0].extensions.code).toBe('NOT_FOUND');
  });

  it('passes row by row to its case, and waits with what is objected to; whoever objects is known to the leader alone', async () => {
    const { listing, notice } = await published(rows(100, 'Row'));
    const mine = await object(notice, named(7));
    // Of the case itself a stranger is shown nothing but what is public anyway.
    expect(mine.case).toMatchObject({
      ...{ parties: [], history: { edges: [] }, tasks: [], links: [], linkedFrom: [], clocks: [{ name: 'window' }] },
      ...{ openedBy: null, openedByName: null, dueAt: null },
    });
    expect([mine.case.facts.tips ?? null, mine.case.facts.parent ?? null, mine.case.facts.objections ?? []]).toEqual([
      ...[null, null],
      [],
    ]);
    expect(mine.case.facts.rows[0].people).toEqual([]);
    expect(await object(notice, { rows: ['8'], text: 'No name' }, 1)).toMatchObject({ reason: 'needsName' });
    expect((await caseOf(notice, 'parties { name phone }', 'xiang-nan')).parties).toEqual([
      { name: '**', phone: expect.stringMatching(/\*/) },
    ]);
    expect((await caseOf(notice, 'parties { name phone }', 'hua-sheng')).parties).toEqual([
      { name: 'Objector 7', phone: '0573-1234567' },
    ]);
    const again = await banjie.start('rao-min', 'listing', { rows: rows(1) });
    await banjie.act('rao-min', 'listing.publish', again.case?.id ?? '');
    await banjie.pass('15 days');
    const facts = await banjie.until(
      () => listingFacts(listing),
      ({ passed }) => passed.length > 0,
    );
    expect(facts).toEqual({ passed: expect.not.arrayContaining(['7']), ends: [] });
    expect(facts.passed).toHaveLength(99);
    expect(await object(notice, named(7), 2)).toMatchObject({ reason: 'windowOver' });
    expect(await caseOf(notice, 'state tasks { action role }')).toEqual({
      state: 'deciding',
      tasks: [{ action: 'decide', role: 'leader' }],
    });
    const decided = { objection: 1, upheld: false, reason: 'The books show it.' };
    expect(await banjie.act('hua-sheng', 'publicNotice.decide', notice, decided)).toMatchObject({ case: { state: 'passed' } });
    await banjie.until(
      () => listingFacts(listing),
      ({ passed, ends }) => passed.length === 100 && ends.length === 1,
    );
    const sms = await banjie.until(
      async () => banjie.sent.filter(({ to }: Any) => to === '0573-1234567'),
      (all) => all.length > 0,
    );
    expect(JSON.stringify(sms)).toContain('The books show it.');
    expect((await banjie.ask('ke-zheng', `{ verifyRecord(caseId: "${notice}") { intact } }`)).data.verifyRecord).toEqual({
      intact: true,
    });
  });

  it('names whoever objects or leaves a tip with an account to the leader alone, not to the office nor to who oversees', async () => {
    const { notice } = await published(rows(2, 'Signed'));
    const about = { rows: ['1'], text: 'It isn’t so.' };
    expect(await banjie.act('shao-qing', 'publicNotice.object', notice, about)).toMatchObject({ __typename: 'ActionDone' });
    await banjie.act('bian-lu', 'publicNotice.leaveTip', notice, { text: 'Look at row 2.' });
    const SAID =
      'parties { person name } history(first: 9) { edges { node { actorId actorName } } } ... on PublicNotice { facts { objections { by byName } } }';
    for (const reader of ['xiang-nan', 'guan-shu']) {
      const said = JSON.stringify(await caseOf(notice, SAID, reader));
      for (const name of ['shao-qing', '邵晴', 'bian-lu', '卞'])
        expect([reader, name, said.includes(name)]).toEqual([reader, name, false]);
    }
    for (const filter of ['shao-qing', 'bian-lu'])
      expect(
        (await banjie.ask('guan-shu', `{ events(filter: { caseId: "${notice}", actor: "${filter}" }) { totalCount } }`)).data
          .events,
      ).toEqual({ totalCount: 0 });
    const known = JSON.stringify(await caseOf(notice, SAID, 'hua-sheng'));
    for (const name of ['shao-qing', '邵晴', '卞璐']) expect([name, known.includes(name)]).toEqual([name, true]);
    // What they decide themselves stands with their names, as in every office.
    await banjie.act('hua-sheng', 'publicNotice.decide', notice, { objection: 1, upheld: false, reason: 'It is so.' });
    expect(JSON.stringify(await caseOf(notice, SAID, 'xiang-nan'))).toContain('hua-sheng');
  });

  it('gives a corrected row the whole time again, on a notice of its own', async () => {
    const { listing, notice } = await published(rows(2, 'Wrong'), { days: 2 });
    expect((await caseOf(notice, '... on PublicNotice { facts { days } }')).facts.days).toBe(5);
    const { until } = (await viewOf(notice)).data.publicView.notice;
    await banjie.pass('3 days');
    await banjie.act('xiang-nan', 'publicNotice.correct', notice, {
      rows: [{ key: '2', values: ['Right 2', '2,000 yuan'] }],
      reason: 'A slip',
    });
    const all = await banjie.until(
      () => noticesOf(listing),
      (found) => found.length === 2,
    );
    const second = all.find((id) => id !== notice) ?? '';
    // Where it was wrong it is public no more.
    const first = (await viewOf(notice)).data.publicView;
    expect([first.rows.totalCount, first.rows.edges.map(({ node }: Any) => node.key)]).toEqual([1, ['1']]);
    const { data } = await viewOf(second);
    expect(data.publicView.rows.edges).toMatchObject([{ node: { key: '2', lines: [{ text: 'Right 2' }, {}] } }]);
    expect(Date.parse(data.publicView.notice.until)).toBeGreaterThan(Date.parse(until));
    await banjie.pass('15 days');
    const facts = await banjie.until(
      () => listingFacts(listing),
      ({ ends }) => ends.length === 2,
    );
    expect(facts.passed.toSorted()).toEqual(['1', '2']);
    expect(facts.ends.toSorted()).toEqual(['partlyPassed', 'passed']);
  });

  it('tells its case where it was refused, such as while a row is on another notice', async () => {
    const { listing } = await published(rows(1, 'Twice'));
    await banjie.act('rao-min', 'listing.publish', listing);
    const refused = await banjie.until(
      async () => (await caseOf(listing, '... on Listing { facts { refused } }')).facts.refused,
      (all) => all.length > 0,
    );
    expect(refused).toEqual([expect.stringContaining('row 1')]);
    expect(await noticesOf(listing)).toHaveLength(1);
  });

  it('moves its end with the calendar, and says so in the case', async () => {
    const { notice } = await published(rows(1, 'Moved'));
    const before = (await viewOf(notice)).data.publicView.notice.until;
    const day = new Date(Date.parse(before) - 8 * 3_600_000).toISOString().slice(0, 10);
    const { data: known } = await banjie.ask('guan-shu', '{ calendar }');
    const changed = { ...known.calendar, days: { ...known.calendar.days, [day]: 'holiday' } };
    const { data, errors } = await banjie.ask(
      'guan-shu',
      'mutation ($c: JSON!, $v: Int!) { setCalendar(calendar: $c, expectedVersion: $v, requestId: "flood") { __typename ... on InvalidInput { issues { message } } } }',
      { c: changed, v: known.calendar.version },
    );
    expect([errors, data?.setCalendar]).toEqual([undefined, { __typename: 'ChangeDone' }]);
    expect(Date.parse((await viewOf(notice)).data.publicView.notice.until)).toBeGreaterThan(Date.parse(before));
    expect((await caseOf(notice, 'clockMoves { clocks { name } }')).clockMoves).toMatchObject([{ clocks: [{ name: 'window' }] }]);
  });

  it('names nobody who tried to object, not even somebody of the staff', async () => {
    const { notice } = await published(rows(1, 'Tried'));
    expect((await banjie.act('che-ming', 'publicNotice.object', notice, { rows: ['1'], text: 'No' })).reason).toBe(
      'kernel.wrongRole',
    );
    const tried = async (filter: string) =>
      (
        await banjie.ask(
          'ke-zheng',
          `{ attempts(first: 5, filter: { caseId: ["${notice}"] ${filter} }) { edges { node { actorId actorName unit code } } } }`,
        )
      ).data.attempts.edges;
    expect(await tried('')).toMatchObject([{ node: { actorId: null, unit: null, code: 'kernel.wrongRole' } }]);
    expect(JSON.stringify(await tried(''))).not.toMatch(/车/);
    expect(await tried(', actor: "che-ming"')).toEqual([]);
  });

  it('keeps fifty objections that come at once, and asks for one decision', async () => {
    const { notice } = await published(rows(50, 'Raced'));
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => object(notice, named(n + 1), n)));
    expect(answers.map(({ __typename }) => __typename)).toEqual(answers.map(() => 'ActionDone'));
    const { tasks, facts } = await caseOf(notice, 'tasks { action } ... on PublicNotice { facts { objections { n state } } }');
    expect(tasks).toEqual([{ action: 'decide' }]);
    expect(facts.objections.map(({ n }: Any) => n)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
    expect((await object(notice, named(1), 0)).__typename).toBe('ActionDone');
    expect((await caseOf(notice, '... on PublicNotice { facts { objections { n } } }')).facts.objections).toHaveLength(50);
  });
});
