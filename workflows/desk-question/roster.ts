/** The duty roster 值班表 of the desk: who is asked first, and who after them. Pure. */

/** A row of the table `deskRoster`: a stretch of duty on days of the week (1 is Monday) or on one date. */
export type Duty = {
  readonly weekdays?: readonly number[] | undefined;
  /** YYYY-MM-DD. */
  readonly date?: string | undefined;
  /** HH:MM on the tenant's wall clock; `to` is no part of it. */
  readonly from: string;
  readonly to: string;
  /** In the order in which they are asked. */
  readonly people: readonly string[];
};

/** A moment on the tenant's wall clock. */
export type WallTime = { readonly date: string; readonly weekday: number; readonly time: string };

/** Who is on duty, in order and each once. What is said for a date goes before what is said for its weekday. */
export const onDutyAt = (roster: readonly Duty[], { date, weekday, time }: WallTime): readonly string[] => {
  const dated = roster.filter((duty) => duty.date === date);
  const day = dated.length > 0 ? dated : roster.filter((duty) => duty.date === undefined && duty.weekdays?.includes(weekday));
  // HH:MM compares as text, 24:00 included.
  return [...new Set(day.filter(({ from, to }) => from <= time && time < to).flatMap(({ people }) => people))];
};
