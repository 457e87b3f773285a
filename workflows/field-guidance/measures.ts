/** The days of advised measures: by when they are asked about, and from when may be harvested. Days are YYYY-MM-DD. Pure. */
import { daysAfter } from '../kernel/days.ts';
import type { Facts, Measure } from './facts.ts';

export const laterOf = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && other > one) ? other : one;

/** The first day on which may be harvested, where each product is used on the day of its measure, or on `used` where that is later. */
export const safeFrom = (measures: readonly Measure[], used: string | null = null): string | null =>
  measures
    .flatMap(({ day, input }) => (input && input.safetyDays > 0 ? [daysAfter(laterOf(day, used) ?? day, input.safetyDays)] : []))
    .toSorted()
    .at(-1) ?? null;

/** The day up to which measures were asked about or answered. */
export const askedUpTo = ({ followUps, remindedOn }: Pick<Facts, 'followUps' | 'remindedOn'>): string | null =>
  followUps.map(({ day }) => day).reduce<string | null>(laterOf, remindedOn);

/** The day of the next measures behind this one. */
export const nextDay = (measures: readonly Measure[], after: string | null): string | null =>
  measures
    .map(({ day }) => day)
    .filter((day) => after === null || day > after)
    .toSorted()[0] ?? null;

/** When that day ends; null where no measure is left. */
export const nextFollowUp = (
  measures: readonly Measure[],
  after: string | null,
  ends: Readonly<Record<string, number>>,
): number | null => {
  const day = nextDay(measures, after);
  return day === null ? null : (ends[day] ?? null);
};
