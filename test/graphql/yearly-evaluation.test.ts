import { createHash } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Upheld, withAppeals } from '../../activities/yearly-evaluation/appeals.ts';
import {
  askedOf,
  countBy,
  countOf,
  type Evaluation,
  hundredths,
  judged,
  percent,
} from '../../activities/yearly-evaluation/evaluation.ts';
import { CLOCKS_MOVED } from '../../workflows/kernel/contract.ts';
import { sharedTemporal } from '../servers/shared.ts';
import { type Academy, openAcademy } from './academy.ts';
import { changeOf } from './administrator.ts';
import { nextRequest, type Office, openOffice } from './office.ts';

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
      `query ($caseId: ID!) { yearlyEvaluation(caseId: $caseId) { year sha256 total { people passed percent hundredths }
        byGroup { key people passed percent } byUnit { key people passed }
        lines(first: 1000${more}) { person credits required passed creditsNow passedNow } } }`,
      { caseId },
    )
  ).data?.yearlyEvaluation;
const stateIs = (id: string, state: string) =>
  expect
    .poll(async () => (await office.sql<{ state: string }>(`SELECT state FROM cases WHERE id = $1`, [id]))[0]?.state, {
      timeout: 10_000,
    })
    .toBe(state);
/** Sets back the beginning of the time to appeal, and has the case look at its clocks. */
const sixteenDaysLater = async (id: string) => {
  await office.sql(
    `UPDATE clocks SET ledger = jsonb_set(ledger, '{0,at}', to_jsonb((ledger#>>'{0,at}')::float8 - 16 * 86400000.0)) WHERE case_id = $1 AND name = 'appeals'`,
    [id],
  );
  const { address, namespace } = await sharedTemporal();
  const connection = await Connection.connect({ address });
  await new Client({ connection, namespace }).workflow.getHandle(id).signal(CLOCKS_MOVED);
  await connection.close();
};
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
      `{ yearlyEvaluationPreview(year: ${YEAR}) { sha256 total { people passed percent } } }`,
    );
    expect(preview.data.yearlyEvaluationPreview).toEqual({ sha256: null, total: { people: 85, passed: 3, percent: '3.53 %' } });
    expect(
      (await office.ask('trainee-01', `{ yearlyEvaluationPreview(year: ${YEAR}) { sha256 } }`)).errors?.[0]?.extensions.code,
    ).toBe('FORBIDDEN');
    expect(await academy.start('yearlyEvaluation', 'sheng-lan', { year: 2100 })).toMatchObject({ reason: 'yearNotOver' });
    expect(await academy.start('yearlyEvaluation', 'xiang-yu', { year: YEAR })).toMatchObject({ reason: 'kernel.wrongRole' });
    const twice = await Promise.all([1, 2].map(() => academy.start('yearlyEvaluation', 'sheng-lan', { year: YEAR })));
    expect(twice.map(({ __typename }) => __typename).toSorted()).toEqual(['ActionDone', 'Refused']);
    const waiting = await office.ask('xiang-yu', `{ tasks(first: 10) { edges { node { action role } } } }`);
    expect(waiting.data.tasks.edges).toEqual([{ node: { action: 'confirm', role: 'personnel' } }]);
    id = twice.find(({ __typename }) => __typename === 'ActionDone').case.id;
  });

  it('is confirmed by somebody else than who opened it, and then frozen', async () => {
    expect(await appeal('trainee-02', id)).toMatchObject({ reason: 'appealsOver' });
    const unconfirmed = await office.ask('sheng-lan', `{ yearlyEvaluation(caseId: "${id}") { year } }`);
    expect(unconfirmed.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(await academy.act('yearlyEvaluation', 'sheng-lan', 'confirm', id, {})).toMatchObject({ reason: 'ownEvaluation' });
    const confirmed = await academy.act('yearlyEvaluation', 'xiang-yu', 'confirm', id, {});
    expect(confirmed.case).toMatchObject({ state: 'confirmed', facts: { frozen: { people: 85, passed: 3 } } });
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
    expect(result.total).toEqual({ people: 85, passed: 3, percent: '3.53 %', hundredths: 353 });
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
    expect(result.byUnit).toContainEqual({ key: 'xiaoshan', people: 85, passed: 3 });
  });

  it('is appealed against by the person, once, and shows what was given afterwards beside what was frozen', async () => {
    expect(await appeal('sheng-lan', id)).toMatchObject({ reason: 'kernel.wrongRole' });
    expect(await appeal('examiner-01', id)).toMatchObject({ reason: 'notEvaluated' });
    expect(await appeal('trainee-02', 'XS-YE-20250101-9999')).toMatchObject({ __typename: 'InvalidInput' });
    const filed = await Promise.all([appeal('trainee-02', id), appeal('trainee-02', id)]);
    expect(filed.map(({ __typename }) => __typename).toSorted()).toEqual(['ActionDone', 'Refused']);
    const appealId = filed.find(({ __typename }) => __typename === 'ActionDone').case.id;
    expect(await appeal('trainee-02', id)).toMatchObject({ reason: 'appealedAlready' });
    // Who can't enrol in courses isn't evaluated by them.
    expect(await appeal('agency-handler-01', id)).toMatchObject({ reason: 'notEvaluated' });

    const uphold = (day: string, by = 'ji-qing') =>
      academy.act('creditAppeal', by, 'uphold', appealId, {
        awards: [{ kind: 'course', amount: 4, day }],
        reason: 'The roll of May has the name.',
      });
    // Who has appealed isn't erased before that is decided.
    const erase = { person: 'trainee-02', reason: 'They ask for it' };
    expect((await changeOf(office, 'erasePerson', erase, { person: 'luo-wen' })).issues).toMatchObject([
      { message: expect.stringContaining(appealId) },
    ]);
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
    const seen = await office.ask(
      'trainee-02',
      `{ yearlyEvaluation(caseId: "${id}") { total { people } everybody { people passed } } }`,
    );
    expect(seen.data.yearlyEvaluation).toEqual({ total: { people: 1 }, everybody: { people: 85, passed: 3 } });
    // fu-rong leads agency-01.
    const led = (await evaluation('fu-rong', id)).lines.map(({ person }: { person: string }) => person);
    expect(led).toContain('trainee-01');
    expect(led).not.toContain('trainee-02');
  });

  it('is exported as JSON with the hash of the record, and as CSV, by those who may', async () => {
    const file = async (person: string, format: string) =>
      office.ask(person, `{ yearlyEvaluationExport(caseId: "${id}", format: ${format}) { name mime content sha256 } }`);
    expect((await file('trainee-01', 'CSV')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await file('fu-rong', 'JSON')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const json = (await file('xiang-yu', 'JSON')).data.yearlyEvaluationExport;
    const { sha256 } = await evaluation('xiang-yu', id);
    expect(json.sha256).toBe(sha256);
    expect(createHash('sha256').update(json.content).digest('hex')).toBe(sha256);
    const [row] = await office.sql<{ hash: string; csv: string }>(
      `SELECT facts#>>'{frozen,sha256}' AS hash, facts#>>'{frozen,csvSha256}' AS csv FROM cases WHERE id = $1`,
      [id],
    );
    expect(row?.hash).toBe(sha256);
    expect(JSON.parse(json.content).people).toHaveLength(85);

    const csv = (await file('zhai-ming', 'CSV')).data.yearlyEvaluationExport;
    expect([csv.sha256, createHash('sha256').update(csv.content).digest('hex')]).toEqual([row?.csv, row?.csv]);
    const rows = csv.content.split('\r\n');
    expect(rows).toHaveLength(87);
    expect(rows[0]).toBe('\uFEFFperson,name,unit,unitEn,unitZh,group,required,credits,passed,exempt,appeal');
    expect(rows.find((text: string) => text.startsWith('trainee-02,'))).toMatch(/,agencies,40,39,no,no,$/);
    // No spreadsheet takes a name for a formula.
    expect(rows.find((text: string) => text.startsWith('trainee-03,'))).toMatch(/^trainee-03,"'=1\+1,""x""",agency-03,/);
  });

  it('is read with what the appeals have changed once it is final: by export, pass rate and badge', async () => {
    const year = YEAR - 1;
    const of = (await academy.start('yearlyEvaluation', 'sheng-lan', { year })).case.id;
    await academy.act('yearlyEvaluation', 'xiang-yu', 'confirm', of, {});
    const appealed = (await appeal('trainee-04', of)).case.id;
    await sixteenDaysLater(of);
    await stateIs(of, 'deciding');
    const badge = async () =>
      (
        await office.ask(
          'trainee-04',
          `mutation { issueBadge(year: ${year}, requestId: "${nextRequest()}") { __typename ... on InvalidInput { issues { message } } } }`,
        )
      ).data.issueBadge;
    expect((await badge()).issues[0].message).toContain('An upheld appeal counts when the evaluation is final');
    await academy.act('creditAppeal', 'ji-qing', 'uphold', appealed, {
      awards: [{ kind: 'course', amount: 41, day: `${year}-05-01` }],
      reason: 'The roll of May has the name.',
    });
    await stateIs(of, 'final');
    const result = await evaluation('xiang-yu', of);
    expect(result.total).toMatchObject({ people: 85, passed: 1 });
    expect(result.lines).toContainEqual(expect.objectContaining({ person: 'trainee-04', credits: 41, passed: true }));
    const csv = await office.ask('xiang-yu', `{ yearlyEvaluationExport(caseId: "${of}", format: CSV) { content sha256 } }`);
    expect(csv.data.yearlyEvaluationExport.content).toContain(`,agencies,40,41,yes,no,${appealed}\r\n`);
    const was = await office.ask('xiang-yu', `{ yearlyEvaluation(caseId: "${of}", asConfirmed: true) { total { passed } } }`);
    expect(was.data.yearlyEvaluation.total).toEqual({ passed: 0 });
    expect((await badge()).__typename).toBe('ChangeDone');
  });

  it('keeps what was upheld in the year when it is void, closes its open appeals, and takes badges back from who hasn’t passed in the end', async () => {
    const year = YEAR - 3;
    const evaluated = async () => {
      const of = (await academy.start('yearlyEvaluation', 'sheng-lan', { year })).case.id;
      await academy.act('yearlyEvaluation', 'xiang-yu', 'confirm', of, {});
      return of;
    };
    const uphold = (appealed: string, more: object) =>
      academy.act('creditAppeal', 'ji-qing', 'uphold', appealed, { awards: [], reason: 'So it is', ...more });
    const lineOf = async (of: string, person: string) => (await evaluation('xiang-yu', of, `, person: "${person}"`)).lines[0];
    await academy.start('creditCorrection', 'sheng-lan', {
      award: { person: 'trainee-08', kind: 'course', amount: 40, day: `${year}-06-01` },
      reason: 'From the paper register',
    });
    const wrong = await evaluated();
    const [upheld, open] = [(await appeal('trainee-06', wrong)).case.id, (await appeal('trainee-07', wrong)).case.id];
    await uphold(upheld, { required: 0 });
    expect(await lineOf(wrong, 'trainee-06')).toMatchObject({ required: 40, passed: false, passedNow: true });
    await academy.act('yearlyEvaluation', 'xiang-yu', 'askVoid', wrong, { reason: 'The table was wrong' });
    await academy.act('yearlyEvaluation', 'ji-qing', 'void', wrong);
    await stateIs(open, 'lapsed');
    expect(
      await office.sql(`SELECT person FROM outbox WHERE case_id = $1 AND notice = 'lapsed' AND channel = 'inbox'`, [open]),
    ).toEqual([{ person: 'trainee-07' }]);
    // Who was in the first snapshot stays, in the unit of then, though they have left or moved since.
    const before = await lineOf(wrong, 'trainee-09');
    const ends = (day: string) => office.sql(`UPDATE people SET ended_on = ${day} WHERE id = 'trainee-09'`);
    const [{ unit }] = (await office.sql(`SELECT unit FROM people WHERE id = 'trainee-10'`)) as [{ unit: string }];
    const moves = (to: string) => office.sql(`UPDATE people SET unit = $1 WHERE id = 'trainee-10'`, [to]);
    await Promise.all([ends('tenant_today(tenant)'), moves('site-001')]);
    const anew = await evaluated();
    await Promise.all([ends('NULL'), moves(unit)]);
    expect(await lineOf(anew, 'trainee-09')).toEqual(before);
    const [kept] = await office.sql(
      `SELECT line->>'unit' AS unit FROM snapshots, cases c, jsonb_array_elements(content::jsonb->'people') line
       WHERE c.id = $1 AND sha256 = c.facts#>>'{frozen,sha256}' AND line->>'person' = 'trainee-10'`,
      [anew],
    );
    expect(kept).toEqual({ unit });
    expect(await lineOf(anew, 'trainee-06')).toMatchObject({ required: 0, passed: true });

    const badge = async () =>
      (
        await office.ask(
          'trainee-08',
          `mutation { issueBadge(year: ${year}, requestId: "${nextRequest()}") { __typename ... on InvalidInput { issues { message } } } }`,
        )
      ).data.issueBadge;
    expect((await badge()).__typename).toBe('ChangeDone');
    await uphold((await appeal('trainee-08', anew)).case.id, { required: 50 });
    await sixteenDaysLater(anew);
    await stateIs(anew, 'final');
    expect(await office.sql(`SELECT person, reason FROM badges WHERE case_id = $1 AND revoked_at IS NOT NULL`, [anew])).toEqual([
      { person: 'trainee-08', reason: expect.stringContaining('final result') },
    ]);
    expect(
      await office.sql(`SELECT person FROM outbox WHERE case_id = $1 AND notice = 'badgeRevoked' AND channel = 'inbox'`, [anew]),
    ).toEqual([{ person: 'trainee-08' }]);
    expect((await badge()).issues[0].message).toContain('40 of 50 credits');
  });

  it('counts what was earned in its year, though it has expired since', async () => {
    const year = YEAR - 2;
    await academy.start('creditCorrection', 'sheng-lan', {
      award: { person: 'enterprise-trainee-01', kind: 'deskAnswer', amount: 8, day: `${year}-06-01` },
      reason: 'From the paper register',
    });
    const passed = async () =>
      (await office.ask('sheng-lan', `{ yearlyEvaluationPreview(year: ${year}) { total { passed } } }`)).data
        .yearlyEvaluationPreview.total;
    expect(await passed()).toEqual({ passed: 1 });
    // What has had its time when it is given isn't in the balance; the expiry itself was begun with the first evaluation.
    expect((await academy.credits('enterprise-trainee-01')).balance).toBe(0);
    const running = `SELECT state, opened_by LIKE 'case:%' AS itself FROM cases WHERE process = 'creditExpiry'`;
    expect(await office.sql(running)).toEqual([{ state: 'watching', itself: true }]);
    expect(await passed()).toEqual({ passed: 1 });
  });

  it('isn’t touched by what expires, of which people are told before and after', async () => {
    await give('park-trainee-01', 'course', 6);
    const owner = `to_owner = 'person:park-trainee-01' AND reverses IS NULL`;
    const [lasts] = await office.sql<{ until: string }>(`SELECT until::text FROM ledger_lines WHERE ${owner}`);
    const told = (notice: string) =>
      office.sql(
        `SELECT params FROM outbox WHERE person = 'park-trainee-01' AND notice = $1 AND channel = 'inbox' AND process = 'creditExpiry'`,
        [notice],
      );
    const [expiry] = await office.sql<{ id: string }>(`SELECT id FROM cases WHERE process = 'creditExpiry'`);
    await office.sql(
      `SELECT effect_ledger(jsonb_build_object('tenant', tenant, 'caseId', id, 'process', process, 'revision', revision, 'at', now()),
         jsonb_build_array(jsonb_build_object('op', 'foretell', 'asset', 'credits', 'until', $2::text, 'notice', 'expires'))) FROM cases WHERE id = $1`,
      [expiry?.id, lasts?.until],
    );
    expect(await told('expires')).toEqual([{ params: { credits: 6, until: lasts?.until } }]);
    expect((await academy.credits('park-trainee-01')).balance).toBe(6);
    await office.sql(`UPDATE ledger_lines SET until = '2025-12-31' WHERE ${owner}`);
    await academy.act('creditExpiry', 'sheng-lan', 'stop', expiry?.id as string, { reason: 'To begin anew' });
    await academy.start('creditExpiry', 'sheng-lan');
    expect((await academy.credits('park-trainee-01')).balance).toBe(0);
    expect(await told('expired')).toEqual([{ params: { credits: 6, until: '2025-12-31' } }]);
    expect(await academy.sumOfAll()).toBe(0);
  });
});

describe('who is asked for credits', () => {
  it('needs the share of the months that are left, less by an exemption, or nothing', () => {
    const of = { credits: 40, byMonths: true };
    const asked = (since: string, credits?: number | null) =>
      askedOf(of, {
        year: YEAR,
        since,
        ...(credits === undefined
          ? {}
          : { exemption: { person: 'ou', year: YEAR, reason: 'Leave', ...(credits === null ? {} : { credits }) } }),
      });
    expect(asked('2020-01-01')).toEqual({ required: 40, exempt: false });
    expect(asked('2025-04-30').required).toBe(30);
    expect(asked('2025-12-01').required).toBe(4);
    expect(asked('2020-01-01', 12)).toEqual({ required: 12, exempt: false });
    expect(asked('2020-01-01', null)).toEqual({ required: 40, exempt: true });
    expect(askedOf({ ...of, byMonths: false }, { year: YEAR, since: '2025-12-01' }).required).toBe(40);
  });

  it('is counted in no rate where nothing is asked, whatever they have earned', () => {
    const line = { person: 'ou', name: 'ou', unit: 'u', group: 'g', required: 40, credits: 40, appeal: null };
    const lines = [judged({ ...line, exempt: true }), judged({ ...line, exempt: false })];
    expect(countOf(lines)).toEqual({ people: 1, passed: 1 });
    expect(countBy(lines, ({ group }) => [group]).get('g')).toEqual({ people: 1, passed: 1 });
  });
});

describe('an upheld appeal', () => {
  const line = judged({
    person: 'ou',
    name: 'ou',
    unit: 'u',
    group: 'a',
    required: 40,
    credits: 38,
    exempt: false,
    appeal: null,
  });
  const requirement = (credits: number) => ({
    title: { en: '', zh: '' },
    credits,
    unitKinds: [],
    roles: ['trainee'],
    byMonths: true,
  });
  const before: Evaluation = {
    format: 'banjie-evaluation-1',
    tenant: 'xiaoshan',
    year: YEAR,
    takenAt: '',
    requirements: { a: requirement(40), b: requirement(8) },
    units: [],
    people: [line, { ...line, person: 'ren' }],
  };
  const changedBy = (more: Partial<Upheld>) =>
    withAppeals(before, [{ id: 'CA-1', person: 'ou', credits: 0, group: null, required: null, exempt: false, ...more }], 0)
      .people;

  it('changes the line of its person in the final result, by credits, group, requirement or exemption', () => {
    expect(changedBy({ credits: 2 })).toEqual([{ ...line, credits: 40, passed: true, appeal: 'CA-1' }, before.people[1]]);
    expect(changedBy({ group: 'b' })[0]).toMatchObject({ group: 'b', required: 8, passed: true });
    expect(changedBy({ required: 38 })[0]).toMatchObject({ group: 'a', required: 38, passed: true });
    expect(changedBy({ exempt: true })[0]).toMatchObject({ exempt: true, passed: false });
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
