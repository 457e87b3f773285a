import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compactVerify, decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, importJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBadge } from '../../activities/badges/check.ts';
import { badgeShape, profileShape } from '../../activities/badges/shapes.ts';
import { badgeSigner } from '../../activities/badges/signing.ts';
import { type Academy, openAcademy } from './academy.ts';
import { changeOf } from './administrator.ts';
import { nextRequest, type Office, openOffice } from './office.ts';

let office: Office;
let academy: Academy;
let issuer: string;
let evaluationId: string;

const YEAR = 2025;
const issued = async (asker: string, more: { year?: number; person?: string } = {}, requestId = nextRequest()) =>
  office.ask(
    asker,
    `mutation ($year: Int!, $person: ID, $requestId: ID!) { issueBadge(year: $year, person: $person, requestId: $requestId) {
      ... on ChangeDone { replayed change { name actorId before after } } ... on InvalidInput { issues { path message } } } }`,
    { year: YEAR, ...more, requestId },
  );
const revoked = async (asker: string, id: string, reason: string, requestId = nextRequest()) =>
  office.ask(
    asker,
    `mutation ($id: ID!, $reason: String!, $requestId: ID!) { revokeBadge(id: $id, reason: $reason, requestId: $requestId) {
      ... on ChangeDone { replayed change { after } } ... on InvalidInput { issues { path message } } } }`,
    { id, reason, requestId },
  );
const badges = async (asker: string, person?: string) =>
  (
    await office.ask(
      asker,
      `query ($person: ID) { badges(person: $person) { totalCount edges { node { id person year url jwt credential revokedAt reason } } } }`,
      { person },
    )
  ).data.badges.edges.map(({ node }: { node: object }) => node);
/** What the command line says of a badge. */
const checked = (badge: string, ...more: string[]) =>
  new Promise<{ code: number; said: string }>((done) => {
    execFile(process.execPath, ['workers/check-badge.ts', badge, '--issuer', issuer, ...more], (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), said: stdout + stderr }),
    );
  });
const fetched = async (url: string) => (await fetch(url)).text();

beforeAll(async () => {
  office = await openOffice();
  academy = openAcademy(office);
  issuer = `${office.url}/academy/badges/xiaoshan/issuer`;
  for (const [person, amount] of [
    ['trainee-01', 40],
    ['trainee-02', 39],
    ['trainee-03', 40],
  ] as const) {
    await academy.start('creditCorrection', 'sheng-lan', {
      award: { person, kind: 'course', amount, day: `${YEAR}-06-01` },
      reason: 'From the paper register',
    });
  }
  const opened = await academy.start('yearlyEvaluation', 'sheng-lan', { year: YEAR });
  evaluationId = opened.case.id;
});
afterAll(() => office?.close());

describe('a badge for a passed year', () => {
  it('isn’t issued before the evaluation is confirmed', async () => {
    const answer = await issued('trainee-01');
    expect(answer.data.issueBadge.issues).toEqual([{ path: ['year'], message: expect.stringContaining('confirmed') }]);
    await academy.act('yearlyEvaluation', 'xiang-yu', 'confirm', evaluationId, {});
  });

  it('is issued to who has passed, once, however many ask at once', async () => {
    const answers = await Promise.all([
      issued('trainee-01'),
      issued('trainee-01'),
      issued('sheng-lan', { person: 'trainee-01' }),
    ]);
    const ids = answers.map(({ data }) => data.issueBadge.change.after.id);
    expect(new Set(ids).size).toBe(1);
    expect(await badges('trainee-01')).toMatchObject([{ id: ids[0], person: 'trainee-01', year: YEAR, revokedAt: null }]);
    const again = nextRequest();
    await issued('trainee-01', {}, again);
    expect((await issued('trainee-01', {}, again)).data.issueBadge).toMatchObject({
      replayed: true,
      change: { after: { id: ids[0] } },
    });
  });

  it('isn’t issued to who lacks a credit, has no line in the evaluation, or asks for somebody else', async () => {
    const short = (await issued('trainee-02')).data.issueBadge.issues;
    expect(short).toEqual([{ path: ['person'], message: expect.stringContaining('39 of 40 credits') }]);
    // What is given afterwards doesn't change what was frozen.
    await academy.start('creditCorrection', 'sheng-lan', {
      award: { person: 'trainee-02', kind: 'course', amount: 5, day: `${YEAR}-06-02` },
      reason: 'Found later',
    });
    expect((await issued('trainee-02')).data.issueBadge.issues).toHaveLength(1);
    expect((await issued('sheng-lan', { person: 'nobody' })).data.issueBadge.issues[0].path).toEqual(['person']);
    expect((await issued('trainee-01', { year: 2024 })).data.issueBadge.issues[0].path).toEqual(['year']);
    expect((await issued('trainee-02', { person: 'trainee-01' })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const [row] = await office.sql<{ n: number }>(`SELECT count(*)::int AS n FROM badges`);
    expect(row?.n).toBe(1);
  });

  it('has the shape of an OpenBadgeCredential and says of the person an opaque id and a salted hash', async () => {
    const [badge] = await badges('trainee-01');
    const credential = badgeShape.parse(badge.credential);
    expect(credential.issuer.id).toBe(issuer);
    expect(badge.url).toBe(credential.id);
    expect(await fetched(badge.url)).toBe(badge.jwt);
    for (const personal of ['trainee-01', 'example.org', 'agency'])
      expect(Buffer.from(badge.jwt.split('.')[1], 'base64url').toString()).not.toContain(personal);
    const [identity] = credential.credentialSubject.identifier ?? [];
    const hash = createHash('sha256').update(`trainee-01@example.org${identity?.salt}`).digest('hex');
    expect(identity?.identityHash).toBe(`sha256$${hash}`);
    expect(decodeJwt(badge.jwt)).toMatchObject({
      iss: issuer,
      jti: credential.id,
      sub: credential.credentialSubject.id,
      nbf: Date.parse(credential.validFrom) / 1000,
      exp: Date.parse(credential.validUntil) / 1000,
    });
  });

  it('is signed by a key that its token names and the issuer publishes', async () => {
    const [badge] = await badges('trainee-01');
    const { alg, kid = '', typ, ...others } = decodeProtectedHeader(badge.jwt);
    expect({ alg, typ, others }).toEqual({ alg: 'RS256', typ: 'JWT', others: {} });
    const jwk = JSON.parse(await fetched(kid));
    expect(jwk).not.toHaveProperty('d');
    await compactVerify(badge.jwt, await importJWK(jwk));
    const profile = profileShape.parse(JSON.parse(await fetched(issuer)));
    expect(profile.assertionMethod).toMatchObject([{ id: kid, controller: issuer, publicKeyJwk: { n: jwk.n } }]);
    // The same key stands in the set that verifiers look for at the address of the house, without its private parts.
    const { keys } = JSON.parse(await fetched(`${office.url}/.well-known/jwks.json`));
    expect(keys).toEqual([jwk]);
    for (const secret of ['d', 'p', 'q', 'dp', 'dq', 'qi']) expect(keys[0]).not.toHaveProperty(secret);
  });

  it('is found good by a check that knows its address and the issuer’s alone', async () => {
    const [badge] = await badges('trainee-01');
    expect(await checkBadge(await fetched(badge.url), { issuer })).toMatchObject({ verdict: 'good' });
    expect(await checked(badge.url)).toEqual({ code: 0, said: expect.stringMatching(/^good: .*2025/) });
    const file = join(office.dataDir, 'badge.jwt');
    writeFileSync(file, badge.jwt);
    expect(await checked(file)).toMatchObject({ code: 0 });
    expect(await checked(`${badge.url}x`)).toEqual({
      code: 1,
      said: expect.stringContaining('couldn’t be read: the answer was 404'),
    });
  });

  it('is held against a JSON Schema too, such as the one it names', async () => {
    const [badge] = await badges('trainee-01');
    const [{ id: named }] = badge.credential.credentialSchema;
    expect(named).toBe('https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json');
    const file = join(office.dataDir, 'schema.json');
    const schema = (required: readonly string[]) => ({
      $schema: 'https://json-schema.org/draft/2019-09/schema#',
      $id: named,
      type: 'object',
      required,
      properties: {
        '@context': {
          type: 'array',
          items: [{ enum: ['https://www.w3.org/ns/credentials/v2'] }],
          additionalItems: { type: 'string' },
        },
        type: { allOf: [{ contains: { const: 'VerifiableCredential' } }, { contains: { const: 'OpenBadgeCredential' } }] },
        validFrom: { type: 'string', format: 'date-time' },
      },
    });
    writeFileSync(file, JSON.stringify(schema(['issuer', 'validFrom', 'credentialSubject'])));
    expect(await checked(badge.url, '--schema', file)).toMatchObject({ code: 0 });
    writeFileSync(file, JSON.stringify(schema(['issuer', 'issuanceDate'])));
    expect(await checked(badge.url, '--schema', file)).toEqual({
      code: 1,
      said: expect.stringMatching(/^malformed: It doesn’t fit the JSON Schema: .*issuanceDate/),
    });
    const dated = { ...schema(['issuer']), properties: { validFrom: { type: 'string', format: 'email' } } };
    expect(await checkBadge(badge.jwt, { issuer, schema: JSON.stringify(dated) })).toMatchObject({ verdict: 'malformed' });
    expect(await checked(badge.url, '--schema', `${file}x`)).toEqual({
      code: 1,
      said: expect.stringContaining('couldn’t be read'),
    });
  });

  it('is found tampered with when a letter, the signature or the key was changed', async () => {
    const [{ jwt }] = await badges('trainee-01');
    const [header, payload, signature] = jwt.split('.');
    const forged = Buffer.from(payload, 'base64url').toString().replaceAll(`passed ${YEAR}`, 'passed 2024');
    const changed = [header, Buffer.from(forged).toString('base64url'), signature].join('.');
    expect(await checkBadge(changed, { issuer })).toMatchObject({ verdict: 'tampered' });
    const turned = `${signature.slice(0, 9)}${signature[9] === 'A' ? 'B' : 'A'}${signature.slice(10)}`;
    expect(await checkBadge([header, payload, turned].join('.'), { issuer })).toMatchObject({ verdict: 'tampered' });
    const named = { ...decodeProtectedHeader(jwt), kid: 'https://example.org/key' };
    const other = [Buffer.from(JSON.stringify(named)).toString('base64url'), payload, signature].join('.');
    expect(await checkBadge(other, { issuer })).toMatchObject({ verdict: 'untrusted' });
    const none = [Buffer.from(JSON.stringify({ ...named, alg: 'none' })).toString('base64url'), payload, ''].join('.');
    expect(await checkBadge(none, { issuer })).toMatchObject({ verdict: 'malformed' });
    expect(await checkBadge(jwt, { issuer: `${office.url}/academy/badges/fushan/issuer` })).toMatchObject({
      verdict: 'untrusted',
    });
    expect(await checkBadge('hello', { issuer })).toMatchObject({ verdict: 'malformed' });
  });

  it('is good from its first second to its last', async () => {
    const [{ jwt, credential }] = await badges('trainee-01');
    const from = Date.parse(credential.validFrom);
    const until = Date.parse(credential.validUntil);
    expect(await checkBadge(jwt, { issuer, now: from - 1 })).toMatchObject({ verdict: 'notYetValid' });
    expect(await checkBadge(jwt, { issuer, now: until })).toMatchObject({ verdict: 'expired' });
    // A day before, the badge itself holds, and a list of today is too old to tell.
    expect(await checkBadge(jwt, { issuer, now: until - 1 })).toMatchObject({ verdict: 'unreachable' });
  });

  it('isn’t good when nobody can say whether it was revoked', async () => {
    const [{ jwt, credential }] = await badges('trainee-01');
    const list = credential.credentialStatus.statusListCredential;
    const without = async (url: string) => {
      if (url === list) throw new Error('no line');
      return fetched(url);
    };
    expect(await checkBadge(jwt, { issuer, load: without })).toMatchObject({ verdict: 'unreachable' });
    const forged = async (url: string) =>
      url === list ? (await fetched(url)).replace(/.$/, (c) => (c === 'A' ? 'Q' : 'A')) : fetched(url);
    expect(await checkBadge(jwt, { issuer, load: forged })).toMatchObject({ verdict: 'tampered' });
  });

  it('is revoked by the academy with a reason, which every check sees and the other badges don’t feel', async () => {
    await issued('trainee-03');
    const [badge] = await badges('trainee-01');
    const [other] = await badges('trainee-03');
    expect((await revoked('trainee-01', badge.id, 'Mine')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await revoked('sheng-lan', badge.id, ' ')).data.revokeBadge.issues[0].path).toEqual(['reason']);
    expect((await revoked('sheng-lan', 'none', 'Why')).data.revokeBadge.issues[0].path).toEqual(['id']);
    const requestId = nextRequest();
    for (const replayed of [false, true])
      expect((await revoked('sheng-lan', badge.id, 'The credits were another’s', requestId)).data.revokeBadge).toMatchObject({
        replayed,
      });
    expect((await revoked('sheng-lan', badge.id, 'Again')).data.revokeBadge.issues[0].path).toEqual(['id']);
    expect(await checkBadge(badge.jwt, { issuer })).toMatchObject({ verdict: 'revoked' });
    expect(await checked(badge.url)).toEqual({ code: 1, said: expect.stringMatching(/^revoked: /) });
    expect(await checkBadge(other.jwt, { issuer })).toMatchObject({ verdict: 'good' });
    expect((await issued('trainee-01')).data.issueBadge.issues[0].message).toContain('another’s');
    expect(await badges('trainee-01')).toMatchObject([{ reason: 'The credits were another’s' }]);
    // The holder is told of both.
    expect(
      await office.sql(
        `SELECT notice FROM outbox WHERE person = 'trainee-01' AND notice LIKE 'badge%' AND channel = 'inbox' ORDER BY notice`,
      ),
    ).toEqual([{ notice: 'badgeIssued' }, { notice: 'badgeRevoked' }]);
  });

  it('is issued again by the academy where it was revoked by mistake, as another one', async () => {
    const again = await issued('sheng-lan', { person: 'trainee-01' });
    const [first, second] = (await badges('trainee-01')).toSorted((one: { revokedAt: string | null }) =>
      one.revokedAt ? -1 : 1,
    );
    expect(again.data.issueBadge.change.after.id).toBe(second.id);
    expect(second.id).not.toBe(first.id);
    expect(await checkBadge(second.jwt, { issuer })).toMatchObject({ verdict: 'good' });
    expect(await checkBadge(first.jwt, { issuer })).toMatchObject({ verdict: 'revoked' });
    // From then on the holder is given the same.
    expect((await issued('trainee-01')).data.issueBadge.change.after.id).toBe(second.id);
  });

  it('by a key for EdDSA is good as well', async () => {
    const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    const signer = await badgeSigner(await exportJWK(privateKey));
    const [{ credential }] = await badges('trainee-03');
    const key = `${issuer.replace('/issuer', '/keys/')}${signer.publicKey.kid}`;
    const profile = JSON.parse(await fetched(issuer));
    const method = { id: key, type: 'JsonWebKey', controller: issuer, publicKeyJwk: signer.publicKey };
    const load = async (url: string) =>
      url === issuer ? JSON.stringify({ ...profile, assertionMethod: [...profile.assertionMethod, method] }) : await fetched(url);
    expect(await checkBadge(await signer.sign(credential, key), { issuer, load })).toMatchObject({ verdict: 'good' });
  });

  it('stays good when the house signs by another key, and its list is signed by that one', async () => {
    const [{ jwt, credential }] = await badges('trainee-03');
    const list = credential.credentialStatus.statusListCredential;
    // The same data from another directory, which has a key of its own; the address is the same to all.
    const moved = await openOffice({ database: office.database, program: { publicUrl: `${office.url}/` } });
    try {
      const load = (url: string) => fetched(url.replace(office.url, moved.url));
      expect(decodeProtectedHeader(await load(list)).kid).not.toBe(decodeProtectedHeader(jwt).kid);
      expect(await checkBadge(jwt, { issuer, load })).toEqual({ verdict: 'good', credential });
      expect(JSON.parse(await load(issuer)).assertionMethod).toHaveLength(2);
    } finally {
      await moved.close();
    }
  });

  it('is seen by its person and by those who oversee, and its changes stand in the journal', async () => {
    expect(await badges('trainee-02')).toEqual([]);
    expect(await badges('trainee-02', 'trainee-01')).toEqual([]);
    expect(await badges('xiang-yu')).toHaveLength(3);
    expect(await badges('zhai-ming', 'trainee-03')).toHaveLength(1);
    const journal = await office.ask(
      'zhai-ming',
      `{ dataChanges(name: ["issueBadge", "revokeBadge"]) { edges { node { name actorId after } } } }`,
    );
    expect(journal.data.dataChanges.edges.map(({ node }: { node: object }) => node)).toContainEqual({
      name: 'revokeBadge',
      actorId: 'sheng-lan',
      after: expect.objectContaining({ revokedBy: 'sheng-lan' }),
    });
  });

  it('can’t be rewritten in the database by the plain role, and is found by no guess', async () => {
    const grants = await office.sql<{ column: string }>(
      `SELECT column_name AS column FROM information_schema.column_privileges WHERE table_name = 'badges' AND grantee = 'banjie_app' AND privilege_type = 'UPDATE' ORDER BY 1`,
    );
    expect(grants.map(({ column }) => column)).toEqual(['reason', 'revoked_at', 'revoked_by']);
    const [badge] = await badges('trainee-03');
    for (const path of [
      `xiaoshan/credentials/none`,
      `fushan/credentials/${badge.id}`,
      'nowhere/issuer',
      'xiaoshan/keys/none',
      'xiaoshan/status/9',
      'xiaoshan/status/x',
    ])
      expect((await fetch(`${office.url}/academy/badges/${path}`)).status).toBe(404);
    expect((await fetch(badge.url, { method: 'POST' })).status).toBe(405);
  });
});

describe('badges of an evaluation that is made void', () => {
  it('are revoked with it, and their holders are told; the new evaluation gives new ones', async () => {
    const before = (await badges('trainee-03'))[0];
    const act = (person: string, action: string, input?: object) =>
      academy.act('yearlyEvaluation', person, action, evaluationId, input);
    await act('sheng-lan', 'askVoid', { reason: 'The table was wrong' });
    expect((await act('sheng-lan', 'void')).reason).toBe('ownVoiding');
    expect((await act('xiang-yu', 'void')).case.state).toBe('voided');
    expect(await checkBadge(before.jwt, { issuer })).toMatchObject({ verdict: 'revoked' });
    expect((await issued('trainee-03')).data.issueBadge.issues[0].path).toEqual(['year']);
    const told = `SELECT count(*)::int AS n FROM outbox WHERE person = 'trainee-03' AND notice = 'badgeRevoked' AND channel = 'inbox'`;
    expect(await office.sql(told)).toEqual([{ n: 1 }]);
    const { id } = (await academy.start('yearlyEvaluation', 'sheng-lan', { year: YEAR })).case;
    await academy.act('yearlyEvaluation', 'xiang-yu', 'confirm', id, {});
    expect((await issued('trainee-03')).data.issueBadge.change.after.caseId).toBe(id);
  });
});

describe('a badge of somebody whose credits are taken back', () => {
  it('is revoked where too little is left for it, and its holder is told', async () => {
    const give = (amount: number) =>
      academy.start('creditCorrection', 'sheng-lan', {
        award: { person: 'trainee-03', kind: 'session', amount, day: `${YEAR}-06-01` },
        reason: 'From the paper register',
      });
    const reason = 'The other one was meant';
    const takeBack = async (amount: number) => {
      const [line] = await office.sql<{ id: string }>(
        `SELECT id FROM ledger_lines WHERE to_owner = 'person:trainee-03' AND year = $1 AND amount = $2 AND reverses IS NULL`,
        [YEAR, amount],
      );
      const answer = await academy.start('creditCorrection', 'sheng-lan', { takeBack: line?.id, reason });
      expect(answer.__typename).toBe('ActionDone');
      return (await badges('trainee-03'))[0];
    };
    await give(1);
    const before = await takeBack(1);
    expect(before.revokedAt).toBeNull();
    expect(await takeBack(40)).toMatchObject({ id: before.id, reason: expect.stringContaining(reason) });
    expect(await checkBadge(before.jwt, { issuer })).toMatchObject({ verdict: 'revoked' });
    const told = `SELECT params->>'reason' AS reason FROM outbox WHERE person = 'trainee-03' AND notice = 'badgeRevoked' AND channel = 'inbox'
      ORDER BY at DESC LIMIT 1`;
    expect(await office.sql(told)).toEqual([{ reason: expect.stringContaining(reason) }]);
    // By the same rule none is issued, neither again by the academy nor for the first time.
    const again = async () => (await issued('sheng-lan', { person: 'trainee-03' })).data.issueBadge;
    expect((await again()).issues).toEqual([{ path: ['person'], message: expect.stringContaining('taken back') }]);
    await give(40);
    expect((await again()).change.after.person).toBe('trainee-03');
  });
});

describe('an academy administrator who is bound to a unit', () => {
  it('neither issues badges for others nor reads theirs', async () => {
    const input = { person: 'lecturer-01', role: 'academyAdmin', unit: 'agency-01' };
    await changeOf(office, 'giveRole', { input }, { person: 'luo-wen' });
    expect((await issued('lecturer-01', { person: 'trainee-01' })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await badges('sheng-lan', 'trainee-01')).not.toEqual([]);
    expect(await badges('lecturer-01', 'trainee-01')).toEqual([]);
  });
});

describe('a trainee whose data is erased', () => {
  const change = (name: string, args: Record<string, unknown>, person: string) => changeOf(office, name, args, { person });
  it('keeps credits under their id, and loses the badge and the name in the evaluation', async () => {
    const [badge] = await badges('sheng-lan', 'trainee-01');
    const name = (await office.sql<{ name: string }>(`SELECT name FROM people WHERE id = 'trainee-01'`))[0]?.name ?? '';
    const balance = `SELECT asset, balance FROM accounts WHERE owner = 'person:trainee-01' ORDER BY 1`;
    const before = await office.sql(balance);
    const asked = { person: 'trainee-01', reason: 'They ask for it' };
    expect(await change('erasePerson', asked, 'luo-wen')).toMatchObject({ __typename: 'ChangeDone' });
    const [erasure] = await office.sql<{ id: string }>(`SELECT id FROM erasures WHERE tenant = 'xiaoshan'`);
    expect(await change('confirmErasure', { id: erasure?.id }, 'zhai-ming')).toMatchObject({
      __typename: 'ChangeDone',
      advice: null,
    });
    expect(await office.sql(balance)).toEqual(before);
    expect((await fetch(badge.url)).status).toBe(404);
    expect(await checkBadge(badge.jwt, { issuer })).toMatchObject({ verdict: 'revoked' });
    for (const table of ['people', 'events', 'cases', 'snapshots', 'data_changes', 'outbox'])
      expect([table, await office.sql(`SELECT 1 FROM ${table} t WHERE strpos(t::text, $1) > 0`, [name])]).toEqual([table, []]);
    const { data } = await office.ask(
      'zhai-ming',
      `{ verifyRecord(caseId: "${evaluationId}") { intact why } verifyLog { faults } }`,
    );
    expect(data).toEqual({ verifyRecord: { intact: true, why: null }, verifyLog: { faults: [] } });
  });
});
