/** Numbers a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`. */
export const limits = {
  /** Pairings that a mentor may have at once, from accepting to the end. */
  menteesPerMentor: 3,
  /** Pairings in which somebody may learn at once. */
  mentorsPerMentee: 1,
  /** 1 lets a leader be paired with somebody of their own unit or one below it. */
  supervisorMayMentor: 0,
  /** Days after a session within which it can be logged. */
  logWithinDays: 45,
  /** Sessions that may wait for confirmation at once. */
  mostUnconfirmed: 10,
  /** Days after the agreement before which there is no mid-term review. */
  midTermAfterDays: 90,
  /** Confirmed sessions without which a finished pairing gives no credits of its own. */
  leastSessions: 6,
};

export type Limits = Readonly<Record<keyof typeof limits, number>>;
