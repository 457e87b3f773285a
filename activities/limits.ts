import { defaultsOf, type LimitRule } from '../workflows/kernel/limits.ts';

/** The limits of a process: the tenant's where set, else the defaults. */
export const limitsOf = (
  limits: Readonly<Record<string, LimitRule | number>>,
  set: Readonly<Record<string, unknown>>,
): Readonly<Record<string, number>> => ({
  ...defaultsOf(limits),
  ...Object.fromEntries(Object.entries(set).filter((entry): entry is [string, number] => typeof entry[1] === 'number')),
});
