/** Figures of guidance in the field: how soon somebody came, how far it was done, what it did, how much fruit is premium. */
import type { TenantRead } from '../tenant-read.ts';

export const reportKeys = {
  ALL: 'NULL',
  CROP: `c.facts#>>'{crop,id}'`,
  SYMPTOM: `c.facts#>>'{symptom,id}'`,
  EXPERT: `c.facts#>>'{expert,id}'`,
  VILLAGE: `c.facts#>>'{village,id}'`,
  SEASON: `to_char(c.opened_at AT TIME ZONE t.zone, 'YYYY')`,
} as const;
export type ReportKey = keyof typeof reportKeys;

/** Figures over the guidances of one key, without those taken back. */
export type GuidanceFigures = {
  readonly key: string | null;
  readonly asked: number;
  readonly answeredRemotely: number;
  readonly handedOver: number;
  readonly visited: number;
  readonly openOverdue: number;
  readonly meanHoursToVisit: number | null;
  readonly advised: number;
  readonly doneAll: number;
  readonly donePart: number;
  readonly doneNone: number;
  readonly unanswered: number;
  readonly meanEffect: number | null;
  readonly units: number;
  readonly premium: number;
};

export const readReport = (
  read: TenantRead,
  { from, before, by, now }: { readonly from: Date; readonly before: Date; readonly by: ReportKey; readonly now: number },
): Promise<readonly GuidanceFigures[]> =>
  read<GuidanceFigures>(
    `SELECT key, count(*)::int AS asked, count(*) FILTER (WHERE state = 'answeredRemotely')::int AS "answeredRemotely",
       count(*) FILTER (WHERE department)::int AS "handedOver", count(hours)::int AS visited,
       count(*) FILTER (WHERE hours IS NULL AND overdue)::int AS "openOverdue", avg(hours)::float8 AS "meanHoursToVisit",
       count(*) FILTER (WHERE advised)::int AS advised, count(*) FILTER (WHERE done = 'all')::int AS "doneAll",
       count(*) FILTER (WHERE done = 'part')::int AS "donePart", count(*) FILTER (WHERE done = 'none')::int AS "doneNone",
       count(*) FILTER (WHERE advised AND done IS NULL AND due)::int AS unanswered, avg(effect)::float8 AS "meanEffect",
       coalesce(sum(units), 0)::int AS units, coalesce(sum(premium), 0)::int AS premium
     FROM (
       SELECT ${reportKeys[by]} AS key, c.state, c.facts->>'department' IS NOT NULL AS department,
         ((c.facts#>>'{visits,0,at}')::float8 - ms(c.opened_at)) / 3600000 AS hours,
         EXISTS (SELECT FROM clocks k WHERE k.case_id = c.id AND k.name IN ('visit', 'urgentVisit') AND k.state = 'running'
           AND k.due_at < ($1->>'now')::timestamptz) AS overdue,
         c.facts->>'advice' IS NOT NULL AS advised, c.facts->>'remindedOn' IS NOT NULL OR c.closed AS due,
         c.facts#>>'{followUps,-1,done}' AS done,
         coalesce((c.facts->>'effect')::int, (SELECT (f->>'effect')::int FROM jsonb_array_elements(c.facts->'followUps') WITH ORDINALITY q(f, n)
           WHERE f->>'effect' IS NOT NULL ORDER BY n DESC LIMIT 1)) AS effect,
         (SELECT sum((f#>>'{sample,units}')::int) FROM jsonb_array_elements(c.facts->'followUps') f) AS units,
         (SELECT sum((f#>>'{sample,premium}')::int) FROM jsonb_array_elements(c.facts->'followUps') f) AS premium
       FROM cases c JOIN tenants t ON t.id = c.tenant
       WHERE c.process = 'fieldGuidance' AND c.state <> 'withdrawn'
         AND c.opened_at >= ($1->>'from')::timestamptz AND c.opened_at < ($1->>'before')::timestamptz) g
     GROUP BY key ORDER BY key NULLS FIRST`,
    { from, before, now: new Date(now).toISOString() },
  );
