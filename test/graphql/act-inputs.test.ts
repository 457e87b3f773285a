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
      'This is needed.',
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
    expect((await file({ ...rubbish, photos: [stored] }, 'en')).issues).toEqual([
      { path: ['input', 'photos', '0'], message: 'Send photos as files, in a multipart request.' },
    ]);
  });

  it('is told the same of an act, and of the same act on many cases', async () => {
    const { id } = (await file(rubbish)).case;
    const { data } = await office.ask(
      'lou-tao',
      `mutation ($input: IssueReportTransferInputless, $a: ID!) { x: issueReportTransfer(caseId: "${id}", requestId: $a, input: {}) { __typename } }`.replace(
        '$input: IssueReportTransferInputless, ',
        '',
      ),
      { a: nextRequest() },
    );
    expect(data).toBeUndefined();
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
