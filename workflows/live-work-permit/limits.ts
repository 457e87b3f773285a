/** Numbers a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`. */
export const limits = {
  /** Most minutes for which a permit may be issued. */
  permitMinutes: 24 * 60,
  /** Most minutes that its one extension may give. */
  extensionMinutes: 4 * 60,
  /** How old the checks of weather and insulation may be, in minutes, when work is permitted. */
  checkMinutes: 180,
};

export type Limits = Readonly<Record<keyof typeof limits, number>>;
