import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplePhoto } from '../../activities/attachments/sample-photo.ts';
import { askWithFiles, nextRequest, type Office, openOffice, RESULT, rubbish } from './office.ts';

let office: Office;
let caseId: string;
beforeAll(async () => {
  office = await openOffice();
  caseId = (await office.start('deng-li', rubbish)).case.id;
});
afterAll(() => office?.close());

const START = `mutation ($input: IssueReportStart!, $requestId: ID!) { startIssueReport(input: $input, requestId: $requestId) { ${RESULT} } }`;
const counts = async () => ({
  cases: (await office.sql<{ n: number }>('SELECT count(*)::int AS n FROM cases'))[0]?.n,
  events: (await office.sql<{ n: number }>('SELECT count(*)::int AS n FROM events'))[0]?.n,
  reserved: (await office.sql<{ n: number }>('SELECT count(*)::int AS n FROM start_requests'))[0]?.n,
  history: (await office.program.services.temporal.workflow.getHandle(caseId).describe()).historyLength,
});
/** Runs a bad request and sees that nothing is left behind. */
const unharmed = async <T>(ask: () => Promise<T>): Promise<T> => {
  const before = await counts();
  const answer = await ask();
  expect(await counts()).toEqual(before);
  return answer;
};
const withFiles = async (files: Blob[], input: object = rubbish) =>
  (
    await askWithFiles(
      office,
      'deng-li',
      START,
      { input: { ...input, photos: files.map(() => null) }, requestId: nextRequest() },
      Object.fromEntries(files.map((file, i) => [`variables.input.photos.${i}`, file])),
    )
  ).data.startIssueReport;
const picture = async (hue: number) =>
  new Blob([new Uint8Array(await samplePhoto({ place: rubbish.place, takenAt: '2026:03:01 08:30:00', hue }))]);

describe('bad input is answered in words, and leaves nothing behind:', () => {
  it('an unknown category', async () => {
    expect(await unharmed(() => office.start('deng-li', { ...rubbish, category: 'dragons' }))).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: ['input', 'category'], message: 'There is no category “dragons”; choose one from the catalogue.' }],
    });
  });

  it('a place outside every area, in the caller’s language', async () => {
    const far = { ...rubbish, place: { lat: 10, lon: 10 } };
    const answer = await unharmed(() => office.start('deng-li', far, nextRequest(), { 'accept-language': 'zh-CN' }));
    expect(answer).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: ['input', 'place'], message: expect.stringMatching(/网格/) }],
    });
  });

  it('an empty text, and one of 100,000 characters', async () => {
    for (const text of ['  ', 'x'.repeat(100_000)]) {
      expect(await unharmed(() => office.start('deng-li', { ...rubbish, text }))).toMatchObject({
        __typename: 'InvalidInput',
        issues: [{ path: ['input', 'text'] }],
      });
    }
  });

  it('seven photos', async () => {
    const seven = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((i) => picture(i * 20)));
    expect(await unharmed(() => withFiles(seven))).toMatchObject({
      __typename: 'InvalidInput',
      message: 'Send at most 6 photos; choose those that show the matter best.',
    });
  });

  it('a file of 60 MB', async () => {
    const huge = new Blob([new Uint8Array(60 * 1024 * 1024)]);
    expect(await unharmed(() => withFiles([huge]))).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: ['input', 'photos', '0'], message: expect.stringContaining('60 MB') }],
    });
  });

  it('a PDF that is called a photo', async () => {
    const pdf = new Blob(['%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n']);
    const fine = await picture(1);
    expect(await unharmed(() => withFiles([fine, pdf]))).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: ['input', 'photos', '1'], message: expect.stringContaining('PDF') }],
    });
  });

  it('a requestId that stands for another act', async () => {
    const requestId = nextRequest();
    const kept = (await office.start('deng-li', rubbish, requestId)).case.id;
    const used = { __typename: 'InvalidInput', issues: [{ path: ['requestId'] }] };
    expect(await unharmed(() => office.start('deng-li', { ...rubbish, text: 'Else' }, requestId))).toMatchObject(used);
    expect(await unharmed(() => office.act('fang-yong', 'accept', kept, undefined, { requestId }))).toMatchObject(used);
  });

  it('an act that the state refuses, and one on a closed case', async () => {
    expect(await unharmed(() => office.act('fang-yong', 'done', caseId, { result: 'Done' }))).toMatchObject({
      __typename: 'Refused',
      reason: 'wrongState',
    });
    const closed = (await office.start('deng-li', { ...rubbish, category: 'courtMatter' })).case;
    expect(closed.state).toBe('rejected');
    expect(await unharmed(() => office.act('lou-tao', 'dispatch', closed.id, { unit: 'urban', reason: 'Try' }))).toMatchObject({
      __typename: 'Refused',
      reason: 'wrongState',
    });
  });

  it('a stale expectedRevision', async () => {
    expect(await unharmed(() => office.act('fang-yong', 'accept', caseId, undefined, { expectedRevision: 7 }))).toMatchObject({
      __typename: 'Conflict',
      actor: '邓力',
    });
  });

  it('a token that is none', async () => {
    const answer = await office.ask(null, '{ me { id } }', {}, { authorization: 'Bearer nonsense' });
    expect(answer.errors?.[0]).toMatchObject({
      message: 'The token isn’t valid; sign in again.',
      extensions: { code: 'UNAUTHENTICATED' },
    });
  });

  it('a query forty levels deep, one with too many aliases, and a batch that is too long', async () => {
    let deep = 'id';
    for (let i = 0; i < 13; i++) deep = `history(first: 1) { edges { node { case { ${deep} } } } }`;
    expect((await office.ask('deng-li', `{ case(id: "x") { ${deep} } }`)).errors?.[0]?.extensions.code).toBe('INVALID_INPUT');
    const aliases = Array.from({ length: 50 }, (_, i) => `a${i}: me { id }`).join(' ');
    expect((await office.ask('deng-li', `{ ${aliases} }`)).errors?.[0]?.extensions.code).toBe('INVALID_INPUT');
    const batch = await fetch(`${office.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(Array.from({ length: 20 }, () => ({ query: '{ me { id } }' }))),
    });
    expect(batch.status).toBe(413);
  });

  it('a field that isn’t there', async () => {
    expect((await office.ask('deng-li', '{ dragons }')).errors?.[0]).toMatchObject({ extensions: { code: 'INVALID_INPUT' } });
  });
});

describe('by default', () => {
  it('a simple form post from a foreign page is turned away', async () => {
    const form = new FormData();
    form.set('operations', JSON.stringify({ query: 'mutation { readNotices(ids: []) }' }));
    form.set('map', '{}');
    const response = await fetch(`${office.url}/graphql`, { method: 'POST', body: form });
    expect(response.status).toBe(403);
  });

  it('nobody without a token changes anything but by filing', async () => {
    const answer = await office.ask(
      null,
      `mutation { issueReportAccept(caseId: "${caseId}", requestId: "x") { __typename } }`,
      {},
      { 'banjie-tenant': 'fushan' },
    );
    expect(answer.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const admin = await office.ask(
      null,
      'mutation { setLimit(process: "issueReport", name: "maxPhotos", value: 60, holdsFrom: "2999-01-01", requestId: "x") { __typename } }',
      {},
      { 'banjie-tenant': 'fushan' },
    );
    expect(admin.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('what goes wrong inside isn’t shown, and is logged under the number that is', async () => {
    await office.sql('ALTER TABLE areas RENAME TO areas_away');
    const answer = await office.ask('deng-li', '{ areas { id } }', {}, { 'x-request-id': 'trace-me' });
    await office.sql('ALTER TABLE areas_away RENAME TO areas');
    expect(answer.errors?.[0]).toMatchObject({ extensions: { code: 'INTERNAL', requestId: 'trace-me' } });
    expect(answer.errors?.[0]?.message).not.toMatch(/areas|table|relation/i);
    expect(office.logged.some((line) => line.includes('trace-me') && line.includes('areas'))).toBe(true);
    expect(office.logged.join('')).not.toContain(office.token('deng-li'));
  });
});
