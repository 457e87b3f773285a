/** Days on which the academy works. */
import { xiaoshan } from '../../prisma/seed/xiaoshan.ts';
import { plus } from '../moved/days.ts';

/** Whether the academy's calendar has duty on a day. */
const isWorkday = (day: string): boolean => {
  const said = xiaoshan.calendar.days[day];
  if (said !== undefined) return said === 'workday';
  const weekday = new Date(Date.parse(day)).getUTCDay();
  return weekday !== 0 && weekday !== 6;
};

/** The day itself, or the next one with duty. */
export const workdayFrom = (day: string): string => (isWorkday(day) ? day : workdayFrom(plus(day, 1)));

/** Days with duty from one day to another, both included. */
export const workdays = (from: string, to: string): readonly string[] => {
  const days: string[] = [];
  for (let day = from; day <= to; day = plus(day, 1)) if (isWorkday(day)) days.push(day);
  return days;
};
