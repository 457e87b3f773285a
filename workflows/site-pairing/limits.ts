/** Numbers a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`. */
export const limits = {
  /** Difficulties of one pairing that may be open at once. */
  mostOpenDifficulties: 10,
};

export type Limits = Readonly<Record<keyof typeof limits, number>>;
