/**
 * `npm run academy-year [-- --scale 0.05] [--seed N] [--at-once N]`: a year of the sample academy, acted through the GraphQL API by the
 * tokens of its people on a clock that is moved. Ends with a sentence and the code 1 after an unexpected result.
 */
import '../../test/servers/quiet-runtime.ts';
import { chances } from '../moved/chance.ts';
import { at, dayOf } from '../moved/days.ts';
import { expect } from '../moved/expectation.ts';
import type { House } from '../moved/house.ts';
import { openLives } from '../moved/lives.ts';
import { type Meter, openMeter } from '../moved/meter.ts';
import { playIn, readSize } from '../moved/play.ts';
import { checkRecord } from '../moved/record.ts';
import { showActs, showHappenings, showHistories } from '../moved/report.ts';
import { openTally, type Tally } from '../moved/tally.ts';
import { AUDITOR, callAcademy, TENANT } from './academy.ts';
import { beginAssessments } from './assessments.ts';
import { gatherCast } from './cast.ts';
import { beginCourses } from './courses.ts';
import { beginDesk } from './desk.ts';
import { type Figures, figuresAt } from './figures.ts';
import { checkLedger, checkLines } from './ledger.ts';
import { beginMentoring } from './mentoring.ts';
import { showCoverage, showDesk, showGrowth, showYearEnd } from './report.ts';
import { beginSites } from './sites.ts';
import type { Year } from './year.ts';
import { closeYear } from './year-end.ts';

/** Nothing happened less often than it was asked for. */
const checkFigures = ({ of }: Tally, figures: Figures): void => {
  const happened: Figures = {
    courses: of('courses finished'),
    enrolments: of('enrolments'),
    sitePairings: of('site pairings begun'),
    questions: of('questions asked'),
    mentorPairings: of('mentor pairings begun'),
    assessments: of('assessments opened'),
  };
  for (const [what, asked] of Object.entries(figures)) {
    const found = happened[what as keyof Figures];
    expect(found === asked, `${asked} ${what} were asked for, and there were ${found}.`);
  }
};

/** The first of December to come: pairings begin then, for the year after it. */
const firstDecember = (now: number): string => {
  const year = Number(dayOf(now).slice(0, 4));
  return dayOf(now) < `${year}-12-01` ? `${year}-12-01` : `${year + 1}-12-01`;
};

const checkDesk = async (year: Year): Promise<Parameters<typeof showDesk>[0]> => {
  const { academy, calendarYear, tally } = year;
  const span = `from: "${calendarYear}-01-01T00:00:00+08:00", before: "${calendarYear + 1}-01-01T00:00:00+08:00"`;
  const fields = '{ key count waiting breaches averageSeconds medianSeconds p95Seconds }';
  const { all, officers } = await academy.ask(
    AUDITOR,
    `{ all: deskQuestionResponse(${span}) ${fields} officers: deskQuestionResponse(${span}, by: OFFICER) ${fields} }`,
  );
  const [figures] = all;
  const answers = tally.of('answers given');
  expect(
    figures.count === answers && figures.waiting === 0,
    `The desk gave ${answers} answers, and the API reports ${figures.count} and ${figures.waiting} waiting.`,
  );
  const meant = tally.of('breaches meant');
  expect(figures.breaches === meant, `${meant} answers were meant to come too late, and the API reports ${figures.breaches}.`);
  return [...officers, ...all];
};

/** Lets the year pass; gives the milliseconds of real time that it took, and how often the ledger was looked at on the way. */
const live = async (year: Year, house: House, meter: Meter, first: string): Promise<{ wall: number; samples: number }> => {
  const { academy, calendarYear, lives } = year;
  const begun = performance.now();
  let month = first.slice(0, 7);
  let shown = 0;
  let samples = 0;
  const onMoved = async (now: number): Promise<void> => {
    const thisMonth = dayOf(now).slice(0, 7);
    if (thisMonth === month) return;
    const { lines } = await checkLedger(house);
    samples += 1;
    const took = academy.commands.slice(shown).map((command) => command.took);
    console.log(`${month}: ${meter.line(academy.commands.length, took)}; ledger of ${lines} lines sums up to zero`);
    shown = academy.commands.length;
    month = thisMonth;
  };
  await academy.start('creditExpiry', 'sheng-lan');
  beginMentoring(year);
  beginSites(year);
  beginDesk(year);
  beginCourses(year);
  beginAssessments(year);
  await lives.run(onMoved);
  await house.clock.moveTo(at(`${calendarYear + 1}-01-01`, '00:30'));
  await onMoved(house.clock.now());
  return { wall: performance.now() - begun, samples };
};

const readCoverage = async ({ academy, calendarYear }: Year): Promise<Parameters<typeof showCoverage>[0]> => {
  const share = '{ reached units percent }';
  const term = `from: "${calendarYear}-01-01", before: "${calendarYear + 1}-01-01"`;
  return (await academy.ask(AUDITOR, `{ trainingCourseCoverage(${term}) { townships ${share} villageSites ${share} } }`))
    .trainingCourseCoverage;
};

const play = async (house: House): Promise<void> => {
  const { scale, seed, atOnce } = readSize(20270101);
  const figures = figuresAt(scale);
  const academy = callAcademy(house, atOnce, `year-${seed}`);
  const { clock } = house;
  const meter = openMeter(house);
  const first = firstDecember(clock.now());
  const calendarYear = Number(first.slice(0, 4)) + 1;
  const asked = Object.entries(figures).map(([what, many]) => `${many} ${what}`);
  console.log(`Seed ${seed}; ${asked.join(', ')}; the year ${calendarYear}`);
  await clock.moveTo(at(first, '08:00'));
  const cast = await gatherCast(academy, figures);
  console.log(`${cast.added} people added to the sample’s own, in ${meter.seconds()} s`);

  const tally = openTally();
  const year: Year = { academy, lives: openLives(clock), cast, figures, calendarYear, chance: chances(seed), tally };
  const { wall, samples } = await live(year, house, meter, first);
  const used = meter.used();
  const acts = academy.commands.length;

  checkFigures(tally, figures);
  await checkLines(house, tally);
  const desk = await checkDesk(year);
  const coverage = await readCoverage(year);
  const end = await closeYear(year, house);
  const { lines, given } = await checkLedger(house);
  const record = await checkRecord(house, academy, AUDITOR);

  showHappenings(tally.all());
  showYearEnd(calendarYear, end);
  showDesk(desk);
  showCoverage(coverage);
  showActs(academy.commands);
  showGrowth(academy.commands);
  showHistories(record.histories);
  for (const line of [
    `\nLedger: ${lines} lines, ${given} credits given; zero in sum at ${samples} month’s ends and at last, each balance the sum of its lines`,
    ...record.lines,
    `The year: ${acts} acts in ${(wall / 1000).toFixed(0)} s, ${((acts * 1000) / wall).toFixed(1)} a second, ${atOnce} at a time; ${used}`,
    `All together ${meter.seconds()} s of real time and ${academy.questions()} questions beside the acts. Everything came out as it had to.`,
  ])
    console.log(line);
};

await playIn(TENANT, 'The year', play);
