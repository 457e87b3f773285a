/** Days of the academy: its zone has no summer time, so that a fixed offset is right. */
import { xiaoshan } from '../../prisma/seed/xiaoshan.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Of Asia/Shanghai. */
const OFFSET = 8 * HOUR;

/** A wall-clock time of a day (YYYY-MM-DD), in epoch milliseconds. */
export const at = (day: string, time: string): number =>
  Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}Z`) - OFFSET;

/** The day of a moment. */
export const dayOf = (moment: number): string => new Date(moment + OFFSET).toISOString().slice(0, 10);

export const plus = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

export const iso = (moment: number): string => new Date(moment).toISOString();

/** Whether the academy's calendar has duty on a day. */
export const isWorkday = (day: string): boolean => {
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
