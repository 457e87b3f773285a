import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dualAssessmentPackage } from '../../../processes/dual-assessment.ts';
import { caseOf } from '../../kernel/house.ts';
import { openSkippingAcademy, person, type SkippingAcademy } from '../academy-house.ts';

let academy: SkippingAcademy;
beforeAll(async () => {
  academy = await openSkippingAcademy([dualAssessmentPackage]);
});
afterAll(() => academy?.close());

const MINUTES = 1 / (24 * 60);
const act = (who: string, action: string, id: string, input: object = {}) => academy.house.act(person(who), action, id, input);
const done = { kind: 'done' };
const refused = (code: string) => ({ kind: 'refused', refusal: { code } });
const open = (who: string) => academy.house.start(person(who), { kind: 'claimsHandling' });
const standing = async (id: string) =>
  (
    await academy.house.sql<{ state: string; fails: number }>(
      `SELECT state, (facts#>>'{theory,fails}')::int AS fails FROM cases WHERE id = $1`,
      [id],
    )
  )[0];

describe('an assessment on a clock that is moved', () => {
  it('has a resit after the waiting time, whose paper is collected when its hour is over; the next assessment waits longer', async () => {
    const id = caseOf(await open('trainee-01'));
    expect(await act('trainee-01', 'startPaper', id)).toMatchObject(done);
    expect(await act('trainee-01', 'sendAnswers', id, { answers: [] })).toMatchObject(done);
    await academy.days(13);
    expect(await act('trainee-01', 'startPaper', id)).toMatchObject(refused('resitTooEarly'));
    await academy.days(1);
    expect(await act('trainee-01', 'startPaper', id)).toMatchObject(done);
    await academy.days(59 * MINUTES);
    expect(await standing(id)).toEqual({ state: 'sitting', fails: 1 });
    await academy.days(2 * MINUTES);
    await expect.poll(() => standing(id)).toEqual({ state: 'failed', fails: 2 });
    expect(await act('trainee-01', 'sendAnswers', id, { answers: [] })).toMatchObject(refused('kernel.wrongState'));
    expect(await open('trainee-01')).toMatchObject(refused('failedLately'));
    expect(await academy.house.sql(`SELECT 1 FROM ledger_lines WHERE case_id = $1`, [id])).toEqual([]);
    expect(await academy.house.sql(`SELECT 1 FROM qualifications`)).toEqual([]);
  });

  it('lapses after a year in which one part was never passed', async () => {
    const id = caseOf(await open('trainee-02'));
    expect(await act('examiner-01', 'scorePractice', id, { score: 90, remarks: 'Well done' })).toMatchObject(done);
    await academy.days(366);
    await expect.poll(async () => (await standing(id))?.state).toBe('lapsed');
    expect(await open('trainee-02')).toMatchObject(done);
  });
});
