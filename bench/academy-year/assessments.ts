/** Assessments of a year: a theory test and a practice each; a failed part is taken once more, and a few fail twice. */

import type { Chance } from '../moved/chance.ts';
import { at, MINUTE, plus } from '../moved/days.ts';
import { expect } from '../moved/expectation.ts';
import { workdayFrom } from './duty-days.ts';
import type { Year } from './year.ts';

const PAPER = 'query ($id: ID!) { dualAssessmentPaper(caseId: $id) { questions { n options { en } right } } }';

export const beginAssessments = (year: Year): void => {
  const { cast, figures, lives } = year;
  const candidates = [...cast.trainees.agencies, ...cast.trainees.institutions, ...cast.trainees.villages];
  for (let index = 0; index < figures.assessments; index++) {
    lives.begin(() => assess(year, index, candidates[index]?.id as string));
  }
};

const assess = async (year: Year, index: number, person: string): Promise<void> => {
  const { academy, calendarYear, cast, lives, tally } = year;
  const chance = year.chance('assessment', index);
  // In three seasons, some on a day each.
  const day = workdayFrom(`${calendarYear}-${['04', '06', '09'][index % 3]}-${String(10 + (index % 5)).padStart(2, '0')}`);
  await lives.until(at(plus(day, -7), '09:00'));
  const byAcademy = chance.happens(0.3);
  const { id } = await academy.start('dualAssessment', byAcademy ? 'ji-qing' : person, {
    kind: 'claimsHandling',
    ...(byAcademy ? { person } : {}),
  });
  tally.add('assessments opened');
  const examiner = chance.pick(cast.examiners).id;
  const knows = chance.happens(0.8) ? 0.97 : 0.6;
  let theory = await sitPaper(year, id, person, at(day, '09:00'), chance, knows);
  let state = theory.state;
  const practice = async (from: string, most: number) => {
    await lives.until(at(from, '14:30'));
    const score = chance.happens(0.85) ? chance.whole(70, 98) : chance.whole(40, most);
    ({ state } = await academy.act('dualAssessment.scorePractice', examiner, id, { score, remarks: '操作规范，材料核对完整。' }));
    return score >= 70;
  };
  let practised = await practice(plus(day, 1), 69);
  const resit = workdayFrom(plus(day, 16));
  if (!theory.passed) {
    tally.add('resits');
    theory = await sitPaper(year, id, person, at(resit, '09:00'), chance, 0.9);
    state = theory.state;
  }
  if (state === 'open' && !practised) {
    tally.add('resits');
    practised = await practice(plus(resit, 1), 69);
  }
  const wanted = theory.passed && practised ? 'passed' : 'failed';
  expect(state === wanted, `${id} should be ${wanted} by its scores, but is ${state}.`);
  tally.add(`assessments ${wanted}`);
};

/** Draws a paper and answers so much of it correctly; an examiner reads the right answers. */
const sitPaper = async (year: Year, id: string, person: string, when: number, chance: Chance, knows: number) => {
  const { academy, cast, lives } = year;
  await lives.until(when);
  await academy.act('dualAssessment.startPaper', person, id);
  const { dualAssessmentPaper: paper } = await academy.ask(person, PAPER, { id });
  const { dualAssessmentPaper: key } = await academy.ask(cast.examiners[0]?.id as string, PAPER, { id });
  type Question = { n: number; options: readonly unknown[]; right: number | null };
  expect(
    (paper.questions as Question[]).every(({ right }) => right === null),
    `${id} shows the candidate which answers are right.`,
  );
  let right = 0;
  const answers = (key.questions as Question[]).map(({ n, options, right: good }) => {
    const option = chance.happens(knows) ? (good as number) : ((good as number) % options.length) + 1;
    right += Number(option === good);
    return { question: n, option };
  });
  await lives.until(when + 40 * MINUTE);
  const { state } = await academy.act('dualAssessment.sendAnswers', person, id, { answers });
  return { state, passed: right * 100 >= 80 * answers.length };
};
