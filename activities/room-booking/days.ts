/** What is read for a stretch of time: the days of its weeks, and the hours of rooms with the days from which they hold. */
import type { Span } from '../../workflows/room-booking/vocabulary.ts';
import type { TenantRead } from '../tenant-read.ts';
import type { DatedHours, LocalDay } from './hours.ts';

/** The days of all weeks in which some of a time lies, from a Monday to a Sunday of the tenant. */
export const readDays = (read: TenantRead, { from, until }: Span): Promise<readonly LocalDay[]> =>
  read<LocalDay>(
    `SELECT d::date::text AS day, extract(isodow FROM d)::int AS weekday, ms(d AT TIME ZONE zone) AS "startsAt", ms((d + interval '1 day') AT TIME ZONE zone) AS "endsAt"
     FROM tenants, generate_series(date_trunc('week', to_timestamp(($1->>'from')::float8 / 1000) AT TIME ZONE zone),
       date_trunc('week', to_timestamp(($1->>'until')::float8 / 1000 - 0.001) AT TIME ZONE zone) + interval '6 days', interval '1 day') d
     WHERE id = current_setting('banjie.tenant', true) ORDER BY d`,
    { from, until },
  );

/** All rows of hours, each with the day from which it holds. */
export const readHours = (read: TenantRead): Promise<readonly DatedHours[]> =>
  read<DatedHours>(
    `SELECT key, valid_from::text AS "validFrom", retired, value FROM table_rows
     WHERE tenant = current_setting('banjie.tenant', true) AND table_name = 'roomHours'`,
  );
