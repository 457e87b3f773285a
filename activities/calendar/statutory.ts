/** Public holidays that stand in the law, for years whose arrangement with its bridges and make-up workdays isn't published yet. */
import chineseDays from 'chinese-days';
import { daysAfter } from '../../workflows/kernel/days.ts';

const { getSolarDateFromLunar, getSolarTermDate } = chineseDays;

/** The last year for which the package knows the lunar calendar. */
const LAST_LUNAR = 2100;

/**
 * Whether a day (YYYY-MM-DD) is a holiday in China whatever the year's arrangement comes to: New Year, four days of Spring Festival, Qingming,
 * two days of May, Dragon Boat, Mid-Autumn and three days of October (全国年节及纪念日放假办法, as it holds from 2025 on).
 */
export const isHolidayByLaw = (date: string): boolean => {
  const year = Number(date.slice(0, 4));
  let days = years.get(year);
  if (!days) {
    days = new Set([...FIXED.map((day) => `${year}-${day}`), ...(year <= LAST_LUNAR ? lunarHolidays(year) : [])]);
    years.set(year, days);
  }
  return days.has(date);
};

const years = new Map<number, ReadonlySet<string>>();
const FIXED = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'] as const;

const lunarHolidays = (year: number): readonly string[] => {
  const festival = lunar(year, '01-01');
  return [
    ...[-1, 0, 1, 2].map((days) => daysAfter(festival, days)),
    getSolarTermDate(year, 4, 'pure_brightness'),
    lunar(year, '05-05'),
    lunar(year, '08-15'),
  ];
};

const lunar = (year: number, day: string): string => getSolarDateFromLunar(`${year}-${day}`).date;
