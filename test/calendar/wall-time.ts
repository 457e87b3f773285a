import type { Budget, ClockEntry } from '../../activities/calendar/clock.ts';
import type { WorkingCalendar } from '../../activities/calendar/working-calendar.ts';

/** A moment by the clock in Shanghai, such as 2026-03-02 08:30. */
export const shanghai = (text: string): number => Date.parse(`${text.replace(' ', 'T')}+08:00`);

/** What happens to a clock, by the clock in Shanghai. */
export const entry = (kind: 'start' | 'pause' | 'resume' | 'stop', text: string): ClockEntry => ({ at: shanghai(text), kind });

export const extension = (text: string, budget: Budget): ClockEntry => ({ at: shanghai(text), kind: 'extend', budget });

/** A moment as people at the calendar's place read it; with seconds and milliseconds only where they aren't nought. */
export const wallTime = ({ zone }: WorkingCalendar, at: number | undefined): string | undefined => {
  if (at === undefined) return;
  const minutes = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(at);
  return at % 60_000 === 0 ? minutes : `${minutes}:${new Date(at).toISOString().slice(17, 23)}`;
};
