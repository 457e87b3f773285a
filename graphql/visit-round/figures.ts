/** Figures of firms by industry, so that nobody learns those of one firm, nor by taking one figure from another. Pure. */

export type FirmFigures = {
  readonly industry: string;
  readonly staff: number | null;
  readonly ordersPerMille: number | null;
  readonly exportPerMille: number | null;
};

export type FiguresRow = {
  /** Nothing for industries that are put together, because each has too few firms. */
  readonly industry: string | null;
  readonly firms: number;
  readonly staff: number | null;
  readonly ordersPerMille: number | null;
  readonly exportPerMille: number | null;
};

const mean = (values: readonly number[]): number => Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);

/** Of one kind of figure, where enough firms gave it. */
const of = (rows: readonly FirmFigures[], key: 'staff' | 'ordersPerMille' | 'exportPerMille', least: number): number | null => {
  const given = rows.flatMap((row) => row[key] ?? []);
  if (given.length < least) return null;
  return key === 'staff' ? given.reduce((sum, value) => sum + value, 0) : mean(given);
};

/** While visits of a round are still to be confirmed, what one of them adds would be seen by taking what was shown before from what is. */
export const areSettled = ({ state, open }: { readonly state: string; readonly open: number }): boolean =>
  (state === 'finished' || state === 'cancelled') && open === 0;

/** A row for each industry of so many firms at least. The others are one row; where that has too few, it takes in the smallest. */
export const pooled = (all: readonly FirmFigures[], least: number): readonly FiguresRow[] => {
  const groups = [...Map.groupBy(all, ({ industry }) => industry)].toSorted(
    ([name, one], [other, more]) => one.length - more.length || (name < other ? -1 : 1),
  );
  const few: FirmFigures[] = [];
  const shown: [string, readonly FirmFigures[]][] = [];
  for (const [industry, rows] of groups) {
    if (rows.length < least || (few.length > 0 && few.length < least)) few.push(...rows);
    else shown.push([industry, rows]);
  }
  const row = (industry: string | null, rows: readonly FirmFigures[]): FiguresRow => ({
    industry,
    firms: rows.length,
    staff: of(rows, 'staff', least),
    ordersPerMille: of(rows, 'ordersPerMille', least),
    exportPerMille: of(rows, 'exportPerMille', least),
  });
  return [
    ...shown.map(([industry, rows]) => row(industry, rows)).toReversed(),
    // Also where all of them together are too few: then nothing is said of them.
    ...(few.length >= least ? [row(null, few)] : []),
  ];
};
