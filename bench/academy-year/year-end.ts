/** The end of the year: its evaluation is confirmed and frozen, some appeal, some lines are corrected, and the snapshot stays as it was. */
import { createHash } from 'node:crypto';
import { type Academy, expect } from './academy.ts';
import { at, DAY, HOUR } from './days.ts';
import type { House } from './house.ts';
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
      `query ($id: ID!) { evaluation(caseId: $id) { sha256 total ${RATE} byGroup ${RATE} byUnit ${RATE}
        all: lines(first: 1000) ${LINES} changed: lines(first: 1000, changed: true) ${LINES} } }`,
      { id },
    )
  ).evaluation as { sha256: string; total: Rate; byGroup: Rate[]; byUnit: Rate[]; all: Line[]; changed: Line[] };

/** SHA-256 of the snapshot as it is taken out of the house. */
const exportedHash = async (academy: Academy, id: string): Promise<string> => {
  const { evaluationExport: file } = await academy.ask(
    CONFIRMS,
    'query ($id: ID!) { evaluationExport(caseId: $id, format: JSON) { content } }',
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
  await Promise.all(
    appealing.map(async ({ person, required, credits }, n) => {
      const appeal = await academy.start('creditAppeal', person, { evaluation: id, text: '有一次课程未计入，请复核签到记录。' });
      if (n % 2 === 1) return academy.act('creditAppeal.dismiss', OPENS, appeal.id, { reason: '签到记录不支持。' });
      const amount = Math.min(required - credits + 1, 8);
      return academy.act('creditAppeal.uphold', OPENS, appeal.id, {
        award: { kind: 'course', amount, day: `${calendarYear}-10-15` },
        reason: '核实已到课，补记学分。',
      });
    }),
  );
  const corrections = await correct(year, frozen.all);
  const after = await read(academy, id);
  expect(after.sha256 === frozen.sha256, 'The hash of the snapshot has changed with the corrections.');
  expect((await exportedHash(academy, id)) === frozen.sha256, 'The snapshot has changed with the corrections.');
  expect(
    JSON.stringify([after.total, after.byGroup, after.byUnit]) === JSON.stringify([frozen.total, frozen.byGroup, frozen.byUnit]),
    'The pass rates of the snapshot have changed with the corrections.',
  );
  const upheld = Math.ceil(appealing.length / 2);
  expect(
    after.changed.length === upheld + corrections,
    `${upheld + corrections} people should be shown with other credits beside the snapshot, and ${after.changed.length} are.`,
  );
  await clock.moveTo(clock.now() + 16 * DAY + HOUR);
  const { case: final } = await academy.ask(OPENS, 'query ($id: ID!) { case(id: $id) { state } }', { id });
  expect(final.state === 'final', `The evaluation should be final after the time to appeal, but is ${final.state}.`);
  return {
    id,
    sha256: frozen.sha256,
    total: frozen.total,
    byGroup: frozen.byGroup,
    byUnit: frozen.byUnit,
    changed: after.changed,
    appeals: { upheld, dismissed: appealing.length - upheld },
    corrections,
  };
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
