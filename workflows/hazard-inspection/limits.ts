/** Numbers a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`; those of grades stand in the table `hazardGrades`. */
export const limits = {
  /** Photos with one act. */
  maxPhotos: 6,
  /** Fewest photos with a finding. */
  findingPhotos: 1,
  /** Most days that one extension may give. */
  extensionDays: 10,
  /** How often a hazard may be extended. */
  extensions: 2,
  /** Metres from the hazard within which a recheck counts as on the spot, where its point is known. */
  recheckRadius: 300,
};

export type Limits = Readonly<Record<keyof typeof limits, number>>;
