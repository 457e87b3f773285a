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
      ... on ActionDone { case { revision ... on Errand { facts { what notes urgent } } } } } }`,
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
const adopt = async (dryRun: boolean, { after, requestId = nextRequest() }: { after?: string; requestId?: string } = {}) => {
  const { data, errors } = await office.ask(
    'shi-lei',
    `mutation ($dryRun: Boolean!, $after: ID, $requestId: ID!) {
      adoptRules(process: "errand", dryRun: $dryRun, after: $after, requestId: $requestId) { caseId done reason } }`,
    { dryRun, after, requestId },
  );
  return data?.adoptRules ?? errors?.[0]?.extensions.code;
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
    expect((await note(old)).facts).toEqual({ what: 'Milk', notes: 2, urgent: null });
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

  it('cases that refuse them don’t keep those behind them from being reached, and one that can’t be asked leaves the others their answers', async () => {
    await office.close();
    office = await openOffice({ database, packages: [errandPackage] });
    const late = await start('Late');
    await office.close();
    office = await openOffice({ database, packages: [updatedErrandPackage] });
    const own = await office.sql<{ name: string }>(
      `SELECT quote_ident(column_name) AS name FROM information_schema.columns WHERE table_name = 'cases' AND is_generated = 'NEVER'`,
    );
    const columns = own.map(({ name }) => name).join(', ');
    const copies = (what: string, many: number, facts: object) =>
      office.sql(
        `INSERT INTO cases (${columns}) SELECT ${columns} FROM (SELECT (jsonb_populate_record(c, jsonb_build_object(
           'id', $2 || '-' || n, 'opened_at', c.opened_at - interval '1 day', 'facts', c.facts || $4::jsonb))).*
         FROM cases c, generate_series(1, $3::int) n WHERE c.id = $1) copied`,
        [late, what, many, JSON.stringify(facts)],
      );
    await copies('A-STUBBORN', 200, { what: 'Stubborn' });
    const first = await adopt(true);
    expect(first).toHaveLength(200);
    expect(first.every(({ done }: { done: boolean }) => !done)).toBe(true);
    const second = await adopt(true, { after: first.at(-1).caseId });
    expect(second.map(({ caseId, done }: { caseId: string; done: boolean }) => [caseId, done])).toContainEqual([late, true]);
    expect(new Set([...first, ...second].map(({ caseId }: { caseId: string }) => caseId)).size).toBe(
      first.length + second.length,
    );
    expect(await adopt(true, { after: late })).toEqual([]);
    expect(await adopt(true, { after: 'FS-ER-20200101-0001' })).toBe('NOT_FOUND');

    // A case whose record isn't there can't be asked.
    await copies('B-LOST', 1, {});
    expect(await adopt(false, { after: first.at(-1).caseId, requestId: 'x'.repeat(101) })).toBe('INVALID_INPUT');
    const done = await adopt(false, { after: first.at(-1).caseId, requestId: nextRequest().padEnd(100, '-') });
    expect(done).toContainEqual({ caseId: 'B-LOST-1', done: false, reason: expect.stringMatching(/again in a moment/) });
    expect(done).toContainEqual({ caseId: late, done: true, reason: null });
  }, 90_000);
});
