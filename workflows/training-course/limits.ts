/** Numbers a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`. */
export const limits = {
  /** Minutes before a session from which its code is taken. */
  earlyMinutes: 30,
  /** Minutes for which a code is shown; it is taken as long again after that. */
  codeMinutes: 5,
};

export type Limits = Readonly<Record<keyof typeof limits, number>>;
