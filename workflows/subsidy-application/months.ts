/** Months after a moment, by the calendar. Pure. */

/** The same time of day so many months later; where that month is too short, on its last day. */
export const monthsAfter = (at: number, months: number): number => {
  const from = new Date(at);
  const to = new Date(at);
  to.setUTCMonth(from.getUTCMonth() + months, 1);
  const longest = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
  to.setUTCDate(Math.min(from.getUTCDate(), longest));
  return to.getTime();
};
