import type { TenantRead } from '../tenant-read.ts';
import { aroundTheClock } from './around-the-clock.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/** The calendar a tenant's clocks run by; without one it is on duty around the clock. */
export const clocksCalendar = async (read: TenantRead): Promise<WorkingCalendar> => {
  const [found] = await read<{ calendar: WorkingCalendar }>(
    `SELECT calendar || jsonb_build_object('version', version) AS calendar FROM calendars`,
  );
  return found?.calendar ?? aroundTheClock;
};
