/** Shares that a vote has to reach, compared in whole numbers: > is >, ≥ is ≥. Pure. */

/** A share such as two thirds: `of` 2 `in` 3. `more` than it, or at least as much. */
export type Threshold = { readonly of: number; readonly in: number; readonly more?: boolean | undefined };

export const TWO_THIRDS: Threshold = { of: 2, in: 3 };
export const MORE_THAN_HALF: Threshold = { of: 1, in: 2, more: true };
export const THREE_QUARTERS: Threshold = { of: 3, in: 4 };

/** A share in per mille that a part reaches once it is rounded to the whole per mille, so that exactly two thirds reach 667. */
export const roundedPerMille = (share: number): Threshold => ({ of: 2 * share - 1, in: 2_000 });

/** Whether a part of something reaches a share of it. Of nothing, nothing reaches anything. */
export const reaches = (part: number, whole: number, { of, in: parts, more }: Threshold): boolean =>
  whole > 0 && (more ? part * parts > whole * of : part * parts >= whole * of);

/** The least whole number that reaches a share of a whole; at least 1. */
export const leastOf = (whole: number, { of, in: parts, more }: Threshold): number =>
  Math.max(1, more ? Math.floor((whole * of) / parts) + 1 : Math.ceil((whole * of) / parts));

/** Whether whatever reaches one share of a whole reaches the other, too. */
export const isAsStrict = (one: Threshold, as: Threshold): boolean => {
  const [mine, theirs] = [one.of * as.in, as.of * one.in];
  return mine > theirs || (mine === theirs && (one.more === true || as.more !== true));
};
