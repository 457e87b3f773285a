/** Whether a day is one on which firms are left in peace, also where the calendar shifts it. Pure. */
import type { Title } from '../../workflows/kernel/process.ts';
import { hoursOn, type Weekday, type WorkingCalendar } from '../calendar/working-calendar.ts';
import type { QuietRow } from './tables.ts';

const DAY = 86_400_000;
/** No holiday is longer. */
const MOST_SHIFTED = 31;

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

const hasDuty = (calendar: WorkingCalendar, at: number): boolean =>
  hoursOn(calendar, dateOf(at), (((new Date(at).getUTCDay() + 6) % 7) + 1) as Weekday).length > 0;

/** The day itself, or the next one with duty. */
const shifted = (calendar: WorkingCalendar, at: number): number => {
  let day = at;
  while (!hasDuty(calendar, day) && day - at < MOST_SHIFTED * DAY) day += DAY;
  return day;
};

/** The stretches of a row that may reach a day: of its own month and of the one before, or the dates it names. */
const stretches = ({ fromDay, toDay, firstDay, lastDay }: QuietRow, day: string): readonly (readonly [number, number])[] => {
  if (firstDay !== undefined && lastDay !== undefined) return [[Date.parse(firstDay), Date.parse(lastDay)]];
  if (fromDay === undefined || toDay === undefined) return [];
  const [year = 0, month = 0] = day.split('-').map(Number);
  return [month - 2, month - 1].flatMap((of): (readonly [number, number])[] => {
    const days = new Date(Date.UTC(year, of + 1, 0)).getUTCDate();
    return fromDay > days ? [] : [[Date.UTC(year, of, fromDay), Date.UTC(year, of, Math.min(toDay, days))]];
  });
};

/** As many days as before, from the next one with duty on. */
const moved = (calendar: WorkingCalendar, [first, last]: readonly [number, number]): readonly [number, number] => {
  const from = shifted(calendar, first);
  return [from, last + (from - first)];
};

/** Which quiet days a day (YYYY-MM-DD) lies in, if any. */
export const quietOn = (rows: Iterable<QuietRow>, calendar: WorkingCalendar, day: string): Title | null => {
  const at = Date.parse(day);
  for (const row of rows) {
    const all = stretches(row, day).map((stretch) => (row.shifts ? moved(calendar, stretch) : stretch));
    if (all.some(([first, last]) => first <= at && at <= last)) return row.title;
  }
  return null;
};
