import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Office, openOffice } from './office.ts';
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

describe('ten thousand cases', () => {
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

/** What the relay and the bell ask in between isn't the question's. */
const OF_THE_HOUSE = /claim_outbox|NOTIFY|LISTEN/;

describe('the database is asked', () => {
  it('for nothing else meanwhile: the messages of the report above have left', async () => {
    const waiting = `SELECT 1 FROM outbox WHERE delivered_at IS NULL AND failure IS NULL AND channel <> 'inbox'`;
    await expect.poll(() => office.sql(waiting), { timeout: 20_000 }).toEqual([]);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
  /** Statements that one question costs. */
  const statements = async (person: string, question: string): Promise<number> => {
    const spy = vi.spyOn(Client.prototype, 'query');
    const answer = await office.ask(person, question);
    const asked = spy.mock.calls.map(([text]) => (typeof text === 'string' ? text : (text as { text: string }).text));
    spy.mockRestore();
    expect(answer.errors).toBeUndefined();
    return asked.filter((text) => !OF_THE_HOUSE.test(text)).length;
  };
  const casesWith = (first: number, more: string) => `{ cases(first: ${first}) { totalCount edges { node { id ${more} } } } }`;

  it.each([
    ['cases', (n: number) => casesWith(n, 'title state dueAt')],
    ['next actions', (n: number) => casesWith(n, 'nextActions { name allowed reason }')],
    ['tasks with what is left', (n: number) => casesWith(n, 'tasks { action remaining { value } overdue }')],
    ['clocks with what is left', (n: number) => casesWith(n, 'clocks { name dueAt remaining { value } overdue }')],
    ['parties', (n: number) => casesWith(n, 'parties { name phone }')],
    [
      'histories',
      (n: number) => casesWith(n, 'history(first: 5) { totalCount edges { node { name actorName sheet { display } } } }'),
    ],
    ['pictures, also of merged cases', (n: number) => casesWith(n, 'attachments { url thumbnailUrl }')],
    ['links', (n: number) => casesWith(n, 'links { from to kind } linkedFrom { from to kind }')],
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
      (n: number) => `{ events(first: ${n}) { totalCount edges { node { name input case { title parties { name } } } } } }`,
    ],
    ['people', (n: number) => `{ people(first: ${n}) { totalCount edges { node { name roles { role } } } } }`],
    ['notices', (n: number) => `{ inbox(first: ${n}) { totalCount edges { node { subject body } } } }`],
  ])('as often for a hundred as for two: %s', async (_, question) => {
    await statements('lou-tao', question(2));
    const [two, hundred] = [await statements('lou-tao', question(2)), await statements('lou-tao', question(100))];
    expect(hundred).toBe(two);
    expect(two).toBeLessThan(40);
  });
});
