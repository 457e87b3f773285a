import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendAct } from '../../activities/acting/send.ts';
import { nextRequest, type Office, openOffice, rubbish } from './office.ts';

let office: Office;
let caseId: string;
beforeAll(async () => {
  office = await openOffice();
  caseId = (await office.start('deng-li', rubbish)).case.id;
});
afterAll(() => office?.close());

const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${office.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${office.token('xu-jing')}`, ...headers },
    body: JSON.stringify(body),
  });
/** A question that goes from case to event to case, with fields in one another to a depth of `n`. */
const deep = (n: number): string => {
  let inner = 'id';
  for (let depth = 2; depth + 4 <= n; depth += 4) inner = `history(first: 1) { edges { node { case { ${inner} } } } }`;
  return `{ case(id: "x") { ${inner} } }`;
};
const refusedWith = async (question: string, variables = {}) => {
  const answer = await office.ask('xu-jing', question, variables);
  expect(answer.errors).toHaveLength(1);
  expect(answer.errors?.[0]?.extensions.code).toBe('INVALID_INPUT');
  return answer.errors?.[0]?.message;
};

describe('a question is refused before anything is read when', () => {
  it('it is forty levels deep; one of fourteen is answered', async () => {
    expect(await refusedWith(deep(40))).toMatch(/depth/i);
    expect((await office.ask('xu-jing', deep(14))).errors).toBeUndefined();
  });

  it('it goes as deep by way of fragments', async () => {
    const fragments = Array.from(
      { length: 12 },
      (_, i) => `fragment f${i} on Case { history(first: 1) { edges { node { case { ...f${i + 1} } } } } }`,
    );
    await refusedWith(`{ case(id: "x") { ...f0 } } ${fragments.join(' ')} fragment f12 on Case { id }`);
  });

  it('it goes round in a circle of fragments', async () => {
    await refusedWith('{ case(id: "x") { ...a } } fragment a on Case { history(first: 1) { edges { node { case { ...a } } } } }');
  });

  it('it has more than thirty aliases, or four thousand words', async () => {
    expect(await refusedWith(`{ ${Array.from({ length: 31 }, (_, i) => `a${i}: me { id }`).join(' ')} }`)).toMatch(/alias/i);
    expect(await refusedWith(`{ me { ${'id '.repeat(4_001)} } }`)).toMatch(/token/i);
  });

  it('its pages in pages would be too much, whether their sizes are written into it or sent as variables', async () => {
    const pages = (size: string) =>
      `cases(first: ${size}) { edges { node { history(first: ${size}) { edges { node { case { history(first: ${size}) { edges { node { name } } } } } } } } } }`;
    expect(await refusedWith(`{ ${pages('100')} }`)).toMatch(/Ask for smaller pages/);
    expect(await refusedWith(`query ($n: Int) { ${pages('$n')} }`, { n: 100 })).toMatch(/Ask for smaller pages/);
    expect((await office.ask('xu-jing', `query ($n: Int) { ${pages('$n')} }`, { n: 5 })).errors).toBeUndefined();
  });

  it('its parts spread each other so often that nobody can count them', async () => {
    const spread = (name: string) => Array.from({ length: 8 }, () => `...${name}`).join(' ');
    const parts = Array.from({ length: 5 }, (_, i) => `fragment p${i} on Actor { ${spread(`p${i + 1}`)} }`).join(' ');
    expect(await refusedWith(`{ me { ${spread('p0')} } } ${parts} fragment p5 on Actor { id }`)).toMatch(/far too many values/);
  });

  it('a batch holds more than ten; ten are answered one by one', async () => {
    const batch = (n: number) => post(Array.from({ length: n }, () => ({ query: '{ me { id } }' })));
    expect((await batch(11)).status).toBe(413);
    const answers = (await (await batch(10)).json()) as { data: { me: { id: string } } }[];
    expect(answers.map(({ data }) => data.me.id)).toEqual(Array.from({ length: 10 }, () => 'xu-jing'));
  });

  it('a page is of no size, or after no cursor', async () => {
    expect(await refusedWith('{ cases(first: -1) { totalCount } }')).toMatch(/1 to 100/);
    expect(await refusedWith('{ cases(first: 5, after: "nonsense") { totalCount } }')).toMatch(/cursor/);
    const foreign = (await office.ask('xu-jing', '{ cases(first: 1) { pageInfo { endCursor } } }')).data.cases.pageInfo.endCursor;
    for (const question of [
      `events(first: 5, after: "${foreign}") { edges { node { name } } }`,
      `cases(first: 5, orderBy: DUE, after: "${foreign}") { edges { node { id } } }`,
      `cases(first: 5, after: "${foreign.slice(0, -1)}") { edges { node { id } } }`,
    ])
      expect(await refusedWith(`{ ${question} }`)).toMatch(/cursor/);
    const other = await office.ask('mei-xue', `{ cases(first: 5, after: "${foreign}") { edges { node { id } } } }`);
    expect(other.errors?.[0]?.extensions.code).toBe('INVALID_INPUT');
    expect(await refusedWith('{ cases(first: 101) { edges { node { id } } } }')).toMatch(/1 to 100 entries, not 101/);
    expect(await refusedWith('query ($n: Int) { people(last: $n) { totalCount } }', { n: 500 })).toMatch(/1 to 100/);
  });

  it('it names something that isn’t there, a span that ends before it begins, or a moment without an offset', async () => {
    const span = 'from: "2026-01-01T00:00:00Z", before: "2027-01-01T00:00:00Z"';
    for (const [question, words] of [
      ['cases(filter: { process: ["isueReport"] }) { totalCount }', /no process “isueReport”.*issueReport/],
      ['cases(filter: { state: ["opne"] }) { totalCount }', /no state “opne”/],
      ['cases(filter: { category: ["rubish"] }) { totalCount }', /no category “rubish”.*rubbish/],
      ['cases(filter: { within: { south: 31, north: 30, west: 120, east: 121 } }) { totalCount }', /no inside/],
      ['tasks(filter: { action: ["acept"] }) { totalCount }', /no action “acept”/],
      ['events(filter: { process: ["x"] }) { totalCount }', /no process “x”/],
      ['events(filter: { name: ["Clsoed"] }) { totalCount }', /no event “Clsoed”/],
      [`statistics(process: "x", ${span}) { opened }`, /no process “x”/],
      [`statistics(process: "issueReport", clock: "zzz", ${span}) { opened }`, /no clock “zzz”.*handle/],
      [
        'statistics(process: "issueReport", from: "2027-01-01T00:00:00Z", before: "2026-01-01T00:00:00Z") { opened }',
        /before it begins/,
      ],
      [
        'cases(filter: { closedFrom: "2027-01-01T00:00:00Z", closedBefore: "2026-01-01T00:00:00Z" }) { totalCount }',
        /before it begins/,
      ],
      ['cases(filter: { openedFrom: "2026-11-01T00:00:00" }) { totalCount }', /2026-03-01T17:30:00\+08:00/],
      ['cases(filter: { openedFrom: "2026-02-30T00:00:00Z" }) { totalCount }', /no moment/],
      ['cases(filter: { openedFrom: "+275760-09-12T00:00:00Z" }) { totalCount }', /no moment/],
    ] as const)
      expect([question, await refusedWith(`{ ${question} }`)]).toEqual([question, expect.stringMatching(words)]);
  });

  it('a variable isn’t of its type', async () => {
    expect(await refusedWith('query ($n: Int) { cases(first: $n) { totalCount } }', { n: 'many' })).toMatch(/\$n/);
  });
});

describe('what a text may be', () => {
  it('is anything that can be kept: a character that can’t is refused, wherever it stands', async () => {
    for (const text of ['cut\0off', 'half \ud83d pair']) {
      const comment =
        'mutation ($input: IssueReportComment!, $id: ID!) { issueReportComment(caseId: $id, requestId: "nul", input: $input) { __typename ... on InvalidInput { issues { path message } } } }';
      const { data } = await office.ask('xu-jing', comment, { id: caseId, input: { text } });
      expect(data.issueReportComment).toEqual({
        __typename: 'InvalidInput',
        issues: [{ path: ['input', 'text'], message: expect.stringMatching(/can’t be kept/) }],
      });
      expect(await refusedWith('query ($id: ID!) { case(id: $id) { id } }', { id: text })).toMatch(/can’t be kept/);
    }
    expect(await refusedWith('{ case(id: "a\\u0000b") { id } }')).toMatch(/can’t be kept/);
    const whole = await office.act('deng-li', 'comment', caseId, { text: '堆在公交站旁 🚮 “quoted” \\u0000 \t\n' });
    expect(whole.__typename).toBe('ActionDone');
  });

  it('and where another program sends it past the API, the act fails and the case goes on', async () => {
    const { services } = office.program;
    const [{ revision }] = (await office.sql<{ revision: number }>('SELECT revision FROM cases WHERE id = $1', [caseId])) as [
      { revision: number },
    ];
    const command = {
      action: 'comment',
      actor: { id: 'deng-li', name: 'Deng', grants: [{ role: 'courier' }] },
      input: { text: 'cut\0off', photos: [], toReporter: false },
      reference: undefined,
      requestHash: 'x',
      seen: revision,
    };
    const unsealed = { args: [{ ...command, requestId: nextRequest() }] as [object] };
    expect(await services.temporal.workflow.getHandle(caseId).executeUpdate('act', unsealed)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'kernel.unsealed' },
    });
    const to = { process: 'issueReport', tenant: 'fushan', caseId, live: true };
    expect(await sendAct(services, to, { ...command, requestId: nextRequest() })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'kernel.unrecordable' },
    });
    expect(await office.act('deng-li', 'comment', caseId, { text: 'After all' })).toMatchObject({ __typename: 'ActionDone' });
  });
});

describe('callers', () => {
  it('may ask what there is to ask, without a token', async () => {
    const answer = await office.ask(null, getIntrospectionQuery());
    expect(answer.data.__schema.mutationType.name).toBe('Mutation');
  });

  it('find the page for trying questions only outside of production, and a hint for a misspelt field', async () => {
    const page = await fetch(`${office.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain('GraphiQL');
    expect(await refusedWith('{ mee { id } }')).toMatch(/Did you mean "me"/);
  });

  it('from a foreign page change nothing: forms and plain text are turned away, and so is an act by GET', async () => {
    const act = { query: `mutation { readNotices(ids: []) }` };
    const form = new FormData();
    form.set('operations', JSON.stringify(act));
    form.set('map', '{}');
    expect((await fetch(`${office.url}/graphql`, { method: 'POST', body: form })).status).toBe(403);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      const sent = await fetch(`${office.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: JSON.stringify(act),
      });
      expect([type, sent.status]).toEqual([type, 403]);
    }
    const got = await fetch(`${office.url}/graphql?query=${encodeURIComponent(act.query)}`, {
      headers: { 'graphql-require-preflight': '1' },
    });
    expect(got.status).toBe(405);
  });

  it('are told of what goes wrong inside no more than a number, under which it is logged once', async () => {
    await office.sql('ALTER TABLE areas RENAME TO areas_away');
    const answer = await office.ask('deng-li', '{ areas { id } }', {}, { 'x-request-id': 'trace-me' });
    await office.sql('ALTER TABLE areas_away RENAME TO areas');
    expect(answer.errors).toMatchObject([{ extensions: { code: 'INTERNAL', requestId: 'trace-me' } }]);
    expect(JSON.stringify(answer)).not.toMatch(/areas_away|relation|public|prisma|stack/i);
    const lines = office.logged.filter((line) => line.includes('trace-me'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/areas/);
  });

  it('leave a line for each act, to be found by its case, its request and its requestId', async () => {
    const requestId = nextRequest();
    await office.act('fang-yong', 'accept', caseId, undefined, { requestId, headers: { 'x-request-id': 'call-17' } });
    const line = office.logged.map((text) => JSON.parse(text)).find(({ act }) => act === requestId);
    expect(line).toMatchObject({
      caseId,
      requestId: 'call-17',
      tenant: 'fushan',
      actor: 'fang-yong',
      process: 'issueReport',
      action: 'accept',
      outcome: 'done',
      replayed: false,
    });
    const refused = nextRequest();
    await office.act('fang-yong', 'accept', caseId, undefined, { requestId: refused });
    expect(office.logged.map((text) => JSON.parse(text)).find(({ act }) => act === refused)).toMatchObject({
      caseId,
      outcome: 'refused',
      code: 'kernel.wrongState',
    });
  });

  it('leave no token, code, name or number in any line', async () => {
    const opened = await office.start('song-jia', { ...rubbish, reporter: { name: 'Xanthippe', phone: '13912345678' } });
    const follow = { authorization: `Follow ${opened.case.id}:${opened.followCode}`, 'banjie-tenant': 'fushan' };
    await office.ask(null, `{ case(id: "${opened.case.id}") { state } }`, {}, follow);
    await office.ask(null, '{ me { id } }', {}, { authorization: 'Bearer nonsense.of.mine' });
    await office.ask(null, '{ me { id } }', {}, { ...follow, authorization: `Follow ${opened.case.id}:WRONG-CODES` });
    await office.sql('ALTER TABLE areas RENAME TO areas_away');
    await office.ask(null, '{ areas { id } }', {}, follow);
    await office.ask('deng-li', '{ areas { id } }');
    await office.sql('ALTER TABLE areas_away RENAME TO areas');
    const lines = office.logged.join('');
    expect(lines).toMatch(/Act answered/);
    for (const secret of [
      office.token('deng-li'),
      office.token('song-jia'),
      opened.followCode,
      'WRONG-CODES',
      'nonsense.of.mine',
      'Xanthippe',
      '13912345678',
    ]) {
      expect([secret, lines.includes(secret)]).toEqual([secret, false]);
    }
  });
});
