import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uploadRoom } from '../../graphql/upload-room.ts';
import { changeOf } from './administrator.ts';
import { nextRequest, type Office, openOffice, rubbish } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  for (const input of [
    { person: 'li-qiang', role: 'admin', unit: 'urban' },
    { person: 'zhao-lei', role: 'auditor', unit: 'urban' },
    { person: 'zhou-min', role: 'admin', area: 'fushan-park' },
  ])
    await changeOf(office, 'giveRole', { input });
});
afterAll(() => office?.close());

const code = async (person: string, query: string): Promise<string | undefined> =>
  (await office.ask(person, query)).errors?.[0]?.extensions.code;

describe('an administrator who is bound to a unit or an area', () => {
  it('changes nothing that is the whole street’s, their own role least of all', async () => {
    for (const person of ['li-qiang', 'zhou-min']) {
      const changes: [string, Record<string, unknown>][] = [
        ['giveRole', { input: { person, role: 'admin' } }],
        ['endPerson', { id: 'deng-li' }],
        [
          'setLimit',
          { input: { process: 'issueReport', name: 'clock.handle', value: { workingDays: 9 }, validFrom: '2199-01-01' } },
        ],
        ['setWebhook', { input: { id: 'mine', url: 'http://localhost:9', secret: `whsec_${'A'.repeat(32)}` } }],
      ];
      for (const [name, args] of changes) {
        await expect(changeOf(office, name, args, { person }), name).rejects.toThrow('FORBIDDEN');
      }
      expect(
        await code(
          person,
          `mutation { adoptRules(process: "issueReport", dryRun: false, requestId: "${nextRequest()}") { caseId } }`,
        ),
      ).toBe('FORBIDDEN');
      const { data } = await office.ask(person, '{ people(first: 5) { edges { node { phone email subject } } } }');
      for (const { node } of data.people.edges) expect(node).toEqual({ phone: null, email: null, subject: null });
    }
    expect(await office.sql(`SELECT unit FROM person_roles WHERE person_id = 'li-qiang' AND role = 'admin'`)).toEqual([
      { unit: 'urban' },
    ]);
  });
});

describe('an auditor who is bound to a unit', () => {
  it('reads the cases of that unit, and not what is kept about all of them', async () => {
    const { id } = (await office.start('deng-li', rubbish)).case;
    const seen = async () => (await office.ask('zhao-lei', `{ case(id: "${id}") { id } }`)).data.case;
    expect(await seen()).toBeNull();
    const lists = ['attempts { totalCount }', 'dataChanges { totalCount }', 'outbox { totalCount }'];
    for (const list of [
      ...lists,
      `verifyRecord(caseId: "${id}") { intact }`,
      'noticeTemplates(process: "issueReport") { notice }',
    ]) {
      expect([list, await code('zhao-lei', `{ ${list} }`)]).toEqual([list, 'FORBIDDEN']);
      expect([list, await code('qiu-ming', `{ ${list} }`)]).toEqual([list, undefined]);
    }
    await office.act('lou-tao', 'transfer', id, { unit: 'urban', reason: 'Theirs' });
    expect(await seen()).toEqual({ id });
  });
});

describe('a leader of one department', () => {
  const accountOf = (owner: string, asker = 'lu-xia') => code(asker, `{ account(owner: "${owner}", asset: points) { balance } }`);
  it('reads the accounts of its people, and nobody else’s', async () => {
    expect(await accountOf('fang-yong')).toBeUndefined();
    for (const owner of ['li-qiang', 'deng-li', 'scheme:issueReports', 'nobody']) {
      expect([owner, await accountOf(owner)]).toEqual([owner, 'FORBIDDEN']);
      expect([owner, await accountOf(owner, 'qiu-ming')]).toEqual([owner, undefined]);
    }
  });

  it('reads by which rules work comes to it, without trying others on everybody’s reports', async () => {
    expect(await code('lu-xia', '{ issueReportDispatchRules { version } }')).toBeUndefined();
    expect(await code('lu-xia', '{ issueReportDryRun(rules: []) { total } }')).toBe('FORBIDDEN');
  });
});

describe('a leader', () => {
  const span = 'from: "2020-01-01", before: "2100-01-01"';
  const questions = [
    `trainingCourseCoverage(${span}) { villageSites { units } }`,
    `deskQuestionResponse(${span.replaceAll('-01"', '-01T00:00:00Z"')}) { count }`,
    'knowledge { totalCount }',
  ];
  const answers = async (person: string) => Promise.all(questions.map((question) => code(person, `{ ${question} }`)));

  it('over the unit from which all others come down reads what is the whole tenant’s, and one of an agency doesn’t', async () => {
    expect(await answers('kong-hua')).toEqual([undefined, undefined, undefined]);
    // The coverage that the leader of an agency reads is that of the agency, which has no village sites.
    expect(await answers('fu-rong')).toEqual([undefined, 'FORBIDDEN', undefined]);
    const coverage = `{ trainingCourseCoverage(from: "2020-01-01", before: "2100-01-01") { villageSites { units } } }`;
    const units = async (person: string) => (await office.ask(person, coverage)).data.trainingCourseCoverage.villageSites.units;
    expect([await units('kong-hua'), await units('fu-rong')]).toEqual([553, 0]);
    const picture = async (person: string) =>
      (
        await fetch(`${office.url}/academy/coverage.svg?from=2020-01-01&before=2100-01-01`, {
          headers: { authorization: `Bearer ${office.token(person)}` },
        })
      ).status;
    expect([await picture('kong-hua'), await picture('fu-rong')]).toEqual([200, 200]);
  });

  it('reads nothing of another tenant, however high', async () => {
    const { id } = (await office.start('deng-li', rubbish)).case;
    expect((await office.ask('kong-hua', `{ case(id: "${id}") { id } }`)).data.case).toBeNull();
    expect((await office.ask('kong-hua', '{ cases(first: 5) { totalCount } }')).data.cases.totalCount).toBe(0);
  });
});

describe('a request by nobody in particular', () => {
  const send = (init: RequestInit, path = '/graphql') =>
    fetch(office.url + path, { method: 'POST', ...init, headers: { 'graphql-require-preflight': '1', ...init.headers } });
  const json = { 'content-type': 'application/json' };

  it('puts no file where a list would become endless', async () => {
    for (const place of ['variables.a.4000000000', 'variables.__proto__.a.b.c.d.e.f.g.h.i', 'operations.0', 'variables']) {
      const form = new FormData();
      form.set('operations', JSON.stringify({ query: '{ me { id } }', variables: { a: [] } }));
      form.set('map', JSON.stringify({ 0: [place] }));
      form.set('0', new Blob(['x']), 'x');
      const before = performance.now();
      const answer = await send({ body: form });
      expect([place, answer.status]).toEqual([place, 400]);
      expect(await answer.text()).toContain('variables.input.photos.0');
      expect(performance.now() - before).toBeLessThan(5_000);
    }
  });

  it('has at most a mebibyte without files, whether its length is said or not', async () => {
    const body = JSON.stringify({ query: '{ me { id } }', variables: { a: 'x'.repeat(1024 * 1024) } });
    expect((await send({ body, headers: json })).status).toBe(413);
    const stream = new Blob([body]).stream();
    expect((await send({ body: stream, headers: json, duplex: 'half' } as RequestInit)).status).toBe(413);
    // However much more is still on its way, the answer arrives.
    const much = new Blob([Buffer.alloc(9 * 1024 * 1024, ' ')]);
    for (const init of [{ body: much }, { body: much.stream(), duplex: 'half' }]) {
      const answer = await send({ ...init, headers: json } as RequestInit);
      expect([answer.status, (await answer.json()).errors[0].message]).toEqual([413, expect.stringContaining('at most 1 MiB')]);
    }
    const small = new Blob([JSON.stringify({ query: '{ __typename }' })]).stream();
    expect(await (await send({ body: small, headers: json, duplex: 'half' } as RequestInit)).json()).toEqual({
      data: { __typename: 'Query' },
    });
  });

  it('nests its variables no deeper than any input does', async () => {
    const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
    const answer = await send({ body: `{"query":"{ __typename }","variables":{"a":${deep}}}`, headers: json });
    expect((await answer.json()).errors[0].extensions.code).toBe('INVALID_INPUT');
  });

  it('leaves room for the files of others, and is given it back', () => {
    const room = uploadRoom();
    const of = (mib: number) =>
      new Request('http://x', { method: 'POST', body: 'x', headers: { 'content-length': `${mib * 1024 * 1024}` } });
    const enter = (name: string, anonymous = false, mib = 100) => room.enter({ name, anonymous }, of(mib));
    const leave = [enter('a', true), enter('a', true)];
    expect(() => enter('a', true, 1)).toThrow('Many files are arriving');
    enter('b', true);
    expect(() => enter('c', true, 1)).toThrow('Many files are arriving');
    for (const name of ['fang-yong', 'deng-li', 'zhou-min']) enter(name);
    expect(() => enter('shi-lei', false, 1)).toThrow('Many files are arriving');
    for (const out of leave) out();
    enter('a', true, 1);
    expect(() =>
      room.enter({ name: 'a', anonymous: true }, new Request('http://x', { method: 'POST', body: 'x' })),
    ).not.toThrow();
  });

  it('does at most ten acts, in a batch as well, and asks for the schema once', async () => {
    const acts = Array.from({ length: 11 }, (_, n) => `a${n}: issueReportAccept(caseId: "x", requestId: "r${n}") { __typename }`);
    expect(
      (await office.ask('fang-yong', `mutation { ...All } fragment All on Mutation { ${acts.join(' ')} }`)).errors?.[0]?.message,
    ).toMatch(/at most 10 acts/);
    const six = { query: `mutation { ${acts.slice(0, 6).join(' ')} }` };
    const batch = await send({ body: JSON.stringify([six, six]), headers: json });
    const answers = (await batch.json()) as { errors?: { message: string }[] }[];
    expect(answers.filter(({ errors }) => errors?.some(({ message }) => /at most 10 acts/.test(message)))).toHaveLength(1);
    expect((await office.ask(null, '{ a: __schema { __typename } b: __schema { __typename } }')).errors?.[0]?.message).toMatch(
      /schema once/,
    );
  });

  it('is told nothing that others may keep, and no page of another address may read it', async () => {
    const answer = await send({ body: '{"query":"{ __typename }"}', headers: { ...json, origin: 'https://evil.example' } });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect([answer.headers.get('cache-control'), answer.headers.get('x-content-type-options')]).toEqual(['no-store', 'nosniff']);
  });

  it('gets no tokens by another name of this machine, and no stack trace for a name that is none', async () => {
    const raw = (host: string, path: string) =>
      new Promise<string>((done, fail) => {
        const { port } = new URL(office.url);
        const socket = connect(Number(port), '127.0.0.1', () =>
          socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
        );
        let said = '';
        socket.on('data', (part) => {
          said += String(part);
        });
        socket.on('end', () => done(said)).on('error', fail);
      });
    expect(await raw('evil.example', '/dev/people')).toMatch(/^HTTP\/1.1 404/);
    expect(await raw('localhost', '/dev/people')).toMatch(/^HTTP\/1.1 200/);
    for (const host of ['[', 'a b', 'a:99999']) {
      const said = await raw(host, '/graphql');
      expect(said).toMatch(/^HTTP\/1.1 400/);
      expect(said).not.toContain('at ');
    }
  });
});
