import { createRequire } from 'node:module';
import { dutySpans, mondayToFriday, type WorkingCalendar } from './working-calendar.ts';

type Published = { readonly holidays: Readonly<Record<string, string>>; readonly workdays: Readonly<Record<string, string>> };

/**
 * An office's ordinary duty in China, with the public holidays and make-up workdays 调休 of all years that are published.
 * Source: the State Council's yearly notices, as collected by the package chinese-days.
 */
export const chinaCalendar = (): WorkingCalendar => {
  const { holidays, workdays }: Published = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json');
  return {
    zone: 'Asia/Shanghai',
    version: 1,
    week: mondayToFriday(dutySpans('08:30-12:00', '14:00-17:30')),
    dated: [],
    days: {
      ...Object.fromEntries(Object.keys(holidays).map((date) => [date, 'holiday'] as const)),
      ...Object.fromEntries(Object.keys(workdays).map((date) => [date, 'workday'] as const)),
    },
  };
};
