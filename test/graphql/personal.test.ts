/** Walks all processes: whatever a schema marks as personal, nobody without the role for it sees by any field. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newest, type ProcessPackage } from '../../activities/process-package.ts';
import { keptPart, type Part } from '../../graphql/described/part.ts';
import { processes } from '../../workers/processes.ts';
import type { AnyRule } from '../../workflows/kernel/process.ts';
import { aPhoto, startOf } from './case-acts.ts';
import { listen } from './listening.ts';
import { type Office, openOffice, rubbish } from './office.ts';
import { FACTS, SENT } from './selections.ts';

/** Values that are told from all others, each made once. */
const marked = () => {
  const words: string[] = [];
  const one = (kind: string): string => {
    const n = String(words.length).padStart(4, '0');
    const word =
      kind === 'phone' ? `1395${n}7788` : kind === 'email' ? `zq${n}personal@example.org` : `Zq${n} ${kind} of somebody`;
    words.push(word);
    return word;
  };
  return { words, one };
};

/** A value of a schema in which all that is personal is told from everything else. */
const sample = (part: Part, mark: (kind: string) => string, name = ''): unknown => {
  if (part['x-personal']) return mark(part['x-personal']);
  if (part.graphql === 'Upload') return [];
  if (part.graphql === 'Budget') return { workingDays: 1 };
  if (part.graphql === 'DateTime' && part.type !== 'string') return Date.UTC(2026, 2, 1);
  if (part.graphql === 'Date' || part.format === 'date') return '2026-03-01';
  if (part.format === 'date-time') return '2026-03-01T08:00:00Z';
  if (part.enum) return part.enum[0];
  switch (part.type ?? 'any') {
    case 'object': {
      const fields = Object.entries(part.properties ?? {}).map(([key, inner]) => [key, sample(inner, mark, key)]);
      const others =
        typeof part.additionalProperties === 'object' ? [['person:nobody', sample(part.additionalProperties, mark)]] : [];
      return Object.fromEntries([...fields, ...others]);
    }
    case 'array':
      return [sample(part.items ?? {}, mark, name)];
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      // What is sealed is read by no role.
      return name !== 'sealed';
    default:
      return part['x-pick'] ? 'nobody' : `plain ${name}`;
  }
};

let office: Office;
const written = new Map<string, { id: string; words: readonly string[] }>();

/** A case of each process with an event for each of its acts, as the record would hold them: every word is personal, also where it is quoted. */
const write = async (pkg: ProcessPackage): Promise<void> => {
  const process = newest(pkg);
  const { words, one } = marked();
  const id = `FS-${process.code}-20260301-0001`;
  const facts = sample(keptPart(pkg.facts), one) as object;
  const acts: [string, Pick<AnyRule, 'event'>][] = [['start', process.start], ...Object.entries<AnyRule>(process.actions)];
  const events = acts.map(([action, { event }]) => ({
    action,
    name: event,
    input: pkg.inputs[action] ? sample(keptPart(pkg.inputs[action]), one) : {},
  }));
  const [state] = Object.keys(process.states);
  await office.sql(
    `INSERT INTO cases (id, tenant, process, rules_version, title, state, closed, revision, facts, tasks_open, clock_states, opened_by, opened_at, updated_at, live, head_hash)
     VALUES ($1, 'fushan', $2, $3, $4, $5, false, $6, $7, '[]', '{}', 'somebody', now(), now(), false, 'h')`,
    [id, process.name, process.version, `About ${JSON.stringify(facts)}`, state, events.length - 1, facts],
  );
  for (const [revision, { action, name, input }] of events.entries()) {
    const quoted = JSON.stringify([input, facts]);
    await office.sql(
      `INSERT INTO events (case_id, revision, tenant, process, name, action, actor_id, actor_name, role, at, to_state, reason, input, reference, changes, request_id, request_hash, previous, hash)
       VALUES ($1, $2, 'fushan', $3, $4, $5, 'somebody', 'Somebody else', 'resident', now(), $6, $7, $8, $9, $10, $11, '', '', repeat('0', 64))`,
      [
        id,
        revision,
        process.name,
        name,
        action,
        state,
        quoted,
        input,
        { quoted },
        { before: facts, after: facts },
        `${id}:${revision}`,
      ],
    );
  }
  const party = [one('name'), one('phone'), one('email')];
  await office.sql(
    `INSERT INTO parties (id, tenant, case_id, role, name, phone, email, revision) VALUES ($1, 'fushan', $2, 'customer', $3, $4, $5, 0)`,
    [`party-${id}`, id, ...party],
  );
  await office.sql(
    `INSERT INTO outbox (id, tenant, case_id, revision, process, channel, notice, person, params, at, address)
     VALUES ($1, 'fushan', $2, 0, $3, 'inbox', 'escalated', 'qiu-ming', '{}', now(), NULL)`,
    [`outbox-${id}`, id, process.name],
  );
  written.set(process.name, { id, words });
};

beforeAll(async () => {
  office = await openOffice();
  for (const pkg of processes) await write(pkg);
}, 120_000);
afterAll(() => office?.close());

const SHEET = 'sheet { display value }';
const CASE = `title titleText openedByName ${SHEET} parties { name phone email }`;
const EVENT = `reason actorName authority ${SHEET}`;

/** Everything that somebody is shown of a case, by each way to it. */
const everything = async (person: string, process: string, pkg: ProcessPackage, id: string): Promise<string> => {
  const own = `${CASE} ${FACTS(process)}`;
  const rules = newest(pkg);
  const names = [rules.start, ...Object.values<AnyRule>(rules.actions)].map(({ event }) => event);
  const questions = [
    `{ case(id: "${id}") { ${own} history(first: 100) { edges { node { ${EVENT} } } } } }`,
    `{ cases(first: 1, filter: { process: ["${process}"] }) { edges { node { ${own} } } } }`,
    `{ events(first: 100, filter: { process: ["${process}"] }) { edges { node { ${EVENT} case { ${CASE} } } } } }`,
    ...names.map(
      (name) =>
        `{ events(first: 1, filter: { process: ["${process}"], name: ["${name}"] }) { edges { node { ${SENT(process, name)} } } } }`,
    ),
    '{ inbox(first: 100) { edges { node { subject body } } } }',
  ];
  const answers: Awaited<ReturnType<typeof office.ask>>[] = [];
  // Some at a time, as many as a portal asks: all of them wait longer for a connection than anybody is let wait.
  while (questions.length > 0)
    answers.push(...(await Promise.all(questions.splice(0, 6).map((question) => office.ask(person, question)))));
  expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([]);
  return JSON.stringify(answers.map(({ data }) => data));
};

const found = (text: string, words: readonly string[]): string[] => words.filter((word) => text.includes(word));

describe('what is personal', () => {
  for (const pkg of processes) {
    const { name, personal, outsiders, reads = {} } = newest(pkg);
    it(`in a ${name} is seen by those whose role needs it, and by nobody else`, async () => {
      const { id, words } = written.get(name) ?? { id: '', words: [] };
      expect(words.length).toBeGreaterThanOrEqual(3);
      for (const person of ['qiu-ming', 'shi-lei']) {
        expect([person, found(await everything(person, name, pkg, id), words)]).toEqual([person, []]);
      }
      // Of people outside, fewer read it.
      const [role] = personal.filter((one) => !outsiders || outsiders.readBy.includes(one));
      if (role === undefined) return;
      await office.sql(
        `INSERT INTO person_roles (tenant, id, person_id, role, valid_from) VALUES ('fushan', $1, 'shi-lei', $2, '2020-01-01')`,
        [`role-${name}`, role],
      );
      const seen = found(await everything('shi-lei', name, pkg, id), words);
      await office.sql(`DELETE FROM person_roles WHERE id = $1`, [`role-${name}`]);
      const closed = Object.entries(reads).flatMap(([kind, roles]) => (roles?.includes(role) ? [] : [` ${kind} of `]));
      expect(seen).toEqual(words.filter((word) => !closed.some((kind) => word.includes(kind))));
    });
  }

  it('is masked in what is heard live as well', async () => {
    const fields =
      'cursor node { caseId reason sheet { display } case { title } ... on IssueReportReportedEvent { input { reporter { name phone } place { address } } } }';
    const listener = await listen(office, 'qiu-ming', { fields });
    const caller = { name: 'Xanthippe Li', phone: '13912345678' };
    const filed = await office.start('song-jia', {
      category: 'rubbish',
      text: 'A heap',
      place: { lat: 30.003, lon: 120.573, address: '12 Secret Lane' },
      reporter: caller,
    });
    await expect.poll(() => listener.heard.some(({ node }) => node.caseId === filed.case.id), { timeout: 15_000 }).toBe(true);
    listener.hangUp();
    expect(found(JSON.stringify(listener.heard), ['Xanthippe Li', '13912345678', '12 Secret Lane'])).toEqual([]);
  });
});

describe('who reads personal data of others', () => {
  type Read = { reader: string; role: string; way: string; query: string; kinds: string[]; people: string[]; at: string };
  /** Readings of a case, as somebody is shown them. */
  const readings = async (caseId: string, by = 'qiu-ming', more = ''): Promise<Read[]> =>
    (
      await office.ask(
        by,
        `{ readings(first: 100, filter: { caseId: ["${caseId}"] ${more} }) { edges { node { reader role way query kinds people at } } } }`,
      )
    ).data.readings.edges.map(({ node }: { node: Read }) => node);
  const without = ({ at: _, ...rest }: Read) => rest;
  const called = { ...rubbish, text: 'A heap', reporter: { name: 'Xanthippe Li', phone: '13912345678' } };
  const byTelephone = async (): Promise<string> => (await office.start('song-jia', called)).case.id;
  const byApp = async (): Promise<string> => (await office.start('deng-li', rubbish)).case.id;

  it('is noted by case, list and search, with the kinds that were taken, and once a minute', async () => {
    const id = await byTelephone();
    await office.ask('lou-tao', `{ case(id: "${id}") { title state parties { role } } }`);
    // Who oversees what was done reads the numbers masked.
    await office.ask('qiu-ming', `{ case(id: "${id}") { parties { phone } } }`);
    expect(await readings(id)).toEqual([]);
    for (const _ of [1, 2]) await office.ask('lou-tao', `{ case(id: "${id}") { parties { phone } } }`);
    await office.ask('lou-tao', '{ cases { edges { node { parties { name } } } } }');
    await office.ask('lou-tao', `{ cases(filter: { text: "${id}" }) { edges { node { parties { name phone } } } } }`);
    const found = await readings(id);
    expect(new Set(found.map(({ at, way }) => `${at} ${way}`)).size).toBe(found.length);
    const by = { reader: 'lou-tao', role: 'dispatcher', people: [] };
    expect(found.map(without)).toEqual(
      expect.arrayContaining([
        { ...by, way: 'CASE', query: 'case', kinds: ['phone'] },
        { ...by, way: 'LIST', query: 'cases', kinds: ['name'] },
        { ...by, way: 'SEARCH', query: 'cases', kinds: ['name', 'phone'] },
      ]),
    );
  });

  it('is noted of facts, inputs and quotations as well, and of nothing that nobody asked for', async () => {
    const id = await byTelephone();
    await office.ask('lou-tao', `{ case(id: "${id}") { ... on IssueReport { facts { handler place { lat } } } } }`);
    expect(await readings(id)).toEqual([]);
    await office.ask('fang-yong', '{ tasks(first: 100) { edges { node { case { parties { phone } } } } } }');
    expect((await readings(id)).map(without)).toEqual([
      { reader: 'fang-yong', role: 'handler', way: 'LIST', query: 'tasks', kinds: ['phone'], people: [] },
    ]);
    const sent = '... on IssueReportReportedEvent { input { reporter { phone } } }';
    await office.ask('lou-tao', `{ case(id: "${id}") { history { edges { node { ${sent} } } } } }`);
    expect((await readings(id, 'qiu-ming', 'reader: "lou-tao"')).map(({ kinds }) => kinds)).toEqual([['phone']]);
    await office.ask('lou-tao', `{ case(id: "${id}") { history { edges { node { sheet { display } } } } } }`);
    expect((await readings(id)).flatMap(({ kinds }) => kinds)).toContain('name');
  });

  it('is noted of photos, as links or by the hash, and of cases that words have found', async () => {
    const { case: filed } = await startOf(office, 'deng-li', 'issueReport', rubbish, [await aPhoto()]);
    const pictures = `{ case(id: "${filed.id}") { attachments { sha256 url } } }`;
    const [{ sha256 }] = (await office.ask('deng-li', pictures)).data.case.attachments;
    await office.ask('lou-tao', `{ cases(filter: { text: "${filed.id}" }) { totalCount edges { node { id } } } }`);
    expect(await readings(filed.id)).toEqual([]);
    await office.ask('lou-tao', pictures);
    const file = (person: string) =>
      fetch(`${office.url}/files/${sha256}?case=${filed.id}`, { headers: { authorization: `Bearer ${office.token(person)}` } });
    for (const person of ['deng-li', 'lou-tao']) expect((await file(person)).status).toBe(200);
    const by = { reader: 'lou-tao', role: 'dispatcher' };
    const seen = { ...by, way: 'CASE', kinds: ['photo'], people: ['deng-li'] };
    expect((await readings(filed.id)).map(without)).toEqual(
      expect.arrayContaining([
        { ...seen, query: 'case' },
        { ...seen, query: '/files' },
      ]),
    );
    const id = await byTelephone();
    for (const list of ['cases', 'tasks'])
      await office.ask(
        'lou-tao',
        `{ ${list}(first: 100, filter: { ${list === 'tasks' ? 'mine: false, ' : ''}text: "Xanthippe" }) { edges { node { __typename } } } }`,
      );
    // Who finds nothing by names reads nothing by finding.
    await office.ask('qiu-ming', `{ cases(first: 100, filter: { text: "A heap" }) { edges { node { id } } } }`);
    const found = { ...by, way: 'SEARCH', kinds: ['found'], people: [] };
    expect((await readings(id)).map(without).toSorted((a, b) => a.query.localeCompare(b.query))).toEqual([
      { ...found, query: 'cases' },
      { ...found, query: 'tasks' },
    ]);
  });

  it('is told to those whose it is, and to nobody else; what is their own isn’t noted', async () => {
    const id = await byApp();
    await office.ask('deng-li', `{ case(id: "${id}") { parties { name phone } } }`);
    expect(await readings(id)).toEqual([]);
    await office.ask('lou-tao', `{ case(id: "${id}") { parties { name } } }`);
    const [read] = await readings(id, 'deng-li');
    expect(read).toMatchObject({ reader: 'lou-tao', way: 'CASE', kinds: ['name'], people: ['deng-li'] });
    expect(await readings(id, 'qiu-ming', 'person: "deng-li", way: [CASE]')).toHaveLength(1);
    for (const other of ['wang-xiuying', 'fang-yong', 'lou-tao']) expect([other, await readings(id, other)]).toEqual([other, []]);
    const opened = await byTelephone();
    await office.ask('song-jia', `{ case(id: "${opened}") { parties { name phone } } }`);
    expect(await readings(opened)).toEqual([]);
  });

  it('is noted live, and in the answer to an act that came too late', async () => {
    const listener = await listen(office, 'lou-tao', { fields: 'cursor node { caseId case { parties { phone } } }' });
    const id = await byTelephone();
    await expect.poll(() => listener.heard.some(({ node }) => node.caseId === id)).toBe(true);
    listener.hangUp();
    expect((await readings(id)).map(without)).toContainEqual({
      ...{ reader: 'lou-tao', role: 'dispatcher', way: 'LIVE', query: 'events', kinds: ['phone'], people: [] },
    });
    const own = await byApp();
    await office.act('deng-li', 'comment', own, { text: 'Still there' });
    expect(await office.act('fang-yong', 'accept', own, undefined, { expectedRevision: 0 })).toMatchObject({
      __typename: 'Conflict',
    });
    expect((await readings(own)).map(without)).toEqual([
      {
        ...{ reader: 'fang-yong', role: 'handler', way: 'ACT', query: 'issueReportAccept', kinds: ['name'], people: ['deng-li'] },
      },
    ]);
  });

  it('is noted where a file of evidence is made, and told to who follows the case by a code', async () => {
    const { case: opened, followCode } = await office.start('song-jia', called);
    await office.ask('qiu-ming', `{ evidence(caseIds: ["${opened.id}"]) }`);
    await office.ask('lou-tao', `{ case(id: "${opened.id}") { parties { phone } } }`);
    expect((await readings(opened.id)).map(({ reader, way, kinds }) => [reader, way, kinds])).toEqual(
      expect.arrayContaining([
        ['qiu-ming', 'EVIDENCE', ['name']],
        ['lou-tao', 'CASE', ['phone']],
      ]),
    );
    const follow = { authorization: `Follow ${opened.id}:${followCode}`, 'banjie-tenant': 'fushan' };
    const { data } = await office.ask(null, '{ readings { totalCount } }', {}, follow);
    expect(data.readings.totalCount).toBe(2);
  });

  it('is noted where administrators read a list of people', async () => {
    await office.ask('shi-lei', '{ people(first: 100) { edges { node { name phone } } } }');
    const { data } = await office.ask(
      'shi-lei',
      '{ readings(first: 100, filter: { reader: "shi-lei", way: [LIST] }) { edges { node { caseId query kinds people } } } }',
    );
    const { node } = data.readings.edges.find((edge: { node: { caseId: string | null } }) => edge.node.caseId === null);
    expect(node).toMatchObject({ caseId: null, query: 'people', kinds: expect.arrayContaining(['name']) });
    expect(node.people).toContain('deng-li');
    expect(node.people).not.toContain('shi-lei');
  });

  it('goes on waiting while the database doesn’t take it, and can’t be changed or added to by hand', async () => {
    const id = await byTelephone();
    await office.sql('ALTER FUNCTION note_readings(text, jsonb) RENAME TO note_readings_away');
    await office.ask('lou-tao', `{ case(id: "${id}") { parties { phone } } }`);
    await office.program.services.readings.flush();
    expect(await office.sql('SELECT 1 FROM readings WHERE case_id = $1', [id])).toEqual([]);
    await office.sql('ALTER FUNCTION note_readings_away(text, jsonb) RENAME TO note_readings');
    expect(await readings(id)).toHaveLength(1);
    for (const sql of ['DELETE FROM readings', `UPDATE readings SET kinds = '{}'`, 'INSERT INTO readings DEFAULT VALUES'])
      await expect(office.program.services.pool.query(sql)).rejects.toThrow(/permission denied/);
  });
});
