/** Figures of meetings: how often cases need one, how soon units agree, who comes, and whether what was resolved is done in time. */
import type { TenantRead } from '../tenant-read.ts';

export const reportKeys = { ALL: 'NULL', LEAD: 'lead', SUBJECT: 'subject', PROCESS: 'process' } as const;
export type ReportKey = keyof typeof reportKeys;

type Span = { readonly from: Date; readonly before: Date };

export type MeetingFigures = {
  readonly key: string | null;
  readonly meetings: number;
  readonly cancelled: number;
  readonly again: number;
  readonly fromCases: number;
  readonly cases: number | null;
  readonly items: number;
  readonly settled: number;
  readonly onTime: number;
  readonly late: number;
  readonly openOverdue: number;
  readonly dropped: number;
  readonly medianDays: number | null;
};

/** An item is on time where it was reported done by its due day and passed; one that is open or not yet checked and over its day is late. */
export const readReport = (
  read: TenantRead,
  { from, before, by, now }: Span & { readonly by: ReportKey; readonly now: number },
): Promise<readonly MeetingFigures[]> =>
  read<MeetingFigures>(
    `WITH meetings AS (
       SELECT c.id, c.unit AS lead, c.facts#>>'{subject,id}' AS subject, c.facts->>'aboutProcess' AS process, c.state, c.opened_at,
         (c.facts#>>'{minutes,at}')::float8 AS agreed, c.facts->'items' AS items, c.facts->>'call' IS NOT NULL AS called,
         c.facts->>'about' IS NOT NULL AND EXISTS (SELECT FROM cases e WHERE e.process = 'coordinationMeeting' AND e.id <> c.id
           AND e.facts->>'about' = c.facts->>'about' AND e.state <> 'cancelled' AND e.opened_at < c.opened_at) AS again
       FROM cases c WHERE c.process = 'coordinationMeeting' AND c.opened_at >= ($1->>'from')::timestamptz AND c.opened_at < ($1->>'before')::timestamptz),
     counted AS (SELECT ${reportKeys[by]}::text AS key, * FROM meetings),
     items AS (
       SELECT m.key, i->>'state' AS state, (i->>'due')::float8 AS due, (i#>>'{done,at}')::float8 AS done
       FROM counted m, jsonb_array_elements(m.items) i),
     done AS (
       SELECT key, count(*)::int AS items, count(*) FILTER (WHERE state = 'closed')::int AS settled,
         count(*) FILTER (WHERE state = 'closed' AND done <= due)::int AS "onTime",
         count(*) FILTER (WHERE state = 'closed' AND done > due OR state IN ('open', 'done') AND coalesce(CASE WHEN state = 'done' THEN done END, ($1->>'now')::float8) > due)::int AS late,
         count(*) FILTER (WHERE state = 'open' AND ($1->>'now')::float8 > due)::int AS "openOverdue",
         count(*) FILTER (WHERE state = 'dropped')::int AS dropped
       FROM items GROUP BY key)
     SELECT c.key, count(*)::int AS meetings, count(*) FILTER (WHERE c.state = 'cancelled')::int AS cancelled,
       count(*) FILTER (WHERE c.again AND c.state <> 'cancelled')::int AS again, count(*) FILTER (WHERE c.called AND c.state <> 'cancelled')::int AS "fromCases",
       ${
         by === 'LEAD' || by === 'SUBJECT'
           ? 'NULL::int'
           : `(SELECT count(*)::int FROM cases p WHERE p.opened_at >= ($1->>'from')::timestamptz AND p.opened_at < ($1->>'before')::timestamptz
         AND ${by === 'PROCESS' ? 'p.process = c.key' : 'p.process IN (SELECT process FROM counted WHERE called)'})`
       } AS cases,
       coalesce(d.items, 0) AS items, coalesce(d.settled, 0) AS settled, coalesce(d."onTime", 0) AS "onTime", coalesce(d.late, 0) AS late,
       coalesce(d."openOverdue", 0) AS "openOverdue", coalesce(d.dropped, 0) AS dropped,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY (c.agreed - extract(epoch FROM c.opened_at)::float8 * 1000) / 86400000) FILTER (WHERE c.agreed IS NOT NULL) AS "medianDays"
     FROM counted c LEFT JOIN done d ON d.key IS NOT DISTINCT FROM c.key
     GROUP BY c.key, d.items, d.settled, d."onTime", d.late, d."openOverdue", d.dropped ORDER BY c.key NULLS FIRST`,
    { from, before, now },
  );

export type Attendance = {
  readonly unit: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly sittings: number;
  readonly onTime: number;
  readonly late: number;
  readonly excused: number;
  readonly absent: number;
};

/** Each unit by the sittings to which it was called and that began, or to which too few came. */
export const readAttendance = (read: TenantRead, span: Span): Promise<readonly Attendance[]> =>
  read<Attendance>(
    `WITH called AS (
       SELECT u->'unit' AS unit, s, (SELECT a FROM jsonb_array_elements(c.facts->'attendance') a
           WHERE a->'sitting' = s->'n' AND a#>>'{unit,id}' = u#>>'{unit,id}' LIMIT 1) AS came
       FROM cases c, jsonb_array_elements(c.facts->'sittings') s, jsonb_array_elements(jsonb_build_array(c.facts->'lead') || (c.facts->'units')) u
       WHERE c.process = 'coordinationMeeting' AND (s->>'begunAt' IS NOT NULL OR (s->>'failed')::boolean)
         AND (s->>'at')::float8 >= extract(epoch FROM ($1->>'from')::timestamptz) * 1000
         AND (s->>'at')::float8 < extract(epoch FROM ($1->>'before')::timestamptz) * 1000)
     SELECT unit->>'id' AS unit, (array_agg(unit->'title'))[1] AS title, count(*)::int AS sittings,
       count(*) FILTER (WHERE NOT (came->>'late')::boolean)::int AS "onTime", count(*) FILTER (WHERE (came->>'late')::boolean)::int AS late,
       count(*) FILTER (WHERE came IS NULL AND s->'excused' ? (unit->>'id'))::int AS excused,
       count(*) FILTER (WHERE came IS NULL AND NOT s->'excused' ? (unit->>'id'))::int AS absent
     FROM called GROUP BY unit->>'id' ORDER BY 1`,
    span,
  );
