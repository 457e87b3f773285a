/** What the round came to, counted by hand, against its cases and the API’s reports. */
import { expect } from '../moved/expectation.ts';
import { ENDED, OF_SAMPLE } from './plan.ts';
import { LEADER, type Round, visits } from './round.ts';

/** Shares are reported to the fourth decimal. */
const ROUNDED = 0.00005;

export type Figures = Readonly<Record<string, number>>;

const FIELDS =
  'inScope opened notOpened covered coverage confirmed bySilence declined missed open minutes demands leftOut { why firms }';

export const checkEnds = async (round: Round): Promise<Figures> => {
  const { callers, house, plan, id, tally } = round;
  const all = await visits(round);
  const having = (state: string) => all.filter((one) => one.state === state);
  const [made, declined, missed] = [having('confirmed'), having('declined'), having('missed')];
  expect(
    made.length + declined.length + missed.length === all.length,
    `Of ${all.length} visits ${made.length} are confirmed, ${declined.length} declined and ${missed.length} missed.`,
  );
  const silent = plan.planned.filter(({ course }) => course === 'silent').length;
  const unable = tally.of('moved visits for which nobody had time');
  const unmet = plan.planned.filter(({ course }) => course === 'missed').length + (OF_SAMPLE - ENDED) + unable;
  const inScope = plan.planned.length + OF_SAMPLE;
  const sum = (of: (facts: (typeof made)[number]['facts']) => number) => made.reduce((total, { facts }) => total + of(facts), 0);
  const wanted: Figures = {
    ...{ inScope, opened: inScope - ENDED, notOpened: 0, covered: made.length + declined.length },
    coverage: (made.length + declined.length) / inScope,
    ...{ confirmed: made.length, bySilence: silent, declined: declined.length, missed: unmet, open: 0 },
    ...{ minutes: sum(({ minutes }) => minutes), demands: sum(({ demands }) => demands.length) },
  };
  const { visitCoverage } = await callers.ask(LEADER, `{ visitCoverage(round: "${id}") { ${FIELDS} } }`);
  for (const [what, count] of Object.entries(wanted))
    expect(
      Math.abs(visitCoverage[what] - count) <= ROUNDED,
      `By hand ${what} is ${count}, and the report has ${visitCoverage[what]}.`,
    );
  expect(
    JSON.stringify(visitCoverage.leftOut) === JSON.stringify([{ why: 'ended', firms: ENDED }]),
    `${ENDED} firms have ended, and left out are ${JSON.stringify(visitCoverage.leftOut)}.`,
  );
  const days = `from: "${plan.from}", before: "${plan.to}"`;
  const report = (await callers.ask(LEADER, `{ enterpriseVisitReport(${days}) { visits mostPerFirm aboveCap } }`))
    .enterpriseVisitReport;
  expect(
    report.visits === made.length && report.mostPerFirm === 1 && report.aboveCap === 0,
    `${made.length} visits were made, one to a firm, and the report has ${JSON.stringify(report)}.`,
  );
  const { rows } = await house.owner.query<{ many: number; most: number }>(
    `SELECT (SELECT count(*)::int FROM cases WHERE tenant = $1 AND process = 'enterpriseDemand') AS many,
       (SELECT max(n)::int FROM (SELECT count(*) AS n FROM cases WHERE tenant = $1 AND process = 'enterpriseVisit' AND facts->'checkedIn' <> 'null'
          GROUP BY facts#>>'{officer,id}', facts#>>'{arranged,dayStart}') d) AS most`,
    [house.tenant],
  );
  const [{ many, most } = { many: 0, most: 0 }] = rows;
  expect(many === wanted.demands, `${wanted.demands} demands were noted, and ${many} are on record.`);
  expect(most <= 4, `An officer made ${most} visits on a day, and four are the most.`);
  return { ...wanted, 'visits of an officer on a day at most': most };
};
