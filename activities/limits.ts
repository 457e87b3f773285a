import { defaultsOf, type LimitRules } from '../workflows/kernel/limits.ts';

/** The limits of a process: the tenant's where set, else the defaults. */
export const limitsOf = (limits: LimitRules, set: Readonly<Record<string, unknown>>): Readonly<Record<string, number>> => ({
  ...defaultsOf(limits),
  ...Object.fromEntries(Object.entries(set).filter((entry): entry is [string, number] => typeof entry[1] === 'number')),
});

/**
 * What an act is judged by, and what its event keeps as authority: the limits of that moment, as far as they aren't the defaults that stand in
 * the case's rules, beside what the look-up found.
 */
export const referenceOf = (rules: LimitRules, limits: Readonly<Record<string, number>>, found: unknown): unknown => {
  const standard = defaultsOf(rules);
  const own = Object.entries(limits).filter(([name, value]) => standard[name] !== value);
  return own.length === 0 ? found : { limits: Object.fromEntries(own), ...(found as object | undefined) };
};
