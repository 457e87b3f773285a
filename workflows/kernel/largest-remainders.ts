/** A whole amount in parts by weights, which sum to it exactly. Pure. */

/**
 * What rounding leaves goes to the largest remainders, among equal ones to the first. In big numbers, so that no weight is too large; without any
 * weight nobody gets anything.
 */
export const byLargestRemainders = (amount: number, weights: readonly (number | bigint)[]): readonly number[] => {
  const parts = weights.map(BigInt);
  const all = parts.reduce((sum, weight) => sum + weight, 0n);
  if (all === 0n) return parts.map(() => 0);
  const shares = parts.map((weight, n) => ({ n, whole: (BigInt(amount) * weight) / all, rest: (BigInt(amount) * weight) % all }));
  const left = amount - shares.reduce((sum, { whole }) => sum + Number(whole), 0);
  const lucky = new Set(
    shares
      .toSorted((one, other) => (one.rest === other.rest ? one.n - other.n : one.rest > other.rest ? -1 : 1))
      .slice(0, left)
      .map(({ n }) => n),
  );
  return shares.map(({ n, whole }) => Number(whole) + (lucky.has(n) ? 1 : 0));
};
