/** What a year came to, in figures for people. */
import { median, quantile, showTable } from '../figures.ts';
import type { Command } from './academy.ts';
import type { HistoryFigures } from './record.ts';
import type { YearEnd } from './year-end.ts';

const grouped = (count: number): string => count.toLocaleString('en');

export const showHappenings = (happened: ReadonlyMap<string, number>): void => {
  console.log('\nWhat happened');
  showTable(
    ['', 'times'],
    [...happened].sort(([one], [other]) => one.localeCompare(other)).map(([what, many]) => [what, grouped(many)]),
  );
};

/** How long acts took, by process. */
export const showActs = (commands: readonly Command[]): void => {
  console.log('\nActs over GraphQL, milliseconds');
  const by = Map.groupBy(commands, ({ name }) => name.split('.')[0] as string);
  const row = (name: string, of: readonly Command[]) => {
    const took = of.map((command) => command.took);
    return [name, grouped(of.length), median(took), quantile(took, 0.95), quantile(took, 0.99)] as const;
  };
  showTable(['', 'acts', 'p50', 'p95', 'p99'], [...[...by].sort().map(([name, of]) => row(name, of)), row('all', commands)]);
};

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

export const showHistories = (histories: readonly HistoryFigures[]): void => {
  console.log('\nHistory events of a run in Temporal');
  showTable(
    ['', 'cases', 'runs', 'mean', 'most'],
    histories.map(({ process, cases, runs, mean, most }) => [process, grouped(cases), grouped(runs), mean, most]),
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
