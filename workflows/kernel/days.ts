/** Days of the calendar (YYYY-MM-DD), reckoned without zones or clocks. */

const parts = (day: string): [number, number, number] => day.split('-').map(Number) as [number, number, number];
const written = (at: number): string => new Date(at).toISOString().slice(0, 10);

export const daysAfter = (day: string, days: number): string => {
  const [year, month, date] = parts(day);
  return written(Date.UTC(year, month - 1, date + days));
};

/** The last day of so many months that begin with this day: 12 months from 2026-03-01 end on 2027-02-28. */
export const lastOfMonths = (day: string, months: number): string => {
  const [year, month, date] = parts(day);
  const longest = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  // Where the month is too short for that date, it ends with the month.
  return date > longest
    ? written(Date.UTC(year, month - 1 + months, longest))
    : written(Date.UTC(year, month - 1 + months, date - 1));
};
