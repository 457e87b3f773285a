import type { Payload } from '@temporalio/common';
import { GraphQLEnumType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplePhoto } from '../../activities/attachments/sample-photo.ts';
import { cursorOf } from '../../activities/event-cursor.ts';
import { sheetForm } from '../../graphql/described/form.ts';
import { createSchema } from '../../graphql/schema/schema.ts';
import { processes } from '../../workers/processes.ts';
import { sql } from '../servers/sql.ts';
import { type Aim, type Question, questionsOf } from './every-question.ts';
import { listen } from './listening.ts';
import { type Answer, askWithFiles, nextRequest, type Office, openOffice, RESULT, rubbish, SECRET } from './office.ts';
import { contentOf, tenantTables } from './tables.ts';

const schema = createSchema(processes);
const queries = Object.values(schema.getQueryType()?.getFields() ?? {});
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});

let office: Office;
let caseId: string;
let file: string;
/** Words that stand in Fushan's data and nowhere else. */
let secrets: string[];
let aim: Aim;
/** Ways in for somebody of another street: a token of somebody with each set of roles there, and the code of a report there. All name Fushan as their street. */
let strangers: { name: string; person: string | null; headers: Record<string, string>; sees?: boolean; changes?: boolean }[];

beforeAll(async () => {
  office = await openOffice();
  const photo = new Blob([new Uint8Array(await samplePhoto({ place: rubbish.place, takenAt: '2026:03:01 08:30:00', hue: 20 }))]);
  const report = { ...rubbish, text: 'Zanzibar heap', reporter: { name: 'Xanthippe', phone: '13912345678' }, photos: [null] };
  const opened = await askWithFiles(
    office,
    'deng-li',
    `mutation ($input: IssueReportStart!, $requestId: ID!) { startIssueReport(input: $input, requestId: $requestId) { ${RESULT} } }`,
    { input: report, requestId: nextRequest() },
    { 'variables.input.photos.0': photo },
  );
  caseId = opened.data.startIssueReport.case.id;
  await office.act('fang-yong', 'accept', caseId);
  const asked = await office.ask('fang-yong', `{ case(id: "${caseId}") { attachments { url sha256 thumbnailUrl } } }`);
  file = asked.data.case.attachments[0].url;

  const followed = await office.start('yin-mei', {
    category: 'rubbish',
    text: 'By telephone',
    place: { lat: 28.58, lon: 121.32 },
    reporter: { phone: '13800001234' },
  });
  const there = office.people.filter(({ tenant }) => tenant === 'tongyu');
  const each = [...new Map(there.map((person) => [person.roles.toSorted().join(), person])).values()];
  strangers = [
    ...each.map(({ id, roles }) => ({
      name: `${id} (${roles.join(', ')})`,
      person: id,
      headers: { 'banjie-tenant': 'fushan' },
      sees: ['admin', 'auditor', 'dispatcher'].some((role) => roles.includes(role)),
      changes: roles.includes('admin'),
    })),
    {
      name: 'a reporter with a code',
      person: null,
      headers: { 'banjie-tenant': 'tongyu', authorization: `Follow ${followed.case.id}:${followed.followCode}` },
    },
    {
      name: 'a reporter with the code of another case',
      person: null,
      headers: { 'banjie-tenant': 'tongyu', authorization: `Follow ${caseId}:${followed.followCode}` },
    },
    { name: 'nobody, in the other street', person: null, headers: { 'banjie-tenant': 'tongyu' } },
  ];
  const ours = await office.sql<{ word: string }>(
    `SELECT DISTINCT word FROM (SELECT name AS word FROM people WHERE tenant = 'fushan' UNION ALL SELECT id FROM people WHERE tenant = 'fushan'
       UNION ALL SELECT phone FROM people WHERE tenant = 'fushan' UNION ALL SELECT id FROM cases WHERE tenant = 'fushan'
       UNION ALL SELECT en FROM units WHERE tenant = 'fushan' UNION ALL SELECT en FROM areas WHERE tenant = 'fushan'
       UNION ALL SELECT sha256 FROM attachments UNION ALL SELECT hash FROM events WHERE tenant = 'fushan') w
     WHERE NOT EXISTS (SELECT 1 FROM units u WHERE u.tenant = 'tongyu' AND strpos(u.en, word) > 0)
       AND NOT EXISTS (SELECT 1 FROM people p WHERE p.tenant = 'tongyu' AND strpos(p.id || ' ' || p.name, word) > 0)`,
  );
  // What the processes say of themselves is nobody’s secret.
  const published = JSON.stringify(
    processes.map(({ inputs, facts }) => [...Object.values(inputs), facts].map((one) => sheetForm(one, 'en'))),
  );
  const told = ours.map(({ word }) => word).filter((word) => !published.includes(word));
  secrets = ['Zanzibar', 'Xanthippe', '13912345678', ...told];
  const [task] = await office.sql<{ id: string }>(`SELECT id FROM tasks WHERE tenant = 'fushan'`);
  const [notice] = await office.sql<{ id: string }>(`SELECT id FROM outbox WHERE tenant = 'fushan'`);
  const [role] = await office.sql<{ id: string }>(`SELECT id FROM person_roles WHERE tenant = 'fushan'`);
  const aims: Record<string, unknown> = {
    caseId,
    caseIds: caseId,
    into: caseId,
    id: role?.id,
    ids: notice?.id ?? task?.id,
    owner: 'deng-li',
    person: 'fang-yong',
    actor: 'fang-yong',
    openedBy: 'deng-li',
    units: 'sanitation',
    area: 'fushan-park',
    process: 'issueReport',
    category: 'rubbish',
    state: 'handling',
    action: 'accept',
    role: 'handler',
    clock: 'handle',
    south: 20,
    north: 40,
    west: 110,
    east: 130,
    text: 'Zanzibar',
    lat: rubbish.place.lat,
    lon: rubbish.place.lon,
    from: '2020-01-01T00:00:00Z',
    openedFrom: '2020-01-01T00:00:00Z',
    closed: false,
    mine: false,
    after: Buffer.from(`GPC:S:${caseId}`).toString('base64'),
  };
  aim = (name) => (name === 'requestId' ? nextRequest() : aims[name]);
});
afterAll(() => office?.close());

/** Every payload of a history, encrypted or not. */
const payloadsIn = (part: unknown): readonly Payload[] => {
  if (typeof part !== 'object' || part === null || part instanceof Uint8Array) return [];
  return 'metadata' in part && 'data' in part ? [part as Payload] : Object.values(part).flatMap(payloadsIn);
};
const base64 = (bytes: ArrayLike<number>): string => Buffer.from(bytes as Uint8Array).toString('base64');

const TYPED = ['FORBIDDEN', 'NOT_FOUND', 'UNAUTHENTICATED'];
/** As a word of its own: an id may begin as another one does. */
const isIn = (text: string, secret: string): boolean =>
  text
    .split(secret)
    .slice(1)
    .some((rest) => !/^[\w-]/.test(rest));
type Stranger = (typeof strangers)[number];
/** Puts questions, five at a time, and sees that no answer holds anything of ours beyond what the question said. */
const tryAll = async ({ name, person, headers }: Stranger, questions: readonly Question[]): Promise<void> => {
  for (let at = 0; at < questions.length; at += 5) {
    const some = questions.slice(at, at + 5);
    const response = await fetch(`${office.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(person ? { authorization: `Bearer ${office.token(person)}` } : {}),
        ...headers,
      },
      body: JSON.stringify(some.map(({ text: query, variables }) => ({ query, variables }))),
    });
    const answers = (await response.json()) as Answer<unknown>[];
    for (const [i, question] of some.entries()) {
      const answer = answers[i];
      const who = `${name}: ${question.text.slice(0, 200)}`;
      for (const { message, extensions } of answer?.errors ?? []) {
        const typed =
          TYPED.includes(extensions.code) ||
          /^This cursor isn’t of this list|^This is no cursor of an event|^This page can’t be given|^There is no ([a-z ]+ )?“|^There is nobody “|^This isn’t the signature of a known witness|^The log has|^Give a (calendar year|month such as|day `from`)/.test(
            message,
          );
        expect([who, message, typed]).toEqual([who, message, true]);
      }
      const said = JSON.stringify(answer ?? 'nothing');
      // A cursor says the number of its case, in another alphabet.
      const known = JSON.stringify(question.variables) + (question.variables.after ? caseId : '');
      expect([who, secrets.filter((secret) => isIn(said, secret) && !isIn(known, secret))]).toEqual([who, []]);
      expect([who, answer === undefined]).toEqual([who, false]);
    }
  }
};
/** `unit` is both a unit of the street and a unit of account. */
const aimFor = (field: { args: readonly { name: string; type: unknown }[] }): Aim =>
  field.args.some(({ name, type }) => name === 'asset' && String(type).includes('LedgerAsset'))
    ? aim
    : (name) => (name === 'unit' || name === 'owner' ? aim(name === 'unit' ? 'units' : name) : aim(name));

describe('another street', () => {
  it('may ask such questions of its own data, so that what follows is an attempt and no mistake', async () => {
    const own = await office.ask('jiang-tao', '{ units { id } people(first: 3) { totalCount } events(first: 1) { totalCount } }');
    expect(own.data.units.map(({ id }: { id: string }) => id)).toContain('tongyu-desk');
    const there = office.people.filter(({ tenant }) => tenant === 'tongyu');
    expect([own.data.people.totalCount, own.data.events.totalCount]).toEqual([there.length, 1]);
    expect(strangers.filter(({ sees }) => sees)).toHaveLength(3);
    expect(strangers.filter(({ changes }) => changes)).toHaveLength(1);
    const held = strangers.flatMap(({ person }) => there.find(({ id }) => id === person)?.roles ?? []);
    expect(new Set(held)).toEqual(new Set(there.flatMap(({ roles }) => roles)));
    expect(schema.getType('LedgerAsset')).toBeInstanceOf(GraphQLEnumType);
  });

  it('sees nothing of ours by any query, whoever asks and whatever it is aimed at', async () => {
    for (const [turn, stranger] of strangers.entries()) {
      // What narrows a question is left to those who see most; of those with an account, the others take turns.
      const all = stranger.sees || stranger.person === null;
      const questions = queries.flatMap((field, n) =>
        all || (n + turn) % 4 === 0 ? questionsOf('query', field, aimFor(field)).slice(0, stranger.sees ? undefined : 1) : [],
      );
      await tryAll(stranger, questions);
    }
  }, 120_000);

  it('changes nothing of ours by any mutation', async () => {
    // What happened here is in the log already.
    await office.program.services.logs.advance('fushan', { waits: true });
    const before = await contentOf(office, 'fushan');
    expect(Object.keys(before)).toEqual(await tenantTables(office));
    expect(Object.keys(before).length).toBeGreaterThan(25);
    // Whoever may change most tries everything; those with an account and those without take turns, so that each act is tried by one of them too.
    const questions = () => mutations.flatMap((field) => questionsOf('mutation', field, aimFor(field)).slice(0, 1));
    for (const stranger of strangers.filter(({ changes }) => changes)) await tryAll(stranger, questions());
    for (const some of [
      strangers.filter(({ changes, person }) => !changes && person !== null),
      strangers.filter(({ person }) => person === null),
    ])
      for (const [turn, stranger] of some.entries())
        await tryAll(
          stranger,
          questions().filter((_, n) => n % some.length === turn),
        );
    expect(await contentOf(office, 'fushan')).toEqual(before);
  }, 120_000);

  it('hears nothing of ours, from now on or from the beginning of the record', async () => {
    const beginning = cursorOf([SECRET], 'tongyu', { tx: 0n, seq: 0n });
    const listeners = await Promise.all(
      ['mei-xue', 'jiang-tao', 'lin-hai'].flatMap((person) =>
        [{}, { after: beginning }, { filter: { caseId: [caseId] }, after: beginning }].map((how) =>
          listen(office, person, { ...how, headers: { 'banjie-tenant': 'fushan' } }),
        ),
      ),
    );
    await office.act('fang-yong', 'noteWork', caseId, { text: 'Zanzibar again' });
    const own = await office.start('mou-dan', { category: 'rubbish', text: 'Own', place: { lat: 28.58, lon: 121.32 } });
    for (const [i, { heard }] of listeners.entries()) {
      if (i % 3 < 2) await expect.poll(() => heard.at(-1)?.node.caseId, { timeout: 15_000 }).toBe(own.case.id);
    }
    for (const { heard, hangUp } of listeners) {
      expect(heard.filter(({ node }) => !String(node.caseId).startsWith('TY'))).toEqual([]);
      hangUp();
    }
  });

  it('is shown no picture of ours', async () => {
    const path = file.split('?')[0];
    const signature = new URL(file, office.url).searchParams;
    signature.set('tenant', 'tongyu');
    const tried = [`${path}?case=${caseId}`, `${path}`, `${path}?${signature}`];
    for (const { person, headers } of strangers) {
      for (const address of tried) {
        const response = await fetch(office.url + address, {
          headers: { ...headers, ...(person ? { authorization: `Bearer ${office.token(person)}` } : {}) },
        });
        expect(response.status).toBe(404);
      }
    }
    expect((await fetch(office.url + file)).status).toBe(200);
  });

  it('reads nothing of ours in Temporal, at its port or through its page', async () => {
    const { workflow } = office.program.services.temporal;
    const { events } = await workflow.getHandle(caseId).fetchHistory();
    const payloads = payloadsIn(events).map(({ metadata, data }) => ({
      metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([key, value]) => [key, base64(value)])),
      data: base64(data ?? []),
    }));
    const said = ['Zanzibar', 'Xanthippe', '13912345678'];
    const shows = (sent: string) => said.filter((word) => sent.includes(word));
    const plain = (text: string) =>
      (JSON.parse(text).payloads as { data: string }[]).map(({ data }) => Buffer.from(data, 'base64')).join('\n');
    expect(payloads.length).toBeGreaterThan(5);
    expect(shows(payloads.map(({ data }) => Buffer.from(data, 'base64').toString('latin1')).join('\n'))).toEqual([]);
    const decode = async (headers: Record<string, string>) => {
      const answer = await fetch(`${office.url}/codec/decode`, { method: 'POST', headers, body: JSON.stringify({ payloads }) });
      return { status: answer.status, text: await answer.text() };
    };
    for (const { person, headers } of strangers) {
      const { status, text } = await decode({
        ...headers,
        ...(person ? { authorization: `Bearer ${office.token(person)}` } : {}),
      });
      expect([200, 401, 403]).toContain(status);
      if (status === 200) expect(shows(plain(text))).toEqual([]);
    }
    expect((await decode({ authorization: `Bearer ${office.token('fang-yong')}` })).status).toBe(403);
    const auditor = office.people.find(({ tenant, roles }) => tenant === 'fushan' && roles.includes('auditor'));
    const { status, text } = await decode({ authorization: `Bearer ${office.token(auditor?.id ?? '')}` });
    expect(status).toBe(200);
    expect(shows(plain(text))).toEqual(said);
    await office.program.services.readings.flush();
    expect(
      await office.sql(`SELECT DISTINCT reader, kinds, case_id FROM readings WHERE way = 'codec' AND tenant = 'fushan'`),
    ).toEqual([{ reader: auditor?.id, kinds: ['everything'], case_id: null }]);
  });

  it('is kept out by the database itself, whatever the program asks', async () => {
    const client = await office.program.services.pool.connect();
    try {
      for (const table of await tenantTables(office)) {
        expect([table, (await client.query(`SELECT 1 FROM "${table}"`)).rows]).toEqual([table, []]);
        await client.query('BEGIN');
        await client.query(`SELECT set_config('banjie.tenant', 'tongyu', true)`);
        expect([table, (await client.query(`SELECT 1 FROM "${table}" WHERE tenant <> 'tongyu'`)).rows]).toEqual([table, []]);
        await expect(client.query(`INSERT INTO "${table}" (tenant) VALUES ('fushan')`)).rejects.toThrow(
          /row-level security|null value|permission denied/,
        );
        await client.query('ROLLBACK');
      }
      const written = [
        'events',
        'cases',
        'tasks',
        'clocks',
        'clock_steps',
        'parties',
        'links',
        'attachments',
        'payments',
        'holds',
        'bookings',
        'measurements',
      ];
      written.push(
        'accounts',
        'ledger_lines',
        'ledger_caps',
        'case_texts',
        'log_heads',
        'log_entries',
        'log_tiles',
        'log_checkpoints',
      );
      for (const table of [...written, 'attempts', 'data_changes', 'clock_moves']) {
        await expect(client.query(`DELETE FROM ${table}`)).rejects.toThrow(/permission denied/);
        await expect(client.query(`UPDATE ${table} SET tenant = 'tongyu'`)).rejects.toThrow(/permission denied/);
      }
      // What a function of the owner alone writes.
      for (const table of written)
        await expect(client.query(`INSERT INTO ${table} DEFAULT VALUES`)).rejects.toThrow(/permission denied/);
    } finally {
      client.release();
    }
  });

  it('is no other tenant’s to record: what is written by the owner’s right names its tenant at each step', async () => {
    await office.act('fang-yong', 'done', caseId, { result: 'Gone' });
    await office.act('zhou-min', 'verify', caseId, { passed: true, at: rubbish.place });
    const [mine] = await office.sql<{ revision: number; request: string }>(
      `SELECT c.revision, e.request_id AS request FROM cases c JOIN events e ON e.case_id = c.id AND e.revision = c.revision WHERE c.id = $1`,
      [caseId],
    );
    const lines = await office.sql<{ id: string }>(`SELECT id FROM ledger_lines WHERE tenant = 'fushan'`);
    expect(lines.length).toBeGreaterThan(0);
    const [own] = await office.sql<{ id: string; revision: number; state: string; hash: string }>(
      `SELECT id, revision, state, head_hash AS hash FROM cases WHERE tenant = 'tongyu' AND NOT closed LIMIT 1`,
    );
    const record = async (caseId: string, revision: number, effects: readonly object[] = [], requestId = mine?.request) => {
      const what = {
        tenant: 'tongyu',
        caseId,
        process: 'issueReport',
        revision,
        fromState: own?.state,
        state: 'closed',
        closed: true,
      };
      const context = { ...what, unit: null, area: null, at: new Date().toISOString(), requestId, actor: 'case:stranger' };
      const about = {
        rulesVersion: 1,
        title: 'Taken',
        closed: true,
        live: false,
        tasks: [],
        named: [],
        gone: [],
        hands: [],
        clocks: {},
        sealed: false,
      };
      const said = { name: 'Taken', action: 'take', actorName: 'Stranger', role: 'dispatcher', changes: {} };
      const event = { ...said, requestHash: '', previous: own?.hash, hash: '0'.repeat(64) };
      const wrote = { case: { ...about, openedBy: 'stranger' }, clocks: null, fired: null, effects: effects ?? [] };
      const request = { context, wrote, facts: {}, event };
      const [done] = await sql<{ done: unknown }>(office.database.workerUrl, 'SELECT record_transition($1) AS done', [
        JSON.stringify(request),
      ]);
      return done?.done;
    };
    await office.program.services.logs.advance('fushan', { waits: true });
    const before = await contentOf(office, 'fushan');
    expect(await record(caseId, 0)).toEqual({ kind: 'behind' });
    expect(await record(caseId, mine?.revision ?? 0)).toEqual({ kind: 'behind' });
    expect(await record(caseId, (mine?.revision ?? 0) + 1)).toEqual({ kind: 'behind' });
    const back = { kind: 'ledger', items: lines.map(({ id }) => ({ op: 'takeBack', id })) };
    const taken = await record(own?.id ?? '', (own?.revision ?? 0) + 1, [back], nextRequest());
    expect(taken).toMatchObject({ kind: 'recorded' });
    expect(await contentOf(office, 'fushan')).toEqual(before);
    expect(await office.sql(`SELECT 1 FROM ledger_lines WHERE tenant = 'tongyu' AND reverses IS NOT NULL`)).toEqual([]);
  });
});
