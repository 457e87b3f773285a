import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextRequest, type Office, openOffice, rubbish } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 60_000);
afterAll(() => office?.close());

const START = `mutation ($input: IssueReportStart!, $requestId: ID!) { startIssueReport(input: $input, requestId: $requestId) {
  __typename ... on ActionDone { case { id } } ... on InvalidInput { issues { path message } } } }`;

const file = async (input: unknown, locale = 'zh') => {
  const { status, data, errors } = await office.ask(
    'deng-li',
    START,
    { input, requestId: nextRequest() },
    { 'accept-language': locale },
  );
  expect([status, errors]).toEqual([200, undefined]);
  return data.startIssueReport;
};

describe('an input that isn’t right', () => {
  it('is answered with everything that is missing, in the language of the caller', async () => {
    const { __typename, issues } = await file({});
    expect(__typename).toBe('InvalidInput');
    expect(issues.map(({ path }: { path: string[] }) => path.join('.')).toSorted()).toEqual([
      'input.category',
      'input.place',
      'input.text',
    ]);
    for (const { message } of issues) expect(message).toMatch(/^[\p{Script=Han}\p{P}\d]+$/u);
    expect((await file({}, 'en')).issues.find(({ path }: { path: string[] }) => path[1] === 'place').message).toBe(
      '“Place” is needed.',
    );
  });

  it('may even be left out', async () => {
    const { data } = await office.ask('deng-li', START, { requestId: nextRequest() });
    expect(data.startIssueReport).toMatchObject({ __typename: 'InvalidInput' });
  });

  it('is answered so when something is of a wrong type, of no choice, or unknown', async () => {
    const wrong = { ...rubbish, text: 5, channel: 'pigeon', place: { lat: 'north', lon: 120 }, colour: 'blue' };
    const { issues } = await file(wrong, 'en');
    expect(issues.map(({ path, message }: { path: string[]; message: string }) => `${path.join('.')}: ${message}`)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^input.colour: There is no field “colour” here; there are category, /),
        'input.text: Send words.',
        expect.stringMatching(/^input.channel: Choose app, /),
        expect.stringMatching(/^input.place.lat: /),
      ]),
    );
    expect(issues).toHaveLength(4);
  });

  it('never takes from a caller what is kept of a photo', async () => {
    const stored = { sha256: 'a'.repeat(64), mime: 'image/jpeg', bytes: 10 };
    for (const photo of [stored, { arrayBuffer: 1, size: 3 }, 'photo.jpg']) {
      expect((await file({ ...rubbish, photos: [photo] }, 'en')).issues).toEqual([
        { path: ['input', 'photos', '0'], message: 'Send photos as files, in a multipart request.' },
      ]);
    }
    expect((await file({ ...rubbish, text: { arrayBuffer: 1, size: 3 } }, 'en')).issues).toEqual([
      { path: ['input', 'text'], message: 'Send words.' },
    ]);
  });

  it('is answered so where it is written into the question, too, and a number without end with its place', async () => {
    const { data, errors } = await office.ask(
      'deng-li',
      `mutation { startIssueReport(requestId: "${nextRequest()}", input: { place: { lat: 1e400, lon: 120.5 }, text: "x\\u0000" }) {
        __typename ... on InvalidInput { issues { path } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.startIssueReport.issues.map(({ path }: { path: string[] }) => path.join('.'))).toEqual(
      expect.arrayContaining(['input.place.lat', 'input.text', 'input.category']),
    );
  });

  it('shows something, and nothing that misleads the eye', async () => {
    expect((await file({ ...rubbish, text: '\u200b\u200d\u2060' }, 'en')).issues).toMatchObject([{ path: ['input', 'text'] }]);
    const { id } = (await file({ ...rubbish, text: 'a\u0007b\u001b\u202ec\n\u200bd' })).case;
    const { title } = (await office.ask('xu-jing', `{ case(id: "${id.toLowerCase()}") { title } }`)).data.case;
    expect(title).toContain('：abc');
  });

  it('is GraphQL’s own matter elsewhere, in the language of the caller', async () => {
    const zh = { 'accept-language': 'zh' };
    for (const [question, variables] of [
      ['{ cases(first: "many") { totalCount } }', {}],
      ['query ($n: Int!) { cases(first: $n) { totalCount } }', {}],
      ['query ($n: Int!) { cases(first: $n) { totalCount } }', { n: 'many' }],
      ['mutation ($i: PersonInput!) { setPerson(input: $i, requestId: "r") { __typename } }', { i: { id: 'x', nmae: 'y' } }],
      ['{ cases { nothing } }', {}],
      ['{ cases(colour: 1) { totalCount } }', {}],
      ['{ statistics(process: "issueReport", from: "x", before: "y") { opened } }', {}],
      ['{ cases {', {}],
    ] as const) {
      const message = (await office.ask('shi-lei', question, variables, zh)).errors?.[0]?.message ?? '';
      expect([question, message]).toEqual([question, expect.stringMatching(/\p{Script=Han}/u)]);
      expect(message).not.toMatch(/Expected|Variable|required|请求不符合/);
    }
  });

  it('is told the same of an act, and of the same act on many cases', async () => {
    const { id } = (await file(rubbish)).case;
    const asked = await office.ask(
      'lou-tao',
      `mutation ($input: IssueReportTransfer!, $a: ID!, $b: ID!) {
        one: issueReportTransfer(caseId: "${id}", requestId: $a, input: $input) { __typename ... on InvalidInput { issues { path } } }
        many: issueReportTransferEach(caseIds: ["${id}"], requestId: $b, input: $input) { result { __typename ... on InvalidInput { issues { path } } } } }`,
      { input: { unit: 'urban' }, a: nextRequest(), b: nextRequest() },
    );
    const invalid = { __typename: 'InvalidInput', issues: [{ path: ['input', 'reason'] }] };
    expect(asked.data).toEqual({ one: invalid, many: [{ result: invalid }] });
  });
});
