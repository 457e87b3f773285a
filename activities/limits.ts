import { defaultsOf, type LimitRules } from '../workflows/kernel/limits.ts';

/** The limits of a process: the tenant's where set, else the defaults. */
export const limitsOf = (limits: LimitRules, set: Readonly<Record<string, unknown>>): Readonly<Record<string, number>> => ({
  ...defaultsOf(limits),
  ...Object.fromEntries(Object.entries(set).filter((entry): entry is [string, number] => typeof entry[1] === 'number')),
});

/** What an act is judged by, and what its event keeps as authority: the limits of that moment, beside what the look-up found. */
export const referenceOf = (limits: Readonly<Record<string, number>>, found: unknown): unknown =>
  Object.keys(limits).length === 0 ? found : { limits, ...(found as object | undefined) };
