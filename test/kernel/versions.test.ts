import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextRequest, type Office, openOffice } from '../graphql/office.ts';
import { freshDatabase, type TestDatabase } from '../servers/shared.ts';
import { errandPackage, updatedErrandPackage } from './errand/package.ts';

let database: TestDatabase;
let office: Office;
beforeAll(async () => {
  database = await freshDatabase();
  office = await openOffice({ database, packages: [errandPackage] });
});
afterAll(() => office?.close());

const start = async (what: string): Promise<string> => {
  const { data } = await office.ask(
    'wang-xiuying',
    `mutation ($input: ErrandStart!, $requestId: ID!) { startErrand(input: $input, requestId: $requestId) { ... on ActionDone { case { id } } } }`,
    { input: { what }, requestId: nextRequest() },
  );
  return data.startErrand.case.id;
};
const note = async (caseId: string) => {
  const { data } = await office.ask(
    'wang-xiuying',
    `mutation ($caseId: ID!, $requestId: ID!) { errandNote(caseId: $caseId, requestId: $requestId, input: { text: "On it." }) {
      ... on ActionDone { case { facts revision } } } }`,
    { caseId, requestId: nextRequest() },
  );
  return data.errandNote.case;
};
const park = async (caseId: string) => {
  await office.ask(
    'wang-xiuying',
    `mutation ($caseId: ID!, $requestId: ID!) { errandPark(caseId: $caseId, requestId: $requestId) { __typename } }`,
    { caseId, requestId: nextRequest() },
  );
};
const adopt = async (dryRun: boolean) => {
  const { data } = await office.ask(
    'shi-lei',
    `mutation ($dryRun: Boolean!, $requestId: ID!) { adoptRules(process: "errand", dryRun: $dryRun, requestId: $requestId) { caseId done reason } }`,
    { dryRun, requestId: nextRequest() },
  );
  return data.adoptRules;
};
const versions = () => office.sql(`SELECT id, rules_version AS version, revision FROM cases ORDER BY opened_at`);

describe('when new rules of a process are released', () => {
  it('open cases keep theirs, new ones open with the new, and an administrator takes cases over after a dry run', async () => {
    const old = await start('Milk');
    const stubborn = await start('Stubborn');
    const parked = await start('Parked');
    await park(parked);
    expect((await note(old)).facts).toMatchObject({ notes: 1 });
    await office.close();
    office = await openOffice({ database, packages: [updatedErrandPackage] });

    const young = await start('Bread');
    expect((await note(old)).facts).toEqual({ what: 'Milk', notes: 2 });
    expect((await note(young)).facts).toMatchObject({ notes: 2 });
    const before = [
      { id: old, version: 1, revision: 2 },
      { id: stubborn, version: 1, revision: 0 },
      { id: parked, version: 1, revision: 1 },
      { id: young, version: 2, revision: 1 },
    ];
    expect(await versions()).toEqual(before);

    const adopted = [
      { caseId: old, done: true, reason: null },
      { caseId: stubborn, done: false, reason: 'This one stays as it is.' },
      { caseId: parked, done: false, reason: expect.stringContaining('parked') },
    ];
    expect(await adopt(true)).toEqual(adopted);
    expect(await versions()).toEqual(before);
    expect(await adopt(false)).toEqual(adopted);
    expect(await versions()).toEqual([{ id: old, version: 2, revision: 3 }, ...before.slice(1)]);
    expect(await note(old)).toEqual({ revision: 4, facts: { what: 'Milk', notes: 4, urgent: false } });
    expect(await office.sql(`SELECT name FROM events WHERE case_id = $1 ORDER BY revision`, [old])).toEqual([
      { name: 'AskedFor' },
      { name: 'Noted' },
      { name: 'Noted' },
      { name: 'RulesAdopted' },
      { name: 'Noted' },
    ]);
  });
});
