import { SignJWT, UnsecuredJWT } from 'jose';
import { Pool } from 'pg';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sendEvent } from '../../examples/inbound/sender.ts';
import { callerAddress, readNetwork } from '../../graphql/rates/caller-address.ts';
import { NO_LIMITS, rateLimits } from '../../graphql/rates/rates.ts';
import { type Issuer, openIssuer } from './issuer.ts';
import { type Office, openOffice, thisMachine } from './office.ts';

/** In production, with an issuer of its own that is away when the program starts. */
let office: Office;
let issuer: Issuer;
const rates = {
  ...NO_LIMITS,
  anonymousRequests: 20,
  anonymousStarts: 2,
  tenantAnonymousStarts: 3,
  wrongTokens: 40,
  uploads: 2,
  searches: 4,
};
beforeAll(async () => {
  issuer = await openIssuer();
  await issuer.goAway();
  office = await openOffice({
    program: {
      production: true,
      oidc: { issuer: issuer.address, audience: 'street', rolesClaim: 'groups' },
      trustedProxies: thisMachine,
      rates,
    },
  });
});
afterAll(async () => {
  await office?.close();
  await issuer?.close();
});

const ME = '{ me { id tenant unit grants { role units areas } } }';
const ask = (token: string, question = ME, headers = {}) =>
  office.ask(null, question, {}, { authorization: `Bearer ${token}`, ...headers });
const refusal = async (token: string, headers = {}) => {
  const { data, errors } = await ask(token, ME, headers);
  expect(data?.me).toBeUndefined();
  return [errors?.[0]?.extensions.code, errors?.[0]?.message];
};

describe('a token of the issuer', () => {
  it('can’t be checked while the issuer is away: its bearer is asked to try again, and so they can', async () => {
    const token = await issuer.sign({});
    expect(await refusal(token)).toEqual(['UNAVAILABLE', expect.stringMatching(/Try again in a moment/)]);
    await issuer.comeBack();
    issuer.callItself('https://elsewhere.example');
    expect(await refusal(token)).toEqual(['UNAVAILABLE', expect.stringMatching(/calls itself https:\/\/elsewhere/)]);
    issuer.callItself(undefined);
    expect((await ask(token)).data.me).toMatchObject({ id: 'deng-li', tenant: 'fushan', grants: [{ role: 'courier' }] });
    // Its keys are known by now.
    await issuer.goAway();
    expect((await ask(token)).data.me.id).toBe('deng-li');
    await issuer.comeBack();
  });

  it('is good for one of several audiences, and in the language of the request', async () => {
    expect((await ask(await issuer.sign({ audience: ['other', 'street'] }))).data.me.id).toBe('deng-li');
    const expired = await issuer.sign({ expires: -60 });
    expect(await refusal(expired, { 'accept-language': 'zh-CN,zh' })).toEqual([
      'UNAUTHENTICATED',
      expect.stringMatching(/已于.+过期/),
    ]);
  });

  it.each([
    ['has expired', { expires: -60 }, /expired at 20/],
    ['has expired a second ago', { expires: -1 }, /expired at 20/],
    ['is of another issuer', { issuer: 'https://elsewhere.example' }, /isn’t from http:\/\/127/],
    ['is meant for another application', { audience: 'shop' }, /another application/],
    ['is signed with a key nobody has published', { unknownKey: true }, /isn’t valid; sign in again/],
    ['says that somebody has signed out', { typ: 'logout+jwt' }, /kind “logout\+jwt”/],
    ['was made in an hour', { made: 3_600, expires: 7_200 }, /still to come/],
    ['holds for a month', { expires: 30 * 86_400 }, /more than 24 hours/],
    ['names no tenant', { tenant: '' }, /names no tenant/],
  ])('is refused when it %s', async (_, of, words) => {
    expect(await refusal(await issuer.sign(of))).toEqual(['UNAUTHENTICATED', expect.stringMatching(words)]);
  });

  it('is refused when nobody has signed it, when it was changed, and when it is none', async () => {
    const claims = new UnsecuredJWT({ tenant: 'fushan' }).setSubject('shi-lei').setIssuer(issuer.address).setAudience('street');
    const unsigned = claims.setExpirationTime('5m').encode();
    const [head, , signature] = (await issuer.sign({})).split('.');
    const changed = [
      head,
      Buffer.from(JSON.stringify({ tenant: 'fushan', sub: 'shi-lei', aud: 'street' })).toString('base64url'),
      signature,
    ].join('.');
    // A key that is published is no secret by which somebody signs.
    const byItself = await new SignJWT({ tenant: 'fushan' })
      .setProtectedHeader({ alg: 'HS256', kid: 'first' })
      .setSubject('shi-lei')
      .setIssuer(issuer.address)
      .setAudience('street')
      .setExpirationTime('5m')
      .sign(new TextEncoder().encode(await (await fetch(`${issuer.address}/keys`)).text()));
    for (const token of [unsigned, byItself, changed, 'nonsense', '', '..', 'a'.repeat(5_000)]) {
      const [code] = await refusal(token);
      expect([token.slice(0, 20), code]).toEqual([token.slice(0, 20), 'UNAUTHENTICATED']);
    }
  });

  it('is refused when its subject has left, or its street is none', async () => {
    await office.sql(
      `INSERT INTO people (tenant, id, subject, name, ended_on) VALUES ('fushan', 'mallory', 'mallory', 'Mallory', '2020-01-01')`,
    );
    for (const of of [{ subject: 'mallory', groups: ['sanitation'] }, { tenant: 'nowhere' }]) {
      expect(await refusal(await issuer.sign(of))).toEqual(['FORBIDDEN', expect.stringMatching(/Ask your administrator/)]);
    }
  });
});

describe('a group of the identity provider', () => {
  const change = async (mutation: string, person = 'shi-lei') =>
    (
      await ask(
        await issuer.sign({ subject: person }),
        `mutation { ${mutation} { __typename ... on ChangeDone { change { after } } ... on InvalidInput { issues { path message } } } }`,
      )
    ).data;
  const held = async (of: { subject: string; groups?: readonly string[]; made?: number; name?: string }) => {
    const { data } = await ask(await issuer.sign(of), '{ me { id name grants { role units source validFrom } } }');
    return data.me;
  };

  it('gives a role from the first sign-in, and takes it with the group; an older token brings nothing back', async () => {
    const { setRoleClaim } = await change(
      'setRoleClaim(input: { value: "sanitation", role: "handler", unit: "sanitation" }, requestId: "map-1")',
    );
    expect(setRoleClaim.__typename).toBe('ChangeDone');
    const newcomer = { subject: 'new.comer', name: '新来', groups: ['sanitation', 'else'] };
    const me = await held({ ...newcomer, made: -20 });
    expect(me).toMatchObject({
      id: 'new.comer',
      name: '新来',
      grants: [{ role: 'handler', units: ['sanitation'], source: 'CLAIM' }],
    });
    // An act by it holds in the record as well.
    const reported = await office.start(
      null,
      { category: 'rubbish', text: 'Rubbish', place: { lat: 30.003, lon: 120.573 } },
      undefined,
      {
        authorization: `Bearer ${await issuer.sign({})}`,
      },
    );
    const caseId = reported.case.id;
    const act = async (groups: readonly string[], made: number) =>
      ask(
        await issuer.sign({ subject: 'new.comer', groups, made }),
        `mutation { issueReportAccept(caseId: "${caseId}", requestId: "claimed") { __typename } }`,
      );
    expect((await act(['sanitation'], -15)).data.issueReportAccept.__typename).toBe('ActionDone');
    expect((await held({ subject: 'new.comer', groups: ['else'], made: -10 })).grants).toEqual([]);
    expect((await held({ ...newcomer, made: -12 })).grants).toEqual([]);
    await expect
      .poll(() => office.sql('SELECT person, role FROM tasks WHERE case_id = $1 AND closed_revision IS NULL', [caseId]), {
        timeout: 10_000,
      })
      .toEqual([{ person: null, role: 'handler' }]);
    const journal = await office.sql(
      `SELECT before, after FROM data_changes WHERE name = 'claimsRead' AND actor_id = 'new.comer' ORDER BY at`,
    );
    expect(journal).toEqual([
      { before: { roles: [] }, after: { roles: ['handler'] } },
      { before: { roles: ['handler'] }, after: { roles: [] } },
    ]);
    expect((await held({ ...newcomer, made: -5 })).grants).toHaveLength(1);
  });

  it('that a token doesn’t say anything of gives and takes nothing, and of two tokens of one second the group of both counts', async () => {
    const roles = async (groups: readonly string[] | undefined, made: number) =>
      (await held({ subject: 'one.second', ...(groups ? { groups } : {}), made })).grants.length;
    // Tokens of one second, however the second turns meanwhile.
    const at = Math.floor(Date.now() / 1000);
    const then = (seconds: number) => at + seconds - Math.floor(Date.now() / 1000);
    expect(await roles(['sanitation', 'other'], then(-30))).toBe(1);
    expect(await roles(undefined, then(-29))).toBe(1);
    expect(
      await roles(
        Array.from({ length: 501 }, (_, n) => `group-${n}`),
        then(-28),
      ),
    ).toBe(1);
    expect(
      office.logged.filter((line) => /doesn’t say which groups.*one\.second|one\.second.*doesn’t say which groups/.test(line)),
    ).toHaveLength(2);
    for (const groups of [['other'], ['sanitation', 'other']]) expect(await roles(groups, then(-30))).toBe(0);
    expect(await roles(['sanitation'], then(-27))).toBe(1);
    expect(await roles([], then(-26))).toBe(0);
  });

  it.each([
    ['\u202e 王 \n', '王'],
    [' \u200b ', 'named.here'],
    [`${'x'.repeat(79)}😀`, 'x'.repeat(79)],
  ])('enters somebody by a name that can be read: %j', async (name, shown) => {
    const subject = shown === 'named.here' ? shown : `named.${shown.length}`;
    expect((await held({ subject, name, groups: [] })).name).toBe(shown);
  });

  it('never makes somebody one of those who have no account', async () => {
    const me = await held({ subject: 'anonymous', groups: ['sanitation'] });
    expect(me.id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('makes nobody an administrator, is mapped by administrators alone, and its role ends with the mapping', async () => {
    for (const role of ['admin', 'breakGlass', 'nothing'])
      expect(
        (await change(`setRoleClaim(input: { value: "x", role: "${role}" }, requestId: "map-${role}")`)).setRoleClaim.issues,
      ).toHaveLength(1);
    expect(
      (await change('setRoleClaim(input: { value: "sanitation", role: "handler", unit: "sanitation" }, requestId: "map-2")'))
        .setRoleClaim.issues,
    ).toHaveLength(1);
    expect(await change('setRoleClaim(input: { value: "x", role: "leader" }, requestId: "map-3")', 'xu-jing')).toBeNull();
    const [row] = await office.sql<{ id: string; claim: string }>(
      `SELECT id, claim FROM person_roles WHERE person_id = 'new.comer' AND ended_on IS NULL`,
    );
    expect((await change(`endRole(id: "${row?.id}", requestId: "claimed-1")`)).endRole.issues).toMatchObject([{ path: ['id'] }]);
    expect((await change(`endRoleClaim(id: "${row?.claim}", requestId: "claimed-2")`)).endRoleClaim.__typename).toBe(
      'ChangeDone',
    );
    expect((await held({ subject: 'new.comer', groups: ['sanitation'] })).grants).toEqual([]);
  });
});

describe('roles', () => {
  const grants = async (subject: string) => (await ask(await issuer.sign({ subject }))).data.me.grants;

  it('hold for a unit with those below it, for an area, or for the whole street', async () => {
    expect(await grants('fang-yong')).toEqual([{ role: 'handler', units: ['sanitation'], areas: null }]);
    expect(await grants('xu-jing')).toEqual([{ role: 'dispatcher', units: null, areas: null }]);
    expect(await grants('zhou-min')).toContainEqual({ role: 'officer', units: null, areas: ['fushan-park'] });
    await office.sql(
      `INSERT INTO units (tenant, id, parent, path, en, zh) VALUES ('fushan', 'sweepers', 'sanitation', '/fushan/sweepers/', 'Sweepers', '保洁班')`,
    );
    await office.sql(
      `UPDATE units u SET path = p.path || 'sweepers/' FROM units p WHERE u.id = 'sweepers' AND p.tenant = u.tenant AND p.id = u.parent`,
    );
    for (const unit of ['sanitation', 'fushan']) {
      await office.sql(
        `INSERT INTO person_roles (tenant, id, person_id, role, unit, valid_from) VALUES ('fushan', $1, 'bai-xue', 'leader', $2, '2020-01-01')`,
        [`lead-${unit}`, unit],
      );
    }
    const led = (await grants('bai-xue')).filter(({ role }: { role: string }) => role === 'leader');
    // The street stands above all others: who leads it leads everywhere.
    expect(led.map(({ units }: { units: string[] | null }) => units?.toSorted() ?? null)).toEqual([
      null,
      ['sanitation', 'sweepers'],
    ]);
  });

  it('don’t hold before their first day, nor from the day on which they end', async () => {
    const day = (days: number) => `tenant_today('fushan') ${days < 0 ? '-' : '+'} ${Math.abs(days)}`;
    await office.sql(`INSERT INTO person_roles (tenant, id, person_id, role, valid_from, ended_on) VALUES
      ('fushan', 'to-come', 'liu-fei', 'ruler', ${day(1)}, NULL), ('fushan', 'over', 'liu-fei', 'leader', '2020-01-01', ${day(0)}),
      ('fushan', 'last-day', 'liu-fei', 'auditor', '2020-01-01', ${day(1)})`);
    expect((await grants('liu-fei')).map(({ role }: { role: string }) => role)).toEqual(['auditor', 'courier']);
  });

  it('that an administrator ends today count no more, with the same token', async () => {
    const [token, admin] = [await issuer.sign({ subject: 'lou-tao' }), await issuer.sign({ subject: 'shi-lei' })];
    expect(
      (
        await ask(
          token,
          '{ statistics(process: "issueReport", from: "2020-01-01T00:00:00Z", before: "2030-01-01T00:00:00Z") { opened } }',
        )
      ).errors,
    ).toBeUndefined();
    const ended = await ask(admin, 'mutation { endRole(id: "lou-tao:dispatcher", requestId: "end-1") { __typename } }');
    expect(ended.data.endRole.__typename).toBe('ChangeDone');
    expect((await ask(token)).data.me.grants).toEqual([]);
    const again = await ask(
      token,
      '{ statistics(process: "issueReport", from: "2020-01-01T00:00:00Z", before: "2030-01-01T00:00:00Z") { opened } }',
    );
    expect(again.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    await ask(admin, 'mutation { endPerson(id: "lou-tao", requestId: "end-2") { __typename } }');
    expect(await refusal(token)).toEqual(['FORBIDDEN', expect.stringMatching(/any more/)]);
  });
});

describe('an event that a machine has signed', () => {
  const admin = async (mutation: string, headers = {}) =>
    ask(
      await issuer.sign({ subject: 'shi-lei' }),
      `mutation { ${mutation} { __typename ... on ChangeDone { replayed secret change { after } } ... on InvalidInput { issues { path message } } } }`,
      headers,
    );
  const changed = async (mutation: string) => Object.values((await admin(mutation)).data)[0] as Record<string, never>;
  const address = (machine = 'bin-sensors', tenant = 'fushan') => `${office.url}/inbound/${tenant}/${machine}`;
  const bin = { category: 'rubbish', text: 'The bin is full', place: { lat: 30.003, lon: 120.573 } };
  let n = 0;
  const next = () => `event-${++n}`;
  let secret = '';
  let version = 1;
  beforeAll(async () => {
    await changed('setPerson(input: { id: "bin-sensors", name: "Bins", subject: "bin-sensors" }, requestId: "m-1")');
    await changed('giveRole(input: { person: "bin-sensors", role: "resident" }, requestId: "m-2")');
    ({ secret = '' } = await changed('setInboundMachine(input: { person: "bin-sensors" }, requestId: "m-3")'));
  });
  const send = (type: string, data: object, id = next(), by = secret) =>
    sendEvent({ address: address(), secret: by }, id, type, data);
  const report = async (id?: string) => (await send('issueReport.start', { input: bin }, id)).answer.caseId as string;
  const reports = async () =>
    (await office.sql<{ n: number }>(`SELECT count(*)::int AS n FROM cases WHERE opened_by = 'bin-sensors'`))[0]?.n;

  it('is an act of that machine, with its roles, signed and on record like anybody’s, and done once under the event’s id', async () => {
    const first = await send('issueReport.start', { input: bin }, 'bin-7');
    expect(first).toEqual({
      status: 200,
      answer: { kind: 'done', caseId: expect.stringMatching(/-IR-/), revision: 0, replayed: false },
    });
    const { caseId } = first.answer;
    expect(await send('issueReport.start', { input: bin }, 'bin-7')).toEqual({
      status: 200,
      answer: { ...first.answer, replayed: true },
    });
    // Another act under the same id is none.
    const other = await send('issueReport.start', { input: { ...bin, text: 'Another' } }, 'bin-7');
    expect(other).toMatchObject({ status: 400, answer: { kind: 'invalid', issues: [{ path: 'requestId' }] } });
    expect(await send('issueReport.withdraw', { caseId: caseId.toLowerCase(), input: { reason: 'Emptied' } })).toMatchObject({
      status: 200,
      answer: { kind: 'done', caseId, revision: 1 },
    });
    expect(await office.sql('SELECT actor_id, role, name FROM events WHERE case_id = $1 ORDER BY revision', [caseId])).toEqual([
      { actor_id: 'bin-sensors', role: 'resident', name: expect.any(String) },
      { actor_id: 'bin-sensors', role: 'resident', name: expect.any(String) },
    ]);
    const auditor = await issuer.sign({ subject: 'qiu-ming' });
    const { data } = await ask(auditor, `{ verifyRecord(caseId: "${caseId}") { intact events } }`);
    expect(data.verifyRecord).toEqual({ intact: true, events: 2 });
  });

  it('is refused where the machine has no role for it, and noted; conflicts and faults are told with how to go on', async () => {
    const caseId = await report();
    expect(await send('issueReport.accept', { caseId })).toMatchObject({
      status: 422,
      answer: { kind: 'refused', code: 'kernel.wrongRole', en: expect.any(String), zh: expect.any(String) },
    });
    expect(await office.sql('SELECT code FROM attempts WHERE case_id = $1 AND actor_id = $2', [caseId, 'bin-sensors'])).toEqual([
      { code: 'kernel.wrongRole' },
    ]);
    for (const [type, data, status, answer] of [
      ['issueReport.start', { input: { text: 'x' } }, 400, { kind: 'invalid' }],
      ['issueReport.handBack', { caseId, input: {} }, 400, { issues: [{ path: 'type' }] }],
      ['issueReport.nothing', { caseId, input: {} }, 400, { issues: [{ path: 'type' }] }],
      ['issueReport.constructor', { caseId, input: {} }, 400, { issues: [{ path: 'type' }] }],
      ['nothing.start', { input: {} }, 404, { code: 'NOT_FOUND' }],
      ['issueReport.withdraw', { input: { reason: 'x' } }, 404, { code: 'NOT_FOUND' }],
      [
        'issueReport.withdraw',
        { caseId, expectedRevision: 7, input: { reason: 'x' } },
        400,
        { issues: [{ path: 'expectedRevision' }] },
      ],
      ['nonsense', {}, 400, { code: 'INVALID_INPUT' }],
    ] as const)
      expect([type, await send(type, data)]).toMatchObject([type, { status, answer }]);
    const [large, get] = await Promise.all([
      send('issueReport.start', { input: { ...bin, text: 'x'.repeat(70_000) } }),
      fetch(address()),
    ]);
    expect([large.status, get.status, get.headers.get('allow')]).toEqual([413, 405, 'POST']);
  });

  it('is nobody’s where the signature, the time or the machine doesn’t fit: all are told the same, and nothing is done', async () => {
    const post = async ({
      to = address(),
      by = secret,
      late = 0,
      headers = {},
      change = (body: string) => body,
    }: {
      to?: string;
      by?: string;
      late?: number;
      headers?: Record<string, string>;
      change?: (body: string) => string;
    }) => {
      const body = JSON.stringify({ type: 'issueReport.start', data: { input: bin } });
      const at = new Date(Date.now() - late * 1000);
      const response = await fetch(to, {
        method: 'POST',
        body: change(body),
        headers: {
          'webhook-id': 'bin-8',
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': new Webhook(by).sign('bin-8', at, body),
          'x-forwarded-for': '203.0.113.9',
          ...headers,
        },
      });
      return [response.status, await response.json()];
    };
    const before = await reports();
    const foreign = `whsec_${'A'.repeat(43)}=`;
    // The same machine in another tenant, with a secret of its own.
    await office.sql(`INSERT INTO people (tenant, id, subject, name) VALUES ('tongyu', 'bin-sensors', 'bins', 'Bins')`);
    await office.sql(
      `INSERT INTO inbound_machines SELECT 'tongyu', person, true, secret, made_at, made_by FROM inbound_machines`,
    );
    const strangers = await Promise.all([
      post({ by: foreign }),
      post({ change: (body) => body.replace('full', 'empty') }),
      post({ late: 301 }),
      post({ late: -302 }),
      post({ headers: { 'webhook-id': 'bin-9' } }),
      post({ headers: { 'webhook-timestamp': 'now' } }),
      post({ headers: { 'webhook-signature': 'v1,' } }),
      post({ headers: { 'webhook-signature': '' } }),
      post({ to: address('nobody') }),
      post({ to: address('shi-lei') }),
      post({ to: address('bin-sensors', 'nowhere') }),
      post({ to: address('bin-sensors', 'tongyu') }),
      post({ to: address('%00') }),
    ]);
    expect(new Set(strangers.map((answer) => JSON.stringify(answer)))).toEqual(new Set([JSON.stringify(strangers[0])]));
    expect(strangers[0]).toMatchObject([401, { kind: 'refused', code: 'UNAUTHENTICATED' }]);
    expect(await reports()).toBe(before);
    // Within the five minutes, the very same event gets its first answer.
    const [done, again] = [await post({ late: 290 }), await post({ late: 290 })];
    expect([done[1], again[1]]).toMatchObject([{ replayed: false }, { replayed: true }]);
    await office.sql(`DELETE FROM inbound_machines WHERE tenant = 'tongyu'`);
  });

  it('reaches no case of another tenant', async () => {
    const [other] = await office.sql<{
      id: string;
    }>(`INSERT INTO cases (id, tenant, process, rules_version, title, state, revision, facts,
        tasks_open, clock_states, opened_by, opened_at, updated_at, head_hash)
      SELECT 'TY-IR-20260101-0001', 'tongyu', process, rules_version, title, state, revision, facts,
        tasks_open, clock_states, opened_by, opened_at, updated_at, head_hash
      FROM cases WHERE opened_by = 'bin-sensors' LIMIT 1 RETURNING id`);
    expect(await send('issueReport.withdraw', { caseId: other?.id, input: { reason: 'x' } })).toMatchObject({ status: 404 });
    await office.sql('DELETE FROM cases WHERE id = $1', [other?.id]);
  });

  it('is signed by the secret of today or, for some hours, the one before; each is shown once and kept out of journals and logs', async () => {
    const replaced = await changed(
      `rotateInboundSecret(person: "bin-sensors", overlapHours: 1, expectedVersion: ${version}, requestId: "m-4")`,
    );
    version++;
    expect(replaced.secret).toMatch(/^whsec_.{44}$/);
    const works = async (by: string) => (await send('issueReport.start', { input: bin }, next(), by)).status;
    expect([await works(replaced.secret ?? ''), await works(secret)]).toEqual([200, 200]);
    // The first one isn’t dropped before its time.
    expect(
      (await changed(`rotateInboundSecret(person: "bin-sensors", expectedVersion: ${version}, requestId: "m-4b")`)).issues,
    ).toMatchObject([{ path: ['overlapHours'] }]);
    await office.sql(`UPDATE inbound_machines SET before_until = now() - interval '1 second'`);
    expect(await works(secret)).toBe(401);
    const compromised = replaced.secret ?? '';
    const fresh = await changed(
      `rotateInboundSecret(person: "bin-sensors", overlapHours: 0, expectedVersion: ${version}, requestId: "m-5")`,
    );
    version++;
    expect([await works(compromised), await works(fresh.secret ?? '')]).toEqual([401, 200]);
    // Whoever didn't get the answer asks again with the same words; for a secret that holds no more there is none.
    const again = async (hours: number, at: number, id: string) =>
      changed(`rotateInboundSecret(person: "bin-sensors", overlapHours: ${hours}, expectedVersion: ${at}, requestId: "${id}")`);
    expect(await again(0, version - 1, 'm-5')).toMatchObject({ replayed: true, secret: fresh.secret });
    expect(await again(1, version - 2, 'm-4')).toMatchObject({ replayed: true, secret: null });
    expect((await again(999, version, 'm-6')).issues).toMatchObject([{ path: ['overlapHours'] }]);
    const kept = await office.sql(
      `SELECT to_jsonb(m) AS row FROM inbound_machines m UNION ALL SELECT to_jsonb(d) FROM data_changes d WHERE name LIKE '%nbound%'`,
    );
    const { data } = await ask(
      await issuer.sign({ subject: 'qiu-ming' }),
      '{ inboundMachines { person active path secretMadeAt secretBeforeUntil version } }',
    );
    expect(data.inboundMachines).toMatchObject([
      { person: 'bin-sensors', active: true, path: '/inbound/fushan/bin-sensors', version },
    ]);
    for (const one of [secret, compromised, fresh.secret ?? ''])
      expect(JSON.stringify([kept, data, office.logged])).not.toContain(one.replace('whsec_', ''));
    secret = fresh.secret ?? '';
  });

  it('counts no more once the machine is switched off or has left; without its role, it is refused', async () => {
    await changed(
      `setInboundMachine(input: { person: "bin-sensors", active: false }, expectedVersion: ${version++}, requestId: "m-7")`,
    );
    expect((await send('issueReport.start', { input: bin })).status).toBe(401);
    const on = await changed(
      `setInboundMachine(input: { person: "bin-sensors" }, expectedVersion: ${version++}, requestId: "m-8")`,
    );
    // It has its secret already.
    expect(on).toMatchObject({ __typename: 'ChangeDone', secret: null });
    const [role] = await office.sql<{ id: string }>(`SELECT id FROM person_roles WHERE person_id = 'bin-sensors'`);
    await changed(`endRole(id: "${role?.id}", requestId: "m-9")`);
    expect(await send('issueReport.start', { input: bin })).toMatchObject({ status: 422, answer: { code: 'kernel.wrongRole' } });
    await changed('endPerson(id: "bin-sensors", requestId: "m-10")');
    expect(await send('issueReport.start', { input: bin })).toMatchObject({ status: 403, answer: { code: 'FORBIDDEN' } });
  });

  it('is never one of somebody in the house, and administrators alone say who sends events', async () => {
    await office.sql(`UPDATE people SET phone = '13800000000' WHERE tenant = 'fushan' AND id = 'fang-yong'`);
    for (const person of ['fang-yong', 'shi-lei', 'qiu-ming', 'nobody'])
      expect([
        person,
        (await changed(`setInboundMachine(input: { person: "${person}" }, requestId: "m-11")`)).issues,
      ]).toMatchObject([person, [{ path: ['input', 'person'] }]]);
    expect((await changed('rotateInboundSecret(person: "xu-jing", requestId: "m-12")')).issues).toMatchObject([
      { path: ['person'] },
    ]);
    for (const mutation of [
      'setInboundMachine(input: { person: "xu-jing" }, requestId: "m-13")',
      'rotateInboundSecret(person: "bin-sensors", requestId: "m-14")',
    ]) {
      const { errors } = await ask(await issuer.sign({ subject: 'xu-jing' }), `mutation { ${mutation} { __typename } }`);
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });
});

describe('in production', () => {
  it('nobody is shown tokens, or a page for trying questions', async () => {
    expect((await fetch(`${office.url}/dev/people`)).status).toBe(404);
    expect((await fetch(`${office.url}/dev/jwks`)).status).toBe(404);
    const page = await fetch(`${office.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(await page.text()).not.toMatch(/GraphiQL|<html/i);
  });

  it('a misspelt name gets no hint of others', async () => {
    const misspelt = [
      '{ mee { id } }',
      '{ cases(orderBy: NEWES) { totalCoun } }',
      '{ case(i: "x") { id } }',
      'query ($f: CaseFilte) { me { id } }',
    ];
    for (const question of misspelt) {
      const { errors } = await office.ask(null, question, {}, { 'banjie-tenant': 'fushan' });
      expect(errors?.[0]?.extensions.code).toBe('INVALID_INPUT');
      expect(JSON.stringify(errors)).not.toMatch(/did you mean/i);
    }
    const sent = await office.ask(
      null,
      'query ($f: CaseFilter) { cases(filter: $f) { totalCount } }',
      { f: { stat: ['closed'] } },
      { 'banjie-tenant': 'fushan' },
    );
    expect(JSON.stringify(sent)).not.toMatch(/did you mean/i);
  });

  it('a webhook leads out of the house, by TLS', async () => {
    const admin = await issuer.sign({ subject: 'shi-lei' });
    const tried = [
      'http://example.org/',
      'https://localhost/',
      'https://localhost./',
      'https://127.0.0.1/',
      'https://2130706433/',
      'https://10.1.2.3/',
      'https://[::1]/',
      'https://0x7f.1/',
      'https://100.100.100.200/latest',
      'https://[::ffff:10.0.0.1]/',
      'https://user:word@example.org/',
      'https://example.org:8080/',
      'https://service.internal/',
      'ftp://example.org/',
      'nonsense',
    ];
    for (const url of tried) {
      const answer = await ask(
        admin,
        `mutation { setWebhook(input: {id: "w", url: "${url}", secret: "whsec_${'A'.repeat(32)}"}, requestId: "w1") { __typename ... on InvalidInput { issues { path } } } }`,
      );
      expect([url, answer.data.setWebhook]).toEqual([url, { __typename: 'InvalidInput', issues: [{ path: ['input', 'url'] }] }]);
    }
  });
});

describe('whoever asks too often', () => {
  const from = (address: string) => ({ 'x-forwarded-for': address });
  const code = (answer: { errors?: readonly { extensions: { code: string } }[] }) => answer.errors?.[0]?.extensions.code;
  const times = async <Answer>(many: number, once: () => Promise<Answer>): Promise<Answer[]> => {
    const answers: Answer[] = [];
    while (answers.length < many) answers.push(await once());
    return answers;
  };
  const report = (text: string) => ({
    query: `mutation ($input: IssueReportStart!, $requestId: ID!) { startIssueReport(input: $input, requestId: $requestId) { __typename } }`,
    variables: { input: { category: 'fireLane', text, place: { lat: 30.003, lon: 120.573 } } },
  });

  it('with tokens that aren’t valid waits, and a valid one from the same address doesn’t', async () => {
    const good = await issuer.sign({});
    const wrong = () => ask('nonsense', ME, { ...from('203.0.113.1'), 'accept-language': 'zh' });
    const answers = await Promise.all(Array.from({ length: 42 }, wrong));
    expect(answers.filter((answer) => code(answer) === 'RATE_LIMITED')).toHaveLength(2);
    answers.push(await wrong());
    expect(answers.at(-1)).toMatchObject({
      status: 429,
      errors: [{ message: expect.stringMatching(/请求过于频繁，请\d+秒后再试/) }],
    });
    expect((await ask(good, ME, from('203.0.113.1'))).data.me.id).toBe('deng-li');
    expect(code(await ask('nonsense', ME, from('203.0.113.2')))).toBe('UNAUTHENTICATED');
    // So does who sends events that they can't sign.
    const event = await fetch(`${office.url}/inbound/fushan/nobody`, { method: 'POST', headers: from('203.0.113.1') });
    expect([event.status, Number(event.headers.get('retry-after')) > 0]).toEqual([429, true]);
  });

  it('without a token waits for the whole of a request, at that address alone, whatever it says to be', async () => {
    // An address of IPv6 is one of many that somebody has.
    const ask6 = (n: number) =>
      fetch(`${office.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': `203.0.113.${n}, 2001:db8:1:2::${n}` },
        body: '{"query":"{ __typename }"}',
      });
    const answers = await Promise.all(Array.from({ length: 21 }, (_, n) => ask6(n + 1)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(1);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    const other = await fetch(`${office.url}/graphql?query={__typename}`, {
      headers: { 'x-graphql-yoga-csrf': '1', ...from('2001:db8:1:3::1') },
    });
    expect(other.status).toBe(200);
  });

  it('opens a few cases without a token, and a tenant a few more; who is signed in opens theirs', async () => {
    const start = async (n: number, address: string, token?: string) => {
      const { query, variables } = report(`Crates ${n}`);
      const headers = { 'banjie-tenant': 'fushan', ...from(address), ...(token ? { authorization: `Bearer ${token}` } : {}) };
      const answer = await office.ask(null, query, { ...variables, requestId: crypto.randomUUID() }, headers);
      return code(answer) ?? answer.data.startIssueReport.__typename;
    };
    expect([await start(1, '203.0.113.3'), await start(2, '203.0.113.3'), await start(3, '203.0.113.3')]).toEqual([
      'ActionDone',
      'ActionDone',
      'RATE_LIMITED',
    ]);
    expect([await start(4, '203.0.113.4'), await start(5, '203.0.113.5')]).toEqual(['ActionDone', 'RATE_LIMITED']);
    expect(await start(6, '203.0.113.3', await issuer.sign({}))).toBe('ActionDone');
  });

  it('says something to what is public as seldom as it opens cases', async () => {
    const tip = async (tenant: string) => {
      const query = `mutation { publicNoticeLeaveTip(caseId: "TY-PN-1", requestId: "${crypto.randomUUID()}", input: { text: "Look" }) { __typename } }`;
      return code(await office.ask(null, query, {}, { 'banjie-tenant': tenant, ...from('203.0.113.6') }));
    };
    // There is no such notice; asking counts all the same.
    expect([await tip('tongyu'), await tip('tongyu'), await tip('tongyu')]).toEqual(['NOT_FOUND', 'NOT_FOUND', 'RATE_LIMITED']);
  });

  it('sends files or searches waits for that, and for nothing else', async () => {
    const token = await issuer.sign({});
    const upload = () => {
      const form = new FormData();
      form.set('operations', JSON.stringify({ query: '{ me { id } }' }));
      form.set('map', '{}');
      const headers = { authorization: `Bearer ${token}`, 'x-graphql-yoga-csrf': '1' };
      return fetch(`${office.url}/graphql`, { method: 'POST', headers, body: form });
    };
    expect((await times(3, upload)).map(({ status }) => status)).toEqual([200, 200, 429]);
    const search = () => ask(token, '{ cases(filter: { text: "crates" }) { totalCount } me { id } }');
    const found = await times(5, search);
    expect(found.map(code)).toEqual([...Array(4).fill(undefined), 'RATE_LIMITED']);
    expect(found.at(-1)?.status).toBe(200);
    expect((await ask(token)).data.me.id).toBe('deng-li');
  });
});

describe('a token of the issuer, later on,', () => {
  it('is good when the issuer has changed its key', async () => {
    await issuer.changeKey();
    // Keys are asked for again at most every five seconds, which are over by now.
    const token = await issuer.sign({});
    await expect.poll(async () => (await ask(token)).data?.me?.id, { timeout: 10_000, interval: 500 }).toBe('deng-li');
  });
});

describe('what callers have had', () => {
  const refused = async (many: number, take: () => Promise<void>): Promise<number> => {
    const all = await Promise.allSettled(Array.from({ length: many }, take));
    return all.filter(({ status }) => status === 'rejected').length;
  };

  it('is counted by all programs together', async () => {
    const { pool } = office.program.services;
    const [one, other] = [rateLimits(pool, { wrongCodes: 4 }), rateLimits(pool, { wrongCodes: 4 })];
    expect(await refused(3, () => one.take('wrongCodes', 'somebody'))).toBe(0);
    expect(await refused(3, () => other.take('wrongCodes', 'somebody'))).toBe(2);
    expect(await refused(3, () => other.take('wrongCodes', 'somebody else'))).toBe(0);
  });

  it('of who is signed in costs a statement in twenty portions, which nobody waits for, and reaches the others', async () => {
    const { pool } = office.program.services;
    const [one, other] = [rateLimits(pool, { requests: 100 }), rateLimits(pool, { requests: 100 })];
    const asked = vi.spyOn(pool, 'query');
    expect(await refused(4, () => one.take('requests', 'somebody'))).toBe(0);
    expect(asked).not.toHaveBeenCalled();
    expect(await refused(91, () => one.take('requests', 'somebody'))).toBe(0);
    expect(asked.mock.calls.length).toBe(19);
    asked.mockRestore();
    // The other one hears of it with its first portion, and has no more than what is left.
    await expect
      .poll(() => office.sql(`SELECT points FROM rate_limits WHERE key LIKE 'requests:%' ORDER BY points DESC LIMIT 1`))
      .toEqual([{ points: 95 }]);
    expect(await refused(10, () => other.take('requests', 'somebody'))).toBe(0);
    await expect.poll(() => refused(1, () => other.take('requests', 'somebody'))).toBe(1);
  });

  it('is counted by each program for itself while the database is away', async () => {
    const away = new Pool({ connectionString: 'postgresql://nobody@127.0.0.1:1/nowhere' });
    const alone = rateLimits(away, { uploads: 2, requests: 20 });
    expect(await refused(3, () => alone.take('uploads', 'somebody'))).toBe(1);
    expect(await refused(21, () => alone.take('requests', 'somebody'))).toBe(1);
    await away.end();
  });
});

describe('where a request comes from', () => {
  const proxies = ['10.0.0.0/8', 'fd00::/8'].map(readNetwork).filter((network) => network !== undefined);
  it.each([
    ['nobody is believed who isn’t trusted', '203.0.113.1', '198.51.100.1', '203.0.113.1'],
    ['a proxy says for whom it asks', '10.1.2.3', '198.51.100.1', '198.51.100.1'],
    [
      'what a caller has put there himself stands further left',
      '::ffff:10.1.2.3',
      '1.2.3.4, 198.51.100.1, 10.9.9.9',
      '198.51.100.1',
    ],
    ['what is no address ends the reading', '10.1.2.3', '198.51.100.1, nonsense', '10.1.2.3'],
    ['an address of IPv6 is one of its network', 'fd00::1', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['without a connection nothing is known', undefined, '198.51.100.1', undefined],
  ])('%s', (_, connection, forwarded, address) => {
    expect(callerAddress(connection, forwarded, proxies)).toBe(address);
  });

  it('is a network only where it is one', () => {
    expect(['10.0.0.0/8', '::1', '10.0.0.1'].map((text) => readNetwork(text) !== undefined)).toEqual([true, true, true]);
    expect(['proxy', '10.0.0.0/99', ''].map(readNetwork)).toEqual([undefined, undefined, undefined]);
  });
});
