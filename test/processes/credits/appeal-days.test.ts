import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { creditAppealPackage } from '../../../processes/credit-appeal.ts';
import { yearlyEvaluationPackage } from '../../../processes/yearly-evaluation.ts';
import { otherCase } from '../../../testing/play.ts';
import { caseOf } from '../../kernel/house.ts';
import { openSkippingAcademy, person, type SkippingAcademy } from '../academy-house.ts';

let academy: SkippingAcademy;
beforeAll(async () => {
  academy = await openSkippingAcademy([yearlyEvaluationPackage, creditAppealPackage]);
});
afterAll(() => academy?.close());

const stateOf = async (id: string) =>
  (await academy.house.sql<{ state: string }>(`SELECT state FROM cases WHERE id = $1`, [id]))[0]?.state;

describe('a confirmed evaluation', () => {
  it('is appealed against for fifteen days, and is final when an appeal made in time is decided, with what it gave', async () => {
    const { house } = academy;
    const year = new Date(academy.now()).getUTCFullYear() - 1;
    const id = caseOf(await house.start(person('sheng-lan'), { year }));
    expect(await house.act(person('xiang-yu'), 'confirm', id, {})).toMatchObject({ kind: 'done' });
    const appeals = house.dealing('creditAppeal');
    const appeal = (who: string) => appeals.start(person(who), { evaluation: id, text: 'The course of May is missing.' });
    await academy.days(14.9);
    const inTime = caseOf(await appeal('trainee-01'));
    await academy.days(0.2);
    await expect.poll(() => stateOf(id)).toBe('deciding');
    const settles = (from: string) => house.act(otherCase(from), 'settle', id, {});
    await settles(id);
    expect(await stateOf(id)).toBe('deciding');
    expect(await appeal('trainee-02')).toMatchObject({ kind: 'refused', refusal: { code: 'appealsOver' } });
    const awards = [{ kind: 'course', amount: 40, day: `${year}-05-01` }];
    const upheld = await appeals.act(person('ji-qing'), 'uphold', inTime, { awards, exempt: false, reason: 'The roll of May.' });
    expect(upheld).toMatchObject({ kind: 'done' });
    await settles(inTime);
    expect(await stateOf(id)).toBe('final');
    expect(await house.sql(`SELECT person FROM outbox WHERE case_id = $1 AND notice = 'final'`, [id])).toEqual([
      { person: 'xiang-yu' },
    ]);
    expect(
      await house.sql(
        `SELECT (facts#>>'{frozen,passed}')::int AS confirmed, (facts#>>'{final,passed}')::int AS final FROM cases WHERE id = $1`,
        [id],
      ),
    ).toEqual([{ confirmed: 0, final: 1 }]);
    const [line] = await house.sql(
      `SELECT amount::int, year FROM ledger_lines WHERE to_owner = 'person:trainee-01' AND kind = 'course'`,
    );
    expect(line).toEqual({ amount: 40, year });
  }, 60_000);
});
