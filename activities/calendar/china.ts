import { createRequire } from 'node:module';
import { dutySpans, mondayToFriday, type WorkingCalendar } from './working-calendar.ts';

type Published = { readonly holidays: Readonly<Record<string, string>>; readonly workdays: Readonly<Record<string, string>> };

const { holidays, workdays }: Published = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json');
const published = Object.keys(holidays).map((date) => Number(date.slice(0, 4)));
const firstYear = Math.min(...published);
const lastYear = Math.max(...published);

/**
 * An office's ordinary duty in China, with the public holidays and make-up workdays 调休 of these years, or of all that are published.
 * A tenant with summer hours adds them as `dated` weeks. Throws a RangeError for a year that isn't published yet, or no longer.
 * Source: the State Council's yearly notices (国务院办公厅关于部分节假日安排的通知), as collected by the package chinese-days.
 */
export const chinaCalendar = (
  years: { readonly from: number; readonly to: number } = { from: firstYear, to: lastYear },
): WorkingCalendar => {
  if (!(years.from >= firstYear && years.from <= years.to && years.to <= lastYear)) {
    throw new RangeError(
      `Public holidays in China are known for ${firstYear} to ${lastYear}, not for ${years.from} to ${years.to}; for a later year, update the package chinese-days.`,
    );
  }
  const daysOf = <Kind extends string>(dates: Readonly<Record<string, string>>, kind: Kind) =>
    Object.keys(dates)
      .filter((date) => Number(date.slice(0, 4)) >= years.from && Number(date.slice(0, 4)) <= years.to)
      .map((date) => [date, kind] as const);
  return {
    zone: 'Asia/Shanghai',
    version: 1,
    week: mondayToFriday(dutySpans('08:30-12:00', '14:00-17:30')),
    dated: [],
    days: Object.fromEntries([...daysOf(holidays, 'holiday'), ...daysOf(workdays, 'workday')]),
    publicHolidays: { country: 'CN', arrangedTo: years.to },
  };
};
