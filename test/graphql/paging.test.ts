import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Office, openOffice, rubbish } from './office.ts';
import { fillWithCases, MANY } from './street-of-cases.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await fillWithCases(office);
});
afterAll(() => office?.close());

type Page = {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  edges: { node: Record<string, string> }[];
};

/** Turns the pages of a list to its end, and gives the entries with the total each page told. */
const readToTheEnd = async (
  person: string,
  field: string,
  args = '',
  node = 'id',
): Promise<{ ids: string[]; totals: Set<number> }> => {
  const ids: string[] = [];
  const totals = new Set<number>();
  for (let after: string | null = null, more = true; more; ) {
    const answer = await office.ask(
      person,
      `query ($after: String) { ${field}(first: 100, after: $after ${args}) { totalCount pageInfo { hasNextPage endCursor } edges { node { ${node} } } } }`,
      { after },
    );
    const page = answer.data[field] as Page;
    ids.push(...page.edges.map(({ node: entry }) => Object.values(entry).join('/')));
    totals.add(page.totalCount);
    after = page.pageInfo.endCursor;
    more = page.pageInfo.hasNextPage;
  }
  return { ids, totals };
};
const inOrder = async (question: string): Promise<string[]> => (await office.sql<{ id: string }>(question)).map(({ id }) => id);

describe('thousands of cases', () => {
  it.each([
    ['NEWEST', 'opened_at DESC, id DESC'],
    ['OLDEST', 'opened_at, id'],
    ['DUE', 'due_at NULLS LAST, id'],
    ['UPDATED', 'updated_at DESC, id DESC'],
  ])(
    'are read page by page in the order %s, each once and with their number',
    async (order, sql) => {
      const { ids, totals } = await readToTheEnd('xu-jing', 'cases', `, orderBy: ${order}`);
      expect([...totals]).toEqual([MANY]);
      expect(ids).toEqual(await inOrder(`SELECT id FROM cases ORDER BY ${sql}`));
    },
    60_000,
  );

  it('are narrowed by what is asked for', async () => {
    const narrowed: [string, string][] = [
      ['state: ["closed"]', `state = 'closed'`],
      ['closed: false, unit: ["sanitation"]', `NOT closed AND unit = 'sanitation'`],
      ['area: ["cangqiao", "dalongshi"], unit: ["urban"]', `area IN ('cangqiao', 'dalongshi') AND unit = 'urban'`],
      [
        'openedFrom: "2025-01-02T00:00:00Z", openedBefore: "2025-01-03T00:00:00Z"',
        `opened_at >= '2025-01-02Z' AND opened_at < '2025-01-03Z'`,
      ],
      ['text: "report 123"', `title ILIKE '%report 123%'`],
      ['text: "FS-IR-20250101-000042"', `id = 'FS-IR-20250101-000042'`],
      ['openedBy: "deng-li", process: ["issueReport"], overdue: true', `due_at < now() AND NOT closed`],
    ];
    for (const [filter, where] of narrowed) {
      const { ids, totals } = await readToTheEnd('xu-jing', 'cases', `, filter: { ${filter} }`);
      const expected = await inOrder(`SELECT id FROM cases WHERE ${where} ORDER BY opened_at DESC, id DESC`);
      expect([filter, [...totals], ids]).toEqual([filter, [expected.length], expected]);
    }
  }, 60_000);

  it('are for a handler those of the unit alone', async () => {
    const { ids, totals } = await readToTheEnd('fang-yong', 'cases');
    const expected = await inOrder(`SELECT id FROM cases WHERE unit = 'sanitation' ORDER BY opened_at DESC, id DESC`);
    expect([[...totals], ids]).toEqual([[expected.length], expected]);
  });

  it('leave a work list that is sorted by time left, with those without a due time at its end', async () => {
    const { ids, totals } = await readToTheEnd('fang-yong', 'tasks');
    const expected = await inOrder(`SELECT id FROM tasks WHERE unit = 'sanitation' ORDER BY due_at NULLS LAST, id`);
    expect([[...totals], ids]).toEqual([[expected.length], expected]);
    const someone = await readToTheEnd('lu-xia', 'tasks', ', filter: { mine: false, unit: ["sanitation"] }');
    expect(someone.ids).toEqual(expected);
  });

  it('have twice as many events, which auditors read to the end', async () => {
    const all = await office.ask('qiu-ming', '{ events(first: 1) { totalCount } }');
    expect(all.data.events.totalCount).toBe(2 * MANY);
    const filter = 'filter: { before: "2025-01-02T00:00:00Z", process: ["issueReport"] }';
    const { ids, totals } = await readToTheEnd('qiu-ming', 'events', `, ${filter}`, 'caseId revision');
    const sql = `SELECT case_id || '/' || revision AS id FROM events WHERE at < '2025-01-02Z' ORDER BY tx DESC, seq DESC`;
    const expected = await inOrder(sql);
    expect(expected.length).toBeGreaterThan(MANY / 2);
    expect([[...totals], ids]).toEqual([[expected.length], expected]);
    const one = ', filter: { name: ["Accepted"], caseId: ["FS-IR-20250101-000042"] }';
    expect((await readToTheEnd('qiu-ming', 'events', one, 'caseId')).ids).toEqual(['FS-IR-20250101-000042']);
  }, 60_000);

  it('that are opened while somebody turns pages move nothing on the pages to come', async () => {
    const ask = async (after: string | null): Promise<Page> =>
      (
        await office.ask(
          'xu-jing',
          'query ($after: String) { cases(first: 50, after: $after) { totalCount pageInfo { endCursor hasNextPage } edges { node { id } } } }',
          { after },
        )
      ).data.cases;
    const first = await ask(null);
    await office.start('wang-xiuying', { category: 'other', text: 'New', place: { lat: 30.003, lon: 120.573 } });
    const second = await ask(first.pageInfo.endCursor);
    const expected = await inOrder(`SELECT id FROM cases WHERE id LIKE 'FS-IR-2025%' ORDER BY opened_at DESC, id DESC LIMIT 100`);
    expect([...first.edges, ...second.edges].map(({ node }) => node.id)).toEqual(expected);
    expect(second.totalCount).toBe(MANY + 1);
  });
});

/** What the staff watch, the readings and the bell ask in between isn't the question's; the worker's role asks none. */
const OF_THE_HOUSE = /staff_day|note_readings|NOTIFY|LISTEN/;

/** Statements that one question costs. */
const statements = async (person: string, question: string): Promise<number> => {
  const spy = vi.spyOn(Client.prototype, 'query');
  const answer = await office.ask(person, question);
  const asked = spy.mock.calls
    .filter((_, at) => (spy.mock.contexts[at] as Client).user !== 'banjie_worker')
    .map(([text]) => (typeof text === 'string' ? text : (text as { text: string }).text));
  spy.mockRestore();
  expect(answer.errors).toBeUndefined();
  return asked.filter((text) => !OF_THE_HOUSE.test(text)).length;
};

describe('the database is asked', () => {
  it('for nothing else meanwhile: the messages of the report above have left', async () => {
    const waiting = `SELECT 1 FROM waiting_messages`;
    await expect.poll(() => office.sql(waiting), { timeout: 20_000 }).toEqual([]);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
  const casesWith = (first: number, more: string) => `{ cases(first: ${first}) { totalCount edges { node { id ${more} } } } }`;

  it.each([
    ['cases', (n: number) => casesWith(n, 'title state dueAt')],
    ['next actions', (n: number) => casesWith(n, 'nextActions { name allowed reason }')],
    ['tasks with what is left', (n: number) => casesWith(n, 'tasks { action remaining { value } overdue }')],
    ['clocks with what is left', (n: number) => casesWith(n, 'clocks { name dueAt remaining { value } overdue }')],
    [
      'names and titles',
      (n: number) =>
        casesWith(n, 'openedByName unitTitle { en } areaTitle { en } tasks { personName unitTitle { zh } roleTitle { en } }'),
    ],
    [
      'facts with the names of people in them',
      (n: number) =>
        casesWith(n, 'sheet { display } ... on IssueReport { facts { handlerName reporters { idName } workedOnNames } }'),
    ],
    ['parties', (n: number) => casesWith(n, 'parties { name phone }')],
    [
      'histories',
      (n: number) => casesWith(n, 'history(first: 5) { totalCount edges { node { name actorName sheet { display } } } }'),
    ],
    ['pictures, also of merged cases', (n: number) => casesWith(n, 'attachments { url thumbnailUrl }')],
    ['links', (n: number) => casesWith(n, 'links { from fromTitle to toTitle kind } linkedFrom { from fromTitle to kind }')],
    [
      'all of it at once',
      (n: number) =>
        casesWith(
          n,
          'nextActions { name } tasks { action remaining { value } } clocks { remaining { value } } parties { name } history(first: 3) { edges { node { name } } } attachments { url } links { to }',
        ),
    ],
    [
      'work lists',
      (n: number) =>
        `{ tasks(first: ${n}) { totalCount edges { node { action remaining { value } case { title clocks { remaining { value } } } } } } }`,
    ],
    [
      'events',
      (n: number) =>
        `{ events(first: ${n}) { totalCount edges { node { name sheet { display } unitTitle { en } case { title parties { name } } } } } }`,
    ],
    ['people', (n: number) => `{ people(first: ${n}) { totalCount edges { node { name roles { role } } } } }`],
    ['notices', (n: number) => `{ inbox(first: ${n}) { totalCount edges { node { subject body } } } }`],
  ])('as often for a hundred as for two: %s', async (_, question) => {
    await statements('lou-tao', question(2));
    const [two, hundred] = [await statements('lou-tao', question(2)), await statements('lou-tao', question(100))];
    // What is remembered of the tenant may be asked for anew in between.
    expect(Math.abs(hundred - two)).toBeLessThanOrEqual(1);
    expect(two).toBeLessThan(40);
  });
});

describe('who tried and who read', () => {
  it('is asked of the database as often for a hundred as for two', async () => {
    await office.sql(`INSERT INTO attempts (id, tenant, case_id, process, action, actor_id, actor_name, at, kind, code, message)
      SELECT 'attempt-' || n, 'fushan', 'FS-IR-20250101-' || lpad(n::text, 6, '0'), 'issueReport', 'accept', 'deng-li', 'Deng', now(), 'Refused', 'x', 'No'
      FROM generate_series(1, 120) n`);
    await office.sql(`INSERT INTO readings (id, tenant, reader, reader_name, role, way, query, case_id, kinds, people, at)
      SELECT 'reading-' || n, 'fushan', 'lou-tao', 'Lou', 'dispatcher', 'case', 'case', 'FS-IR-20250101-' || lpad(n::text, 6, '0'), '{name}', '{deng-li}', now()
      FROM generate_series(1, 120) n`);
    for (const question of [
      (n: number) => `{ attempts(first: ${n}) { totalCount edges { node { actorId actorName } } } }`,
      (n: number) => `{ readings(first: ${n}) { totalCount edges { node { readerName people roleTitle { en } } } } }`,
    ]) {
      await statements('qiu-ming', question(2));
      expect(await statements('qiu-ming', question(100))).toBe(await statements('qiu-ming', question(2)));
    }
    // Names that others have read on the way are among them.
    const { ids, totals } = await readToTheEnd('deng-li', 'readings', ', filter: { reader: "lou-tao", way: [CASE] }', 'caseId');
    expect([[...totals], new Set(ids).size]).toEqual([[120], 120]);
  });
});

describe('cases among thousands', () => {
  it.each([
    ['UPDATED', 'deng-li', 'comment', { text: 'Still there' }],
    ['DUE', 'fang-yong', 'accept', undefined],
  ] as const)(
    'that are acted on while somebody turns pages come once each in the order %s',
    async (orderBy, person, action, input) => {
      const word = `turning ${orderBy}`;
      const ids: string[] = [];
      for (let i = 0; i < 5; i++) ids.push((await office.start('deng-li', { ...rubbish, text: `${word} ${i}` })).case.id);
      const page = async (after: string | null): Promise<Page> =>
        (
          await office.ask(
            'xu-jing',
            `query ($after: String) { cases(first: 2, after: $after, orderBy: ${orderBy}, filter: { text: "${word}" }) { totalCount pageInfo { endCursor hasNextPage } edges { node { id } } } }`,
            { after },
          )
        ).data.cases;
      const idsOf = ({ edges }: Page) => edges.map(({ node }) => node.id as string);
      const first = await page(null);
      // The last of this page, and one that hasn't come yet.
      await office.act(person, action, idsOf(first).at(-1) as string, input);
      await office.act(person, action, ids.find((id) => !idsOf(first).includes(id)) as string, input);
      const second = await page(first.pageInfo.endCursor);
      const third = await page(second.pageInfo.endCursor);
      expect([first, second, third].flatMap(idsOf).toSorted()).toEqual(ids.toSorted());
      expect(third.pageInfo.hasNextPage).toBe(false);
    },
  );

  it('are found by what was said, by names and numbers for those who read them, and by nothing else', async () => {
    const found = async (person: string, text: string, list = 'cases') =>
      (await office.ask(person, `query ($t: String) { ${list}(filter: { text: $t }) { totalCount } }`, { t: text })).data[list]
        .totalCount;
    const { id } = (
      await office.start('song-jia', {
        ...rubbish,
        text: 'Beside the stairs somebody has left a broken wardrobe, full at 100% since Monday',
        place: { ...rubbish.place, address: '西小路 12号' },
        reporter: { name: '王小明', phone: '（0575）8512－3456' },
      })
    ).case;
    await office.act('fang-yong', 'accept', id);
    await office.act('fang-yong', 'comment', id, { text: '需要叉车' });
    for (const text of [
      'wardrobe, full',
      '100% since',
      '叉车',
      '西小路',
      '王小明',
      '８５１２３４５６',
      '0575-8512 3456',
      id.toLowerCase(),
    ])
      expect([text, await found('fang-yong', text)]).toEqual([text, 1]);
    expect(await found('fang-yong', '叉车', 'tasks')).toBe(1);
    for (const text of ['100_ since', '100%since', 'wardrobe since'])
      expect([text, await found('fang-yong', text)]).toEqual([text, 0]);
    // The officer of the area sees the case, but neither the name nor the number; another unit sees nothing.
    expect([await found('zhou-min', '叉车'), await found('zhou-min', '王小明'), await found('zhou-min', '85123456')]).toEqual([
      1, 0, 0,
    ]);
    expect(await found('zhao-lei', '叉车')).toBe(0);
    // Who reported finds their own words, and not what staff wrote.
    const own = (await office.start('wang-xiuying', { ...rubbish, text: 'A very long story about the pond behind the old mill' }))
      .case.id;
    await office.act('fang-yong', 'accept', own);
    await office.act('fang-yong', 'comment', own, { text: '与水务联系' });
    expect([await found('wang-xiuying', 'old mill'), await found('wang-xiuying', '水务')]).toEqual([1, 0]);
    const refused = await office.ask('xu-jing', '{ cases(filter: { text: "report" }) { totalCount } }');
    expect(refused.errors?.[0]?.message).toMatch(/More than 5000 cases/);
    expect(await found('xu-jing', 'report 5777')).toBe(1);
    const filters = `category: ["rubbish"], handler: ["fang-yong"], channel: ["hotline"], within: { south: 30, north: 30.01, west: 120.5, east: 120.6 }, dueBefore: "2199-01-01T00:00:00Z"`;
    const { data } = await office.ask('xu-jing', `{ cases(filter: { ${filters} }) { edges { node { id } } } }`);
    expect(data.cases.edges).toEqual([{ node: { id } }]);
    expect(
      (await office.ask('zhou-min', '{ cases(filter: { party: "wang-xiuying" }) { totalCount } }')).data.cases.totalCount,
    ).toBe(0);
    expect(
      (await office.ask('fang-yong', '{ cases(filter: { party: "wang-xiuying" }) { totalCount } }')).data.cases.totalCount,
    ).toBe(1);
  });
});
