/** Numbers a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`. */
export const limits = {
  /** Days after an answer within which the asker may follow up. */
  followUpDays: 7,
  /** Follow-ups to one question. */
  mostFollowUps: 3,
  /** How like an earlier question one must be to be suggested, in per cent (Dice coefficient of the words). */
  suggestFrom: 25,
};

export type Limits = Readonly<Record<keyof typeof limits, number>>;
