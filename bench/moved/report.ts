/** What a run came to, in figures for people. */
import { median, quantile, showTable } from '../figures.ts';
import type { Command } from './caller.ts';
import type { HistoryFigures } from './record.ts';

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

export const showHistories = (histories: readonly HistoryFigures[]): void => {
  console.log('\nHistory events of a run in Temporal');
  showTable(
    ['', 'cases', 'runs', 'mean', 'most'],
    histories.map(({ process, cases, runs, mean, most }) => [process, grouped(cases), grouped(runs), mean, most]),
  );
};
