/** Numbers a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`. */
export const limits = {
  /** Photos with one act. */
  maxPhotos: 6,
  /** Metres within which an open report of the same category is suggested as a duplicate. */
  duplicateRadius: 50,
  /** Most working days that one extension may give. */
  extensionDays: 7,
  /** Most days that work may be suspended in one go. */
  suspensionDays: 180,
  /** Metres from the matter within which a check counts as on the spot. */
  verifyRadius: 200,
  /** Points for a valid report by a courier; 0 gives none. */
  validReportPoints: 10,
  /** How many of a matter's reporters earn them, counted from the first to file. */
  rewardedReporters: 1,
  /** The reopening that goes up to the leader. */
  escalatingReopening: 3,
};

export type Limits = Readonly<Record<keyof typeof limits, number>>;
