/** Moments in sentences and notices. Rules know no zone: they mark a moment, and whoever shows the text writes it in the tenant's. Pure. */
import type { Budget } from './process.ts';

const MINUTE = 60_000;
const MARKED = /‹(\d{4,}-\d\d-\d\dT[\d:.]+Z)›/g;

/** A moment (epoch milliseconds) as a text carries it until it is shown. */
export const moment = (at: number): string => `‹${new Date(at).toISOString()}›`;

/** Whether a text carries moments that are still to be written out. */
export const hasMoments = (text: string): boolean => text.search(MARKED) >= 0;

/** A text with its moments written out; `write` is given each of them as ISO 8601. */
export const withMoments = (text: string, write: (at: string) => string): string =>
  text.replaceAll(MARKED, (_, at: string) => write(at));

/** The time of the clock from one moment to another, to the millisecond, so that a clock ends at the very moment that people read. */
export const timeTo = (until: number, from: number): Budget & { readonly clockMinutes: number } => ({
  clockMinutes: (until - from) / MINUTE,
});
