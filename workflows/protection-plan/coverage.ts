/** How much of a plan has been inspected. Pure. */
import type { Count, Coverage, Covered, Round, Scope } from './facts.ts';
import type { ItemKind } from './vocabulary.ts';

const KINDS = { lines: 'line', wells: 'well', customers: 'customer' } as const satisfies Record<string, ItemKind>;

const counted = (planned: readonly string[], inspected: readonly string[]): Count => ({
  planned: planned.length,
  inspected: planned.filter((id) => inspected.includes(id)).length,
});

const of = (kind: ItemKind, rounds: readonly Pick<Round, 'inspected'>[]): readonly string[] =>
  rounds.flatMap(({ inspected }) => inspected.filter((item) => item.kind === kind).map(({ id }) => id));

const covered = (
  planned: Readonly<Record<keyof typeof KINDS, readonly string[]>>,
  rounds: readonly Pick<Round, 'inspected'>[],
): Covered => ({
  lines: counted(planned.lines, of(KINDS.lines, rounds)),
  wells: counted(planned.wells, of(KINDS.wells, rounds)),
  customers: counted(planned.customers, of(KINDS.customers, rounds)),
});

/** Inspected of planned, for the season and per round. A cancelled round plans nothing any more; what it had inspected stays inspected. */
export const coverageOf = (scope: Scope, rounds: readonly Round[]): Coverage => {
  const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);
  const perRound = rounds.map((round) => ({ number: round.number, state: round.state, ...covered(round, [round]) }));
  const counts = perRound
    .filter(({ state }) => state !== 'cancelled')
    .flatMap(({ lines, wells, customers }) => [lines, wells, customers]);
  return {
    ...covered({ lines: ids(scope.lines), wells: ids(scope.wells), customers: ids(scope.customers) }, rounds),
    visits: {
      planned: counts.reduce((sum, { planned }) => sum + planned, 0),
      inspected: counts.reduce((sum, { inspected }) => sum + inspected, 0),
    },
    rounds: perRound,
  };
};
