import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hundredths, percent } from '../../activities/yearly-evaluation/evaluation.ts';
import { type Academy, openAcademy } from './academy.ts';
import { type Office, openOffice } from './office.ts';

let office: Office;
let academy: Academy;
beforeAll(async () => {
  office = await openOffice();
  academy = openAcademy(office);
});
afterAll(() => office?.close());

const YEAR = 2025;
const give = (person: string, kind: string, amount: number) =>
  academy.start('creditCorrection', 'sheng-lan', {
    award: { person, kind, amount, day: `${YEAR}-06-01` },
    reason: 'From the paper register',
  });
const evaluation = async (asker: string, caseId: string, more = '') =>
  (
    await office.ask(
      asker,
      `query ($caseId: ID!) { evaluation(caseId: $caseId) { year sha256 total { people passed percent hundredths }
        byGroup { key people passed percent } byUnit { key people passed }
        lines(first: 1000${more}) { person credits required passed creditsNow passedNow } } }`,
      { caseId },
    )
  ).data?.evaluation;
const appeal = (person: string, id: string) =>
  academy.start('creditAppeal', person, { evaluation: id, text: 'The course of May is missing.' });

describe('the evaluation of a year', () => {
  let id: string;

  it('can be looked at beforehand, and is opened once for a year that has begun', async () => {
    await office.sql(`UPDATE people SET name = '=1+1,"x"' WHERE id = 'trainee-03'`);
    await give('trainee-01', 'course', 40);
    await give('trainee-02', 'course', 39);
    await give('township-trainee-01', 'course', 20);
    await give('bank-trainee-01', 'course', 15);
    const preview = await office.ask(
      'sheng-lan',
      `{ evaluationPreview(year: ${YEAR}) { sha256 total { people passed percent } } }`,
    );
    expect(preview.data.evaluationPreview).toEqual({ sha256: null, total: { people: 113, passed: 3, percent: '2.65 %' } });
    expect((await office.ask('trainee-01', `{ evaluationPreview(year: ${YEAR}) { sha256 } }`)).errors?.[0]?.extensions.code).toBe(
      'FORBIDDEN',
    );
    expect(await academy.start('yearlyEvaluation', 'sheng-lan', { year: 2100 })).toMatchObject({ reason: 'yearToCome' });
    expect(await academy.start('yearlyEvaluation', 'xiang-yu', { year: YEAR })).toMatchObject({ reason: 'kernel.wrongRole' });
    const twice = await Promise.all([1, 2].map(() => academy.start('yearlyEvaluation', 'sheng-lan', { year: YEAR })));
    expect(twice.map(({ __typename }) => __typename).toSorted()).toEqual(['ActionDone', 'Refused']);
    const waiting = await office.ask('xiang-yu', `{ tasks(first: 10) { edges { node { action role } } } }`);
    expect(waiting.data.tasks.edges).toEqual([{ node: { action: 'confirm', role: 'personnel' } }]);
    id = twice.find(({ __typename }) => __typename === 'ActionDone').case.id;
  });

  it('is confirmed by somebody else than who opened it, and then frozen', async () => {
    expect(await appeal('trainee-02', id)).toMatchObject({ reason: 'appealsOver' });
    const unconfirmed = await office.ask('sheng-lan', `{ evaluation(caseId: "${id}") { year } }`);
    expect(unconfirmed.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(await academy.act('yearlyEvaluation', 'sheng-lan', 'confirm', id, {})).toMatchObject({ reason: 'ownEvaluation' });
    const confirmed = await academy.act('yearlyEvaluation', 'xiang-yu', 'confirm', id, {});
    expect(confirmed.case).toMatchObject({ state: 'confirmed', facts: { frozen: { people: 113, passed: 3 } } });
    // The people stand beside the case, not in it.
    expect(JSON.stringify(confirmed.case.facts)).not.toContain('trainee-01');
    const [{ reference }] = (await office.sql<{ reference: string }>(
      `SELECT reference::text AS reference FROM events WHERE case_id = $1 AND action = 'confirm'`,
      [id],
    )) as [{ reference: string }];
    expect(reference).not.toContain('trainee-01');
  });

  it('has pass rates by target group and by unit, from whole numbers', async () => {
    const result = await evaluation('sheng-lan', id);
    expect(result.total).toEqual({ people: 113, passed: 3, percent: '2.65 %', hundredths: 265 });
    expect(result.byGroup).toContainEqual({ key: 'institutions', people: 9, passed: 1, percent: '11.11 %' });
    expect(result.byGroup.map(({ key }: { key: string }) => key).toSorted()).toEqual([
      'agencies',
      'enterprises',
      'institutions',
      'parks',
      'villages',
    ]);
    // Township 1 counts the people of its village sites too.
    expect(result.byUnit).toContainEqual({ key: 'township-01', people: 2, passed: 1 });
    expect(result.byUnit).toContainEqual({ key: 'site-001', people: 1, passed: 0 });
    expect(result.byUnit).toContainEqual({ key: 'xiaoshan', people: 113, passed: 3 });
  });

  it('is appealed against by the person, once, and shows what was given afterwards beside what was frozen', async () => {
    expect(await appeal('sheng-lan', id)).toMatchObject({ reason: 'kernel.wrongRole' });
    expect(await appeal('examiner-01', id)).toMatchObject({ reason: 'notEvaluated' });
    expect(await appeal('trainee-02', 'XS-YE-20250101-9999')).toMatchObject({ __typename: 'InvalidInput' });
    const filed = await Promise.all([appeal('trainee-02', id), appeal('trainee-02', id)]);
    expect(filed.map(({ __typename }) => __typename).toSorted()).toEqual(['ActionDone', 'Refused']);
    const appealId = filed.find(({ __typename }) => __typename === 'ActionDone').case.id;
    expect(await appeal('trainee-02', id)).toMatchObject({ reason: 'appealedAlready' });
    // Who answers for a department is evaluated like the others of it.
    expect(await appeal('agency-handler-01', id)).toMatchObject({ __typename: 'ActionDone', case: { state: 'filed' } });

    const uphold = (day: string, by = 'ji-qing') =>
      academy.act('creditAppeal', by, 'uphold', appealId, {
        award: { kind: 'course', amount: 4, day },
        reason: 'The roll of May has the name.',
      });
    expect(await uphold(`${YEAR}-05-01`, 'trainee-02')).toMatchObject({ reason: 'kernel.wrongRole' });
    expect(await uphold('2024-05-01')).toMatchObject({ reason: 'anotherYear' });
    expect((await uphold(`${YEAR}-05-01`)).case.state).toBe('upheld');
    const { lines } = await academy.credits('trainee-01');
    await academy.start('creditCorrection', 'ji-qing', { takeBack: lines.nodes[0].node.id, reason: 'Never there' });

    const result = await evaluation('xiang-yu', id, ', changed: true');
    expect(result.total.passed).toBe(3);
    expect(result.lines).toEqual([
      { person: 'trainee-01', credits: 40, required: 40, passed: true, creditsNow: 0, passedNow: false },
      { person: 'trainee-02', credits: 39, required: 40, passed: false, creditsNow: 43, passedNow: true },
    ]);
    expect(await academy.sumOfAll()).toBe(0);
  });

  it('is seen by each person as their own line alone, and by a leader as those of the unit', async () => {
    expect((await evaluation('trainee-02', id)).lines.map(({ person }: { person: string }) => person)).toEqual(['trainee-02']);
    expect((await evaluation('trainee-02', id)).total.people).toBe(1);
    // fu-rong leads agency-01.
    const led = (await evaluation('fu-rong', id)).lines.map(({ person }: { person: string }) => person);
    expect(led).toContain('trainee-01');
    expect(led).not.toContain('trainee-02');
  });

  it('is exported as JSON with the hash of the record, and as CSV, by those who may', async () => {
    const file = async (person: string, format: string) =>
      office.ask(person, `{ evaluationExport(caseId: "${id}", format: ${format}) { name mime content sha256 } }`);
    expect((await file('trainee-01', 'CSV')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await file('fu-rong', 'JSON')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const json = (await file('xiang-yu', 'JSON')).data.evaluationExport;
    const { sha256 } = await evaluation('xiang-yu', id);
    expect(json.sha256).toBe(sha256);
    expect(createHash('sha256').update(json.content).digest('hex')).toBe(sha256);
    const [row] = await office.sql<{ hash: string }>(`SELECT facts#>>'{frozen,sha256}' AS hash FROM cases WHERE id = $1`, [id]);
    expect(row?.hash).toBe(sha256);
    expect(JSON.parse(json.content).people).toHaveLength(113);

    const csv = (await file('zhai-ming', 'CSV')).data.evaluationExport;
    const rows = csv.content.split('\r\n');
    expect(rows).toHaveLength(115);
    expect(rows[0]).toBe('\uFEFFperson,name,unit,unitEn,unitZh,group,required,credits,passed');
    expect(rows.find((text: string) => text.startsWith('trainee-02,'))).toMatch(/,agencies,40,39,no$/);
    // No spreadsheet takes a name for a formula.
    expect(rows.find((text: string) => text.startsWith('trainee-03,'))).toMatch(/^trainee-03,"'=1\+1,""x""",agency-03,/);
  });

  it('can’t be changed in the database by the plain role', async () => {
    const grants = await office.sql<{ privilege: string }>(
      `SELECT privilege_type AS privilege FROM information_schema.role_table_grants WHERE table_name = 'snapshots' AND grantee = 'banjie_app' ORDER BY 1`,
    );
    expect(grants.map(({ privilege }) => privilege)).toEqual(['INSERT', 'SELECT']);
  });
});

describe('a pass rate', () => {
  it('is exact to the hundredth of a per cent, rounded half up', () => {
    expect(percent({ people: 131, passed: 121 })).toBe('92.37 %');
    expect(percent({ people: 0, passed: 0 })).toBeNull();
    expect(percent({ people: 3, passed: 3 })).toBe('100.00 %');
    expect(hundredths({ people: 20_000, passed: 1 })).toBe(1);
    expect(hundredths({ people: 20_001, passed: 1 })).toBe(0);
    expect(percent({ people: 2_000, passed: 1 })).toBe('0.05 %');
  });
});
