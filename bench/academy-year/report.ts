/** What a year came to, in figures for people. */
import { median, showTable } from '../figures.ts';
import type { Command } from '../moved/caller.ts';
import type { YearEnd } from './year-end.ts';

/** Whether acts of the largest case take longer as it grows: its first and last enrolments, and check-ins. */
export const showGrowth = (commands: readonly Command[]): void => {
  const cases = Map.groupBy(
    commands.filter(({ name }) => name === 'trainingCourse.enrol'),
    ({ caseId }) => caseId,
  );
  const largest = [...cases].toSorted(([, one], [, other]) => other.length - one.length).slice(0, 2);
  console.log('\nThe two largest courses: p50 of a quarter of their enrolments, milliseconds, as they grow');
  showTable(
    ['', 'enrolments', 'first', 'second', 'third', 'last'],
    largest.map(([id, of]) => {
      const quarter = (n: number) => of.slice(Math.floor((of.length * n) / 4), Math.floor((of.length * (n + 1)) / 4));
      return [id, of.length, ...[0, 1, 2, 3].map((n) => median(quarter(n).map(({ took }) => took)))];
    }),
  );
};

type DeskRow = {
  key: string | null;
  count: number;
  waiting: number;
  breaches: number;
  averageSeconds: number;
  medianSeconds: number;
  p95Seconds: number;
};

export const showDesk = (rows: readonly DeskRow[]): void => {
  console.log('\nThe desk, as the API reports it (seconds of duty)');
  showTable(
    ['', 'answers', 'average', 'median', 'p95', 'breaches'],
    rows.map((row) => [row.key ?? 'all', row.count, row.averageSeconds, row.medianSeconds, row.p95Seconds, row.breaches]),
  );
};

type Share = { reached: number; units: number; percent: string };

export const showCoverage = ({ townships, villageSites }: { townships: Share; villageSites: Share }): void => {
  console.log('\nReached by courses');
  console.log(`  townships ${townships.reached} of ${townships.units} (${townships.percent})`);
  console.log(`  village sites ${villageSites.reached} of ${villageSites.units} (${villageSites.percent})`);
};

/** Units with the most people; the others are summed up. */
const UNITS_SHOWN = 14;

export const showYearEnd = (
  calendarYear: number,
  { id, sha256, total, byGroup, byUnit, changed, appeals, corrections }: YearEnd,
): void => {
  console.log(`\nEvaluation of ${calendarYear}: ${id}, sha256 ${sha256}`);
  const row = ({ title, people, passed, percent }: YearEnd['total']) => [`${title.en} ${title.zh}`, people, passed, percent];
  showTable(['by target group', 'people', 'passed', 'rate'], [...byGroup, total].map(row));
  const units = byUnit.toSorted((one, other) => other.people - one.people);
  showTable(['by unit, the largest', 'people', 'passed', 'rate'], units.slice(0, UNITS_SHOWN).map(row));
  const rest = units.slice(UNITS_SHOWN);
  console.log(
    `  … and ${rest.length} units more, of which ${rest.filter(({ people, passed }) => people === passed).length} have passed as a whole`,
  );
  console.log(
    `${appeals.upheld} appeals upheld, ${appeals.dismissed} dismissed, ${corrections} lines taken back; the final result has what was upheld and nothing else. Beside the confirmed one stood:`,
  );
  showTable(
    ['', 'frozen', 'now', 'needs'],
    changed.map((line) => [
      line.person,
      `${line.credits} ${line.passed ? 'passed' : 'not passed'}`,
      `${line.creditsNow} ${line.passedNow ? 'passed' : 'not passed'}`,
      line.required,
    ]),
  );
};
