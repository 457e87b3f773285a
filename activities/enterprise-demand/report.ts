/** Figures of demands: a group counts as one matter, whatever the number of its firms, and is open until the last of them has closed. */
import { limits } from '../../workflows/enterprise-demand/limits.ts';
import { defaultsOf } from '../../workflows/kernel/limits.ts';
import type { TenantRead } from '../tenant-read.ts';

export const reportKeys = {
  ALL: 'NULL',
  DEPARTMENT: 'unit',
  CATEGORY: 'category',
  URGENCY: 'urgency',
} as const;
export type ReportKey = keyof typeof reportKeys;

export type DemandFigures = {
  readonly key: string | null;
  readonly demands: number;
  readonly matters: number;
  readonly firms: number;
  readonly withdrawn: number;
  readonly converted: number;
  readonly onTime: number;
  readonly late: number;
  readonly openOverdue: number;
  readonly longTerm: number;
  readonly closed: number;
  readonly solved: number;
  readonly explained: number;
  readonly notPossible: number;
  readonly bySilence: number;
  readonly rated: number;
  readonly satisfied: number;
  readonly again: number;
  readonly medianDays: number | null;
};

/**
 * A matter is a demand with all that are answered with it: of the department and category of the one that is worked on. It is on time where
 * each answer was, and none is over its time now; its kind is that of the last answer of the one that is worked on.
 */
export const readReport = (
  read: TenantRead,
  { from, before, by, now }: { readonly from: Date; readonly before: Date; readonly by: ReportKey; readonly now: number },
): Promise<readonly DemandFigures[]> =>
  read<DemandFigures>(
    `WITH demands AS (
       SELECT c.id, coalesce(c.facts->>'matter', c.id) AS matter, c.unit, c.state, c.closed, c.opened_at, c.closed_at, c.facts->>'firm' AS firm,
         c.facts#>>'{category,code}' AS category, c.facts->>'urgency' AS urgency, c.facts#>>'{closing,how}' AS how,
         (c.facts#>>'{closing,satisfied}')::boolean AS satisfied, c.facts#>>'{answers,-1,kind}' AS kind,
         jsonb_array_length(c.facts->'answers') > 0 AS answered,
         c.facts->'answers' @> '[{"onTime": false}]' AS slow,
         NOT c.closed AND EXISTS (SELECT FROM clocks k WHERE k.case_id = c.id AND k.state = 'running'
           AND k.name IN ('route', 'accept', 'answer', 'answerJoint') AND k.due_at < ($1->>'now')::timestamptz) AS overdue,
         EXISTS (SELECT FROM cases e WHERE e.process = 'enterpriseDemand' AND e.id <> c.id AND e.facts->>'firm' = c.facts->>'firm'
           AND e.facts#>>'{category,code}' = c.facts#>>'{category,code}' AND e.state NOT IN ('withdrawn', 'converted') AND e.opened_at < c.opened_at
           AND coalesce(e.closed_at, c.opened_at) > c.opened_at - make_interval(days => coalesce((limits_today(c.tenant, 'enterpriseDemand')->>'againDays')::int, ($1->>'againDays')::int))) AS again
       FROM cases c WHERE c.process = 'enterpriseDemand' AND c.opened_at < ($1->>'before')::timestamptz),
     matters AS (
       SELECT matter, count(*)::int AS demands, array_agg(DISTINCT firm) AS firms, min(opened_at) AS began, max(closed_at) AS ended,
         bool_and(closed) AS closed, bool_or(overdue) AS overdue, bool_or(slow) AS slow, bool_or(answered) AS answered,
         bool_or(state = 'longTerm') AS "longTerm", bool_and(state = 'withdrawn') AS withdrawn, bool_or(state = 'converted') AS converted,
         bool_or(state IN ('closed', 'answered')) AS said,
         (array_agg(unit ORDER BY id <> matter, id))[1] AS unit, (array_agg(category ORDER BY id <> matter, id))[1] AS category,
         (array_agg(urgency ORDER BY urgency = 'normal', id))[1] AS urgency, (array_agg(kind ORDER BY id <> matter, id))[1] AS kind,
         count(*) FILTER (WHERE how = 'silence')::int AS silent, count(*) FILTER (WHERE satisfied IS NOT NULL)::int AS rated,
         count(*) FILTER (WHERE satisfied)::int AS satisfied, count(*) FILTER (WHERE again)::int AS again
       FROM demands GROUP BY matter HAVING min(opened_at) >= ($1->>'from')::timestamptz),
     counted AS (SELECT ${reportKeys[by]} AS key, * FROM matters)
     SELECT key, coalesce(sum(demands), 0)::int AS demands, count(*)::int AS matters,
       (SELECT count(DISTINCT f)::int FROM counted o, unnest(o.firms) f WHERE o.key IS NOT DISTINCT FROM c.key) AS firms,
       count(*) FILTER (WHERE withdrawn)::int AS withdrawn, count(*) FILTER (WHERE converted)::int AS converted,
       count(*) FILTER (WHERE answered AND NOT withdrawn AND NOT slow AND NOT overdue)::int AS "onTime",
       count(*) FILTER (WHERE NOT withdrawn AND (slow OR overdue))::int AS late,
       count(*) FILTER (WHERE overdue)::int AS "openOverdue", count(*) FILTER (WHERE "longTerm")::int AS "longTerm",
       count(*) FILTER (WHERE done)::int AS closed, count(*) FILTER (WHERE done AND kind = 'solved')::int AS solved,
       count(*) FILTER (WHERE done AND kind = 'explained')::int AS explained,
       count(*) FILTER (WHERE done AND kind = 'notPossible')::int AS "notPossible", coalesce(sum(silent), 0)::int AS "bySilence",
       coalesce(sum(rated), 0)::int AS rated, coalesce(sum(satisfied), 0)::int AS satisfied, coalesce(sum(again), 0)::int AS again,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ended - began)::float8 / 86400) FILTER (WHERE done) AS "medianDays"
     FROM (SELECT *, closed AND NOT withdrawn AND NOT converted AS done FROM counted) c
     GROUP BY key ORDER BY key NULLS FIRST`,
    { from, before, now: new Date(now).toISOString(), againDays: defaultsOf(limits).againDays },
  );
