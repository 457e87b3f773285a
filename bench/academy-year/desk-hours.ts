/** What the desk does when: after a night, and at the end of a day. */
import { at, MINUTE, plus } from '../moved/days.ts';
import { workdayFrom } from './duty-days.ts';

/** When duty begins again after a moment outside of it. */
export const dutyAfter = (when: number, day: string): number => {
  const noon = at(day, '14:00');
  if (when > at(day, '12:00') && when < noon) return noon;
  return at(workdayFrom(plus(day, 1)), '08:30');
};

/** When somebody looks over what was answered on a day: at five, or on the next morning for what came late. */
export const reviewAfter = (answered: number, day: string): number =>
  answered < at(day, '16:55') ? at(day, '17:00') : at(workdayFrom(plus(day, 1)), '09:00') + 5 * MINUTE;
