/**
 * Numbers a tenant may change with a date. Those of the customer's own work bind nobody: they say when the customer is reminded. What
 * holds on the day of filing is kept with the case. Budgets of clocks are limits too, under `clock.<name>`.
 */
export const limits = {
  /** Working days in which missing material is expected. */
  materialsDays: 10,
  /** Working days in which a signature is expected. */
  signingDays: 5,
  /** Working days in which the customer's design is expected. */
  designingDays: 60,
  /** Working days in which the customer's building is expected to be done. */
  buildingDays: 90,
  /** Photos and drawings with one act. */
  maxPhotos: 12,
};

export type Limits = Readonly<Record<keyof typeof limits, number>>;
