/** The middle of some figures; of an even number the mean of the two in the middle. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? Number.NaN) + (sorted[Math.floor(half)] ?? Number.NaN)) / 2;
};

/** The figure that this share of all (0 to 1) doesn't pass. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? Number.NaN;

/** A table for people: the first column to the left, figures to the right. */
export const showTable = (heads: readonly string[], rows: readonly (readonly (string | number)[])[]): void => {
  const texts = [heads, ...rows.map((row) => row.map((cell) => (typeof cell === 'number' ? readable(cell) : cell)))];
  const widths = heads.map((_, column) => Math.max(...texts.map((row) => (row[column] ?? '').length)));
  for (const row of texts) {
    console.log(
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
    );
  }
};

const readable = (value: number): string => {
  if (Number.isNaN(value)) return '–';
  return Number.isInteger(value) || Math.abs(value) >= 100
    ? String(Math.round(value))
    : value.toFixed(Math.abs(value) < 10 ? 2 : 1);
};

/** A figure against what is expected of it. */
export const showRatio = (what: string, value: number, expected: string): void =>
  console.log(`  ${what}: ${value.toFixed(2)}   (expected: ${expected})`);
