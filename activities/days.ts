/** Days of a tenant as moments, and how many lie between two moments. */
import { dutyDays, localDay } from './calendar/duty-days.ts';
import type { WorkingCalendar } from './calendar/working-calendar.ts';
import type { TenantRead } from './tenant-read.ts';

/** The day it is for the tenant, or was or will be at a moment in epoch milliseconds (YYYY-MM-DD). */
export const readToday = async (read: TenantRead, at?: number): Promise<string> => {
  const [found] = await read<{ day: string }>(
    `SELECT (CASE WHEN $1 ? 'at' THEN to_timestamp(($1->>'at')::float8 / 1000) ELSE now() END AT TIME ZONE zone)::date::text AS day
     FROM tenants WHERE id = current_setting('banjie.tenant', true)`,
    at === undefined ? {} : { at },
  );
  if (!found) throw new Error('A tenant that asks is there.');
  return found.day;
};

/** When days (YYYY-MM-DD) begin and end in the tenant's zone, in epoch milliseconds. */
export const readMoments = async (
  read: TenantRead,
  days: readonly string[],
): Promise<Readonly<Record<string, { readonly startsAt: number; readonly endsAt: number }>>> => {
  const rows = await read<{ day: string; startsAt: number; endsAt: number }>(
    `SELECT day, ms((day::date)::timestamp AT TIME ZONE zone) AS "startsAt", ms((day::date + 1)::timestamp AT TIME ZONE zone) AS "endsAt"
     FROM tenants, jsonb_array_elements_text($1->'days') AS day WHERE id = current_setting('banjie.tenant', true)`,
    { days: [...new Set(days)] },
  );
  return Object.fromEntries(rows.map(({ day, ...moments }) => [day, moments]));
};

/** Days by the calendar count the midnights between two moments (epoch milliseconds); working days those with duty after the first. */
export const daysBetween = (
  calendar: WorkingCalendar,
  from: number,
  to: number,
): { readonly calendarDays: number; readonly workingDays: number } => {
  const first = localDay(calendar, from);
  let workingDays = 0;
  for (const { day } of dutyDays(calendar, { from, to: Math.max(from, to) })) if (day > first) workingDays++;
  return { calendarDays: Math.max(0, localDay(calendar, to) - first), workingDays };
};
