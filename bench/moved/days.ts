/** Days and times of the sample tenants: their zone has no summer time, so that a fixed offset is right. */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Of Asia/Shanghai. */
const OFFSET = 8 * HOUR;

/** A wall-clock time of a day (YYYY-MM-DD), in epoch milliseconds. */
export const at = (day: string, time: string): number =>
  Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}Z`) - OFFSET;

/** The day of a moment. */
export const dayOf = (moment: number): string => new Date(moment + OFFSET).toISOString().slice(0, 10);

export const plus = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

export const iso = (moment: number): string => new Date(moment).toISOString();
