/** What the API of hazard inspection has beside its acts: found early, fixed early? */

import { readGrades } from '../../activities/hazard-inspection/grades.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import type { Context } from '../context.ts';
import { rounded, share } from '../schema/figures.ts';
import { spanOf } from '../schema/moment.ts';
import type { SchemaModule } from '../schema/schema.ts';

type Row = {
  readonly grade: string;
  readonly title: Title;
  readonly found: number;
  readonly fixed: number;
  readonly open: number;
  readonly openOverdue: number;
  readonly inTime: number;
  readonly late: number;
  readonly medianCalendarDays: number | null;
  readonly p90CalendarDays: number | null;
  readonly medianWorkingDays: number | null;
  readonly p90WorkingDays: number | null;
  readonly medianHours: number | null;
  readonly rework: number;
  readonly withdrawn: number;
  readonly withdrawnOverdue: number;
};

export const hazardReportModule: SchemaModule = (builder, { title }) => {
  const row = builder.objectRef<Row>('HazardReportRow').implement({
    description:
      'Of the hazards of one grade, as they are graded now, that were found in the span; withdrawn ones are counted apart.',
    fields: (t) => ({
      grade: t.exposeString('grade'),
      title: t.field({ type: title, resolve: (parent) => parent.title }),
      found: t.exposeInt('found', { description: 'How many were found, without those withdrawn.' }),
      fixed: t.exposeInt('fixed', { description: 'Those of them that are closed.' }),
      open: t.exposeInt('open', { description: 'found − fixed' }),
      openOverdue: t.exposeInt('openOverdue', { description: 'Open ones whose limit has run over.' }),
      withdrawn: t.exposeInt('withdrawn', { description: 'Withdrawn ones; no other figure but `withdrawnOverdue` counts them.' }),
      withdrawnOverdue: t.exposeInt('withdrawnOverdue', {
        description: 'Those of them whose limit had run over before they were withdrawn.',
      }),
      withinLimit: t.float({
        nullable: true,
        description:
          'Fixed within their limit ÷ (fixed + open ones whose limit has run over). Open overdue hazards count as late, so that leaving them open doesn’t help, and so do those that got more time or another grade when they were overdue; time of the recheck doesn’t count. Null when there are none.',
        resolve: ({ inTime, late, openOverdue }) => share(inTime, inTime + late + openOverdue),
      }),
      medianCalendarDays: t.float({
        nullable: true,
        description: 'Median of the midnights from finding to fixing, of the fixed ones; between two, their mean.',
        resolve: (parent) => rounded(parent.medianCalendarDays),
      }),
      p90CalendarDays: t.float({
        nullable: true,
        description: 'Nine in ten of the fixed ones took at most so many days (nearest rank).',
        resolve: (parent) => parent.p90CalendarDays,
      }),
      medianWorkingDays: t.float({ nullable: true, resolve: (parent) => rounded(parent.medianWorkingDays) }),
      p90WorkingDays: t.float({ nullable: true, resolve: (parent) => parent.p90WorkingDays }),
      medianHours: t.float({
        nullable: true,
        description: 'Median of the hours by the clock, which tells apart what is fixed within a day.',
        resolve: (parent) => rounded(parent.medianHours),
      }),
      reworkRate: t.float({
        nullable: true,
        description: 'Hazards with at least one failed recheck ÷ found.',
        resolve: ({ rework, found }) => share(rework, found),
      }),
    }),
  });
  builder.queryField('hazardInspectionReport', (t) =>
    t.field({
      type: [row],
      authScopes: { role: ['leader', 'protectionPlanner', 'auditor', 'admin'] },
      description: 'Days from finding to fixing, per grade. 隐患发现至整改天数',
      args: {
        from: t.arg({ type: 'DateTime', description: 'Found at this moment or later.' }),
        before: t.arg({ type: 'DateTime', description: 'Found before this moment.' }),
        plan: t.arg.id({ required: false, description: 'Only those found under this protection plan.' }),
      },
      resolve: (_, args, context) => rows(context, args),
    }),
  );
};

const rows = async (
  { read }: Context,
  { from, before, plan }: { from: string; before: string; plan?: string | null | undefined },
): Promise<Row[]> => {
  const found = await read<Row>(
    `SELECT grade, (array_agg(title ORDER BY opened_at DESC))[1] AS title, count(*) FILTER (WHERE counts)::int AS found,
       count(*) FILTER (WHERE counts AND closed)::int AS fixed, count(*) FILTER (WHERE NOT closed)::int AS open,
       count(*) FILTER (WHERE NOT closed AND over)::int AS "openOverdue",
       count(*) FILTER (WHERE counts AND closed AND NOT over)::int AS "inTime", count(*) FILTER (WHERE counts AND closed AND over)::int AS late,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY calendar_days) FILTER (WHERE counts) AS "medianCalendarDays",
       percentile_disc(0.9) WITHIN GROUP (ORDER BY calendar_days) FILTER (WHERE counts) AS "p90CalendarDays",
       percentile_cont(0.5) WITHIN GROUP (ORDER BY working_days) FILTER (WHERE counts) AS "medianWorkingDays",
       percentile_disc(0.9) WITHIN GROUP (ORDER BY working_days) FILTER (WHERE counts) AS "p90WorkingDays",
       percentile_cont(0.5) WITHIN GROUP (ORDER BY minutes) FILTER (WHERE counts) / 60 AS "medianHours",
       count(*) FILTER (WHERE counts AND rework > 0)::int AS rework,
       count(*) FILTER (WHERE NOT counts)::int AS withdrawn, count(*) FILTER (WHERE NOT counts AND over)::int AS "withdrawnOverdue"
     FROM (
       SELECT c.facts#>>'{grade,code}' AS grade, c.facts#>'{grade,title}' AS title, c.opened_at, c.closed, c.state <> 'withdrawn' AS counts,
         (c.facts#>>'{foundToFixed,calendarDays}')::int AS calendar_days, (c.facts#>>'{foundToFixed,workingDays}')::int AS working_days,
         (c.facts#>>'{foundToFixed,minutes}')::int AS minutes, (c.facts->>'rework')::int AS rework,
         coalesce(k.over, false) AS over
       FROM cases c
       LEFT JOIN LATERAL (
         SELECT bool_or(k.due_at < coalesce(k.stopped_at, now())
           OR EXISTS (SELECT FROM clock_steps s WHERE s.case_id = c.id AND s.name = k.name AND s.run = k.run AND s.percent >= 100)) AS over
         FROM clocks k WHERE k.case_id = c.id AND k.name = 'rectify') k ON true
       WHERE c.process = 'hazardInspection'
         AND c.opened_at >= ($1->>'from')::timestamptz AND c.opened_at < ($1->>'before')::timestamptz
         AND ($1->>'plan' IS NULL OR c.facts->>'plan' = $1->>'plan')) h
     GROUP BY grade`,
    { ...spanOf(from, before), plan: plan ?? null },
  );
  // Grades of which none was found are in the report too; the gravest come first.
  const grades = await readGrades(read);
  const minutes = (code: string) => {
    const limit = grades.get(code)?.limit;
    return limit === undefined
      ? Number.POSITIVE_INFINITY
      : 'clockMinutes' in limit
        ? limit.clockMinutes
        : limit.workingDays * 1440;
  };
  const none = [...grades.values()].filter(({ code }) => !found.some(({ grade }) => grade === code));
  return [...found, ...none.map(({ code, title }) => empty(code, title))].toSorted(
    (one, other) => minutes(one.grade) - minutes(other.grade),
  );
};

const empty = (grade: string, title: Title): Row => ({
  grade,
  title,
  found: 0,
  fixed: 0,
  open: 0,
  openOverdue: 0,
  inTime: 0,
  late: 0,
  medianCalendarDays: null,
  p90CalendarDays: null,
  medianWorkingDays: null,
  p90WorkingDays: null,
  medianHours: null,
  rework: 0,
  withdrawn: 0,
  withdrawnOverdue: 0,
});
