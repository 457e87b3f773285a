import type { Person } from '../../workflows/academy/people.ts';
import { type Duty, onDutyAt } from '../../workflows/desk-question/roster.ts';
import { dutyDays } from '../calendar/duty-days.ts';
import { clocksCalendar } from '../calendar/stored-calendar.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import type { TenantRead } from '../tenant-read.ts';

/** The moment itself where it is one of duty, or else when duty begins again (epoch milliseconds): who asks at night is asked for in the morning. */
export const nextDuty = (calendar: WorkingCalendar, now: number): number => {
  for (const { duty } of dutyDays(calendar, { from: now, to: Number.POSITIVE_INFINITY })) {
    const stretch = duty.find(({ to }) => to > now);
    if (stretch) return Math.max(now, stretch.from);
  }
  return now;
};

/** Who is on duty at the desk then, in order; those who hold the role no more are left out. Two questions to the database. */
export const readOnDuty = async (read: TenantRead, now: number): Promise<readonly Person[]> => {
  const at = nextDuty(await clocksCalendar(read), now);
  const [found] = await read<{
    date: string;
    weekday: number;
    time: string;
    roster: readonly Duty[];
    officers: readonly Person[];
  }>(
    `SELECT to_char(wall, 'YYYY-MM-DD') AS date, extract(isodow FROM wall)::int AS weekday, to_char(wall, 'HH24:MI') AS time,
       coalesce((SELECT jsonb_agg(value ORDER BY key) FROM table_on('deskRoster', wall::date)), '[]') AS roster,
       coalesce((SELECT jsonb_agg(DISTINCT jsonb_build_object('id', p.id, 'name', p.name)) FROM people p
         JOIN person_roles r ON r.tenant = p.tenant AND r.person_id = p.id AND r.role = 'deskOfficer'
         WHERE r.valid_from <= wall::date AND (r.ended_on IS NULL OR r.ended_on > wall::date)
           AND (p.ended_on IS NULL OR p.ended_on > wall::date)), '[]') AS officers
     FROM (SELECT to_timestamp(($1->>'at')::float8 / 1000) AT TIME ZONE zone AS wall FROM tenants
       WHERE id = current_setting('banjie.tenant', true)) t`,
    { at },
  );
  if (!found) return [];
  const officers = new Map(found.officers.map((officer) => [officer.id, officer]));
  return onDutyAt(found.roster, found).flatMap((id) => officers.get(id) ?? []);
};
