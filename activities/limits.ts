/** A process's numbers, with those that the tenant has set in place of its own. */
export const limitsOf = (
  defaults: Readonly<Record<string, number>>,
  set: Readonly<Record<string, unknown>>,
): Readonly<Record<string, number>> => ({
  ...defaults,
  ...Object.fromEntries(Object.entries(set).filter((entry): entry is [string, number] => typeof entry[1] === 'number')),
});
