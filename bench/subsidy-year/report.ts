/** The API’s report of the year against a count by hand; and what the year came to, in figures for people. */
import { showTable } from '../figures.ts';
import { expect } from '../moved/expectation.ts';
import type { Money } from './money.ts';
import { AUDITOR, applications, GRANT, ITEM, type Year } from './year.ts';

const FIELDS = `item allocated free committed payable inTransit spent recovered applications paid offers notTaken refusedSubmissions objections
  automaticShare topTenShare meanDaysToMoney rejections { ground count } conditions { key judged failed } stages { state cases }`;

/** Means and shares are reported to the second decimal. */
const ROUNDED = 0.005;

type Counted = { readonly key: string; readonly judged: number; readonly failed: number };

/** What was counted while it happened, and what stands in the lines, is what the API reports. */
export const checkReport = async (year: Year, money: Money): Promise<{ readonly meanDays: number }> => {
  const { callers, plan, tally } = year;
  const { subsidyReport } = await callers.ask(AUDITOR, `{ subsidyReport(year: ${plan.year}) { ${FIELDS} } }`);
  const report = subsidyReport.find(({ item }: { item: string }) => item === ITEM);
  const all = await applications(year);
  const paid = tally.of('payments confirmed');
  const days = all.flatMap(({ facts }) => (facts.paidAt === null ? [] : [(facts.paidAt - facts.submittedAt) / 86_400_000]));
  const judged = tally.of('submissions');
  const wanted = {
    ...money,
    ...{ applications: tally.of('applications'), paid, offers: 0, notTaken: 0, automaticShare: 0 },
    refusedSubmissions: tally.of('refused: notEligible'),
    objections: tally.of('objections upheld') + tally.of('objections not upheld'),
    topTenShare: Math.min(1, (10 * GRANT) / money.spent),
    meanDaysToMoney: days.reduce((sum, one) => sum + one, 0) / paid,
  };
  for (const [what, count] of Object.entries(wanted))
    expect(Math.abs(report[what] - count) <= ROUNDED, `By hand ${what} is ${count}, and the report has ${report[what]}.`);
  const grounds = ['firmEnded', 'notProven', 'objection'].map((ground) => ({ ground, count: tally.of(`rejected: ${ground}`) }));
  expect(
    JSON.stringify(report.rejections) === JSON.stringify(grounds),
    `By hand the rejections are ${JSON.stringify(grounds)}, and the report has ${JSON.stringify(report.rejections)}.`,
  );
  for (const { key, judged: of, failed } of report.conditions as readonly Counted[])
    expect(
      of === judged && failed === 0,
      `${judged} were judged by ${key} and met it, and the report has ${of}, of whom ${failed} failed.`,
    );
  return { meanDays: report.meanDaysToMoney };
};

export const showEnds = (ends: ReadonlyMap<string, number>): void => {
  console.log('\nWhere the applications are');
  const all = [...ends.values()].reduce((sum, one) => sum + one, 0);
  showTable(
    ['', 'applications'],
    [...[...ends].sort(([one], [other]) => one.localeCompare(other)), ['all', all] as const].map((row) => [...row]),
  );
};

export const showMoney = (money: Money): void => {
  console.log('\nThe money, yuan');
  showTable(
    ['', 'yuan'],
    Object.entries(money).map(([what, fen]) => [what, (fen / 100).toLocaleString('en', { minimumFractionDigits: 2 })]),
  );
};
