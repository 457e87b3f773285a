import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplePhoto } from '../../activities/attachments/sample-photo.ts';
import { type Answer, askWithFiles, nextRequest, type Office, openOffice, RESULT, rubbish } from './office.ts';
import { rowCounts } from './tables.ts';

let office: Office;
let caseId: string;
beforeAll(async () => {
  office = await openOffice();
  caseId = (await office.start('deng-li', rubbish)).case.id;
});
afterAll(() => office?.close());

const START = `mutation ($input: IssueReportStart!, $requestId: ID!) { startIssueReport(input: $input, requestId: $requestId) { ${RESULT} } }`;
const counts = async () => ({
  ...(await rowCounts(office)),
  history: (await office.program.services.temporal.workflow.getHandle(caseId).describe()).historyLength,
  files: readdirSync(join(office.dataDir, 'attachments'), { recursive: true }).length,
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
      reason: 'kernel.wrongState',
    });
    const closed = (await office.start('deng-li', { ...rubbish, category: 'courtMatter' })).case;
    expect(closed.state).toBe('rejected');
    expect(await unharmed(() => office.act('lou-tao', 'dispatch', closed.id, { unit: 'urban', reason: 'Try' }))).toMatchObject({
      __typename: 'Refused',
      reason: 'kernel.wrongState',
    });
  });

  it('a stale expectedRevision', async () => {
    await office.act('deng-li', 'comment', caseId, { text: 'Still there' });
    const stale = { expectedRevision: 0 };
    expect(await unharmed(() => office.act('fang-yong', 'accept', caseId, undefined, stale))).toMatchObject({
      __typename: 'Conflict',
      actor: '邓力',
    });
    expect(await unharmed(() => office.act('deng-li', 'comment', caseId, { text: 'Again' }, stale))).toMatchObject({
      __typename: 'Conflict',
      message: expect.stringMatching(/^You have acted on this case/),
    });
    // Where the case never was, nobody was first.
    for (const expectedRevision of [99, -1])
      expect(await unharmed(() => office.act('fang-yong', 'accept', caseId, undefined, { expectedRevision }))).toMatchObject({
        __typename: 'InvalidInput',
        issues: [{ path: ['expectedRevision'] }],
      });
  });

  it('an act with a token that is none, in a question too deep, or without a token where one is needed', async () => {
    const accept = `mutation { issueReportAccept(caseId: "${caseId}", requestId: "${nextRequest()}") { __typename } }`;
    const bearing = (authorization?: string) =>
      office.ask(null, accept, {}, { 'banjie-tenant': 'fushan', ...(authorization ? { authorization } : {}) });
    const deep = `mutation { issueReportAccept(caseId: "${caseId}", requestId: "r") { ... on ActionDone { ${'case { history(first: 1) { edges { node { '.repeat(9)}name${' } } } }'.repeat(9)} } } }`;
    const refused = async (ask: () => Promise<Answer>) => (await unharmed(ask)).errors?.[0];
    expect(await refused(() => bearing('Bearer nonsense'))).toMatchObject({
      message: 'The token isn’t valid; sign in again.',
      extensions: { code: 'UNAUTHENTICATED' },
    });
    expect(await refused(() => bearing('Basic abc'))).toMatchObject({
      message: expect.stringMatching(/Bearer <token>/),
      extensions: { code: 'UNAUTHENTICATED' },
    });
    expect(await refused(() => bearing())).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    expect(await refused(() => office.ask('fang-yong', deep))).toMatchObject({ extensions: { code: 'INVALID_INPUT' } });
  });

  it('a requestId that isn’t one, a blank ground, and a comment that is too long', async () => {
    for (const requestId of ['', ' ', 'clock:accept', 'x'.repeat(101)]) {
      expect(await unharmed(() => office.act('fang-yong', 'accept', caseId, undefined, { requestId }))).toMatchObject({
        __typename: 'InvalidInput',
        issues: [{ path: ['requestId'] }],
      });
    }
    expect(await unharmed(() => office.act('fang-yong', 'object', caseId, { ground: ' ' }))).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: ['input', 'ground'], message: 'Write at least one word.' }],
    });
    expect(
      await unharmed(() =>
        office.act('deng-li', 'comment', caseId, { text: 'x'.repeat(2_001) }, { headers: { 'accept-language': 'zh' } }),
      ),
    ).toMatchObject({ issues: [{ message: '请缩短到2000字以内。' }] });
  });

  it('a field that isn’t there', async () => {
    expect((await office.ask('deng-li', '{ dragons }')).errors?.[0]).toMatchObject({ extensions: { code: 'INVALID_INPUT' } });
  });
});
