/** How figures of reports are rounded. */

/** A part of a whole to four digits; null where there is nothing of which it would be a part. */
export const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;

/** A figure to two digits. */
export const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value * 100) / 100);
