import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Academy, openAcademy } from './academy.ts';
import { versionFor } from './administrator.ts';
import { nextRequest, type Office, openOffice } from './office.ts';

let office: Office;
let academy: Academy;
beforeAll(async () => {
  office = await openOffice();
  academy = openAcademy(office);
});
afterAll(() => office?.close());

const award = (person: string, kind: string, amount: number, day = '2026-03-02') => ({
  award: { person, kind, amount, day },
  reason: 'The roll of the course was read wrongly.',
});
const correct = (input: object, by = 'sheng-lan', requestId?: string) => academy.start('creditCorrection', by, input, requestId);
const setRule = async (key: string, value: object, validFrom = '2199-01-01') => {
  const input = { table: 'creditRules', key, value, validFrom };
  return office.ask(
    'luo-wen',
    `mutation ($input: TableRowInput!, $expectedVersion: Int, $requestId: ID!) { setTableRow(input: $input, expectedVersion: $expectedVersion, requestId: $requestId) {
      __typename ... on InvalidInput { issues { path message } } } }`,
    { input, ...(await versionFor(office, 'setTableRow', { input })), requestId: nextRequest() },
  );
};
const rule = (more: object = {}) => ({
  title: { en: 'A kind', zh: '一类' },
  amount: 1,
  mostPerYear: 10,
  validYears: 1,
  ...more,
});

describe('the cap of a kind and year', () => {
  it('cuts 200 accruals at once to what is left, exactly, while the sum of all entries stays zero', async () => {
    const people = ['trainee-01', 'trainee-02'];
    const sums: number[] = [];
    let done = false;
    const watching = (async () => {
      while (!done) sums.push(await academy.sumOfAll());
    })();
    // 100 for each of two people, 3 credits every time, where a year gives at most 60.
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) => correct(award(people[n % 2] as string, 'course', 3))),
    );
    done = true;
    await watching;
    expect(answers.filter(({ __typename }) => __typename === 'ActionDone')).toHaveLength(200);
    for (const person of people) {
      const account = await academy.credits(person);
      expect(account.balance).toBe(60);
      expect(account.sums).toEqual([{ kind: 'course', year: 2026, got: 60, cut: 240, expired: 0 }]);
      expect(account.lines.totalCount).toBe(100);
    }
    expect(sums.length).toBeGreaterThan(1);
    expect(new Set(sums)).toEqual(new Set([0]));
  }, 120_000);

  it('cuts a line in part, and says what it would have been', async () => {
    await correct(award('trainee-03', 'assessment', 25));
    await correct(award('trainee-03', 'assessment', 25));
    await correct(award('trainee-03', 'assessment', 25));
    const { lines, balance } = await academy.credits('trainee-03');
    expect(balance).toBe(30);
    expect(lines.nodes.map(({ node }: { node: { amount: number; asked: number } }) => [node.amount, node.asked])).toEqual([
      [0, 25],
      [5, 25],
      [25, 25],
    ]);
    expect(lines.nodes[2].node).toMatchObject({ kind: 'assessment', year: 2026, until: '2028-12-31', from: 'scheme:credits' });
  });

  it('is another one in another year and for another kind', async () => {
    await correct(award('trainee-04', 'assessment', 30));
    await correct(award('trainee-04', 'assessment', 30, '2025-12-31'));
    await correct(award('trainee-04', 'course', 7));
    expect((await academy.credits('trainee-04')).sums).toEqual([
      { kind: 'assessment', year: 2026, got: 30, cut: 0, expired: 0 },
      { kind: 'course', year: 2026, got: 7, cut: 0, expired: 0 },
      { kind: 'assessment', year: 2025, got: 30, cut: 0, expired: 0 },
    ]);
  });
});

describe('a correction', () => {
  it('is made once, however often it is sent', async () => {
    const requestId = nextRequest();
    const input = award('trainee-05', 'course', 5);
    const answers = await Promise.all([1, 2, 3].map(() => correct(input, 'sheng-lan', requestId)));
    expect(new Set(answers.map(({ case: { id } }) => id)).size).toBe(1);
    expect((await academy.credits('trainee-05')).balance).toBe(5);
  });

  it('takes a line back once with a reason, tells the person, and leaves room under the cap again', async () => {
    await correct(award('trainee-06', 'assessment', 30));
    const [{ node: line }] = (await academy.credits('trainee-06')).lines.nodes;
    const takeBack = { takeBack: line.id, reason: 'The paper was not their own.' };
    const answers = await Promise.all(Array.from({ length: 6 }, () => correct(takeBack)));
    expect(answers.filter(({ __typename }) => __typename === 'ActionDone')).toHaveLength(1);
    expect(answers.flatMap(({ reason }) => reason ?? [])).toEqual(Array(5).fill(expect.stringMatching(/^(kernel\.)?takenBack$/)));
    const after = await academy.credits('trainee-06');
    expect(after).toMatchObject({ balance: 0, sums: [{ kind: 'assessment', year: 2026, got: 0, cut: 0 }] });
    expect(after.lines.nodes[0].node).toMatchObject({ reverses: line.id, amount: 30 });
    expect((await academy.credits('xiang-yu', 'trainee-06')).balance).toBe(0);
    const told = await office.sql(`SELECT notice FROM outbox WHERE person = 'trainee-06' AND notice = 'takenBack'`);
    expect(told).toEqual([{ notice: 'takenBack' }]);
    await correct(award('trainee-06', 'assessment', 30));
    expect((await academy.credits('trainee-06')).balance).toBe(30);
    expect(await academy.sumOfAll()).toBe(0);
  });

  it('is refused to others, for oneself, for a day to come, without a line or credits, and for what isn’t there', async () => {
    const before = await office.sql(`SELECT count(*)::int AS n FROM ledger_lines`);
    expect(await correct(award('trainee-07', 'course', 5), 'trainee-07')).toMatchObject({ reason: 'kernel.wrongRole' });
    expect(await correct(award('trainee-07', 'course', 5), 'luo-wen')).toMatchObject({ reason: 'kernel.wrongRole' });
    expect(await correct(award('sheng-lan', 'course', 5))).toMatchObject({ reason: 'ownCredits' });
    expect(await correct(award('trainee-07', 'course', 5, '2199-01-01'))).toMatchObject({ reason: 'notYetEarned' });
    expect(await correct({ reason: 'Nothing' })).toMatchObject({ reason: 'oneCorrection' });
    expect(await correct(award('nobody', 'course', 5))).toMatchObject({ issues: [{ path: ['input', 'award', 'person'] }] });
    expect(await correct(award('trainee-07', 'piano', 5))).toMatchObject({ issues: [{ path: ['input', 'award', 'kind'] }] });
    expect(await correct(award('trainee-07', 'course', -5))).toMatchObject({ __typename: 'InvalidInput' });
    expect(await correct({ takeBack: 'no-line', reason: 'Nothing' })).toMatchObject({
      issues: [{ path: ['input', 'takeBack'] }],
    });
    expect(await office.sql(`SELECT count(*)::int AS n FROM ledger_lines`)).toEqual(before);
  });

  it('is nobody’s business but the person’s and the academy’s', async () => {
    const answer = await office.ask('trainee-08', `{ account(owner: "trainee-06", asset: credits) { balance } }`);
    expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('a credit rule', () => {
  it('is refused with a cap or an amount below zero', async () => {
    for (const wrong of [{ mostPerYear: -1 }, { amount: -1 }, { validYears: 0 }, { amount: 1.5 }]) {
      const { data } = await setRule('reading', rule(wrong));
      expect(data.setTableRow, JSON.stringify(wrong)).toMatchObject({ __typename: 'InvalidInput' });
    }
  });

  it('is refused where a kind would give itself, directly or through others, on the day it holds or later', async () => {
    const saved = (answer: { data: { setTableRow: { __typename: string } } }) => answer.data.setTableRow.__typename;
    expect(saved(await setRule('reading', rule({ alsoWith: ['reading'] })))).toBe('InvalidInput');
    expect(saved(await setRule('reading', rule({ alsoWith: ['nothingSuch'] })))).toBe('InvalidInput');
    expect(saved(await setRule('reading', rule({ alsoWith: ['course'] })))).toBe('ChangeDone');
    expect(saved(await setRule('writing', rule({ alsoWith: ['reading'] })))).toBe('ChangeDone');
    // On its own day there is no ring yet, but there will be when the other two hold.
    const ring = await setRule('course', rule({ alsoWith: ['writing'] }), '2198-01-01');
    expect(ring.data.setTableRow.__typename).toBe('InvalidInput');
    const later = await setRule('course', rule({ alsoWith: ['writing'] }), '2199-06-01');
    expect(later.data.setTableRow).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ message: expect.stringContaining('course comes with writing comes with reading comes with course') }],
    });
  });

  it('is saved by one of two administrators who would close a ring together at once', async () => {
    await setRule('left', rule());
    await setRule('right', rule());
    const both = await Promise.all([
      setRule('left', rule({ alsoWith: ['right'] }), '2199-02-01'),
      setRule('right', rule({ alsoWith: ['left'] }), '2199-02-01'),
    ]);
    expect(both.map(({ data }) => data.setTableRow.__typename).toSorted()).toEqual(['ChangeDone', 'InvalidInput']);
  });
});
