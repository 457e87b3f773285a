/** The end of the year: its evaluation is confirmed and frozen, some appeal, some lines are corrected; the final result has what was upheld, and nothing else. */
import { createHash } from 'node:crypto';
import { at, DAY, HOUR } from '../moved/days.ts';
import { eventually } from '../moved/eventually.ts';
import { expect } from '../moved/expectation.ts';
import type { House } from '../moved/house.ts';
import type { Academy } from './academy.ts';
import type { Year } from './year.ts';

const [OPENS, CONFIRMS, CORRECTS] = ['sheng-lan', 'xiang-yu', 'ji-qing'] as const;

type Rate = {
  readonly key: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly people: number;
  readonly passed: number;
  readonly percent: string;
};
type Line = {
  readonly person: string;
  readonly name: string;
  readonly required: number;
  readonly credits: number;
  readonly passed: boolean;
  readonly creditsNow: number;
  readonly passedNow: boolean;
};
export type YearEnd = {
  readonly id: string;
  readonly sha256: string;
  readonly total: Rate;
  readonly byGroup: readonly Rate[];
  readonly byUnit: readonly Rate[];
  /** Those whose credits are others now than in the snapshot. */
  readonly changed: readonly Line[];
  readonly appeals: { readonly upheld: number; readonly dismissed: number };
  readonly corrections: number;
};

const RATE = '{ key title { en zh } people passed percent }';
const LINES = '{ person name required credits passed creditsNow passedNow }';

const read = async (academy: Academy, id: string) =>
  (
    await academy.ask(
      CONFIRMS,
      `query ($id: ID!) { yearlyEvaluation(caseId: $id) { sha256 total ${RATE} byGroup ${RATE} byUnit ${RATE}
        all: lines(first: 1000) ${LINES} changed: lines(first: 1000, changed: true) ${LINES} } }`,
      { id },
    )
  ).yearlyEvaluation as { sha256: string; total: Rate; byGroup: Rate[]; byUnit: Rate[]; all: Line[]; changed: Line[] };

/** SHA-256 of the snapshot as it is taken out of the house. */
const exportedHash = async (academy: Academy, id: string): Promise<string> => {
  const { yearlyEvaluationExport: file } = await academy.ask(
    CONFIRMS,
    'query ($id: ID!) { yearlyEvaluationExport(caseId: $id, format: JSON) { content } }',
    { id },
  );
  return createHash('sha256').update(file.content, 'utf8').digest('hex');
};

export const closeYear = async (year: Year, { clock }: House): Promise<YearEnd> => {
  const { academy, calendarYear } = year;
  const next = calendarYear + 1;
  await clock.moveTo(at(`${next}-01-05`, '09:00'));
  const { id } = await academy.start('yearlyEvaluation', OPENS, { year: calendarYear });
  await academy.act('yearlyEvaluation.confirm', CONFIRMS, id, { remark: '年度学分已核对。' });
  const frozen = await read(academy, id);
  expect(frozen.changed.length === 0, 'Nobody’s credits should differ from the snapshot in the moment of confirming.');
  expect((await exportedHash(academy, id)) === frozen.sha256, 'The exported snapshot hasn’t the hash that stands in the record.');

  await clock.moveTo(at(`${next}-01-07`, '10:00'));
  const chance = year.chance('year end');
  const missed = frozen.all.filter(({ passed, credits }) => !passed && credits > 0);
  const appealing = chance.some(missed, 5);
  const decided = await Promise.all(
    appealing.map(async ({ person, required, credits }, n) => {
      const appeal = await academy.start('creditAppeal', person, { evaluation: id, text: '有一次课程未计入，请复核签到记录。' });
      if (n % 2 === 1) {
        await academy.act('creditAppeal.dismiss', OPENS, appeal.id, { reason: '签到记录不支持。' });
        return [];
      }
      const amount = Math.min(required - credits + 1, 8);
      await academy.act('creditAppeal.uphold', OPENS, appeal.id, {
        awards: [{ kind: 'course', amount, day: `${calendarYear}-10-15` }],
        reason: '核实已到课，补记学分。',
      });
      return [{ person, credits: credits + amount, passed: credits + amount >= required }];
    }),
  );
  const upheld = decided.flat();
  const corrections = await correct(year, frozen.all);
  const after = await read(academy, id);
  expect(after.sha256 === frozen.sha256, 'The hash of the snapshot has changed with the corrections.');
  expect((await exportedHash(academy, id)) === frozen.sha256, 'The snapshot has changed with the corrections.');
  expect(
    after.changed.length === upheld.length + corrections,
    `${upheld.length + corrections} people should be shown with other credits beside the snapshot, and ${after.changed.length} are.`,
  );
  await clock.moveTo(clock.now() + 16 * DAY + HOUR);
  await eventually(async () => {
    const { case: closed } = await academy.ask(OPENS, 'query ($id: ID!) { case(id: $id) { state } }', { id });
    return closed.state === 'final' ? closed : undefined;
  }, 'The evaluation should be final after the time to appeal, and isn’t.');
  const final = await read(academy, id);
  checkFinal({ frozen, final, upheld });
  expect(
    (await exportedHash(academy, id)) === final.sha256,
    'The exported final result hasn’t the hash that stands in the record.',
  );
  await checkBadges(academy, calendarYear, upheld);
  return {
    id,
    sha256: final.sha256,
    total: final.total,
    byGroup: final.byGroup,
    byUnit: final.byUnit,
    changed: after.changed,
    appeals: { upheld: upheld.length, dismissed: appealing.length - upheld.length },
    corrections,
  };
};

type Result = Awaited<ReturnType<typeof read>>;
type Upheld = Pick<Line, 'person' | 'credits' | 'passed'>;

/** The final result is the confirmed one with what the upheld appeals gave; corrections change nothing in it. */
const checkFinal = ({ frozen, final, upheld }: { frozen: Result; final: Result; upheld: readonly Upheld[] }): void => {
  const by = new Map(upheld.map((line) => [line.person, line]));
  for (const was of frozen.all) {
    const wanted = by.get(was.person) ?? was;
    const line = final.all.find(({ person }) => person === was.person);
    expect(
      line?.credits === wanted.credits && line.passed === wanted.passed,
      `${was.person} should have ${wanted.credits} credits in the final result (passed: ${wanted.passed}), and has ${line?.credits} (${line?.passed}).`,
    );
  }
  const passed = frozen.total.passed + upheld.filter((line) => line.passed).length;
  expect(
    final.total.passed === passed,
    `By the appeals ${passed} people have passed, and the final pass rate counts ${final.total.passed}.`,
  );
};

/** Whoever has passed by an appeal is given the badge of the year, and who hasn't is not. */
const checkBadges = async (academy: Academy, year: number, upheld: readonly Upheld[]): Promise<void> => {
  for (const { person, passed } of upheld) {
    const { issueBadge: answer } = await academy.ask(
      person,
      'mutation ($year: Int!, $requestId: ID!) { issueBadge(year: $year, requestId: $requestId) { __typename } }',
      { year, requestId: `badge-${person}-${year}` },
    );
    const wanted = passed ? 'ChangeDone' : 'InvalidInput';
    expect(answer.__typename === wanted, `The badge of ${person} should come back as ${wanted}, and was ${answer.__typename}.`);
  }
};

/** Takes a line of each of two people back that was entered by mistake. */
const correct = async ({ academy, calendarYear, cast }: Year, all: readonly Line[]): Promise<number> => {
  const rich = all.filter(({ person, passed }) => passed && cast.trainees.villages.some(({ id }) => id === person)).slice(0, 2);
  for (const { person } of rich) {
    const { account } = await academy.ask(
      CORRECTS,
      `query ($owner: ID!, $year: Int!) { account(owner: $owner, asset: credits) { lines(kind: "course", year: $year, first: 1) { edges { node { id } } } } }`,
      { owner: person, year: calendarYear },
    );
    await academy.start('creditCorrection', CORRECTS, {
      takeBack: account.lines.edges[0].node.id,
      reason: '误将他人签到计入，予以冲回。',
    });
  }
  return rich.length;
};
