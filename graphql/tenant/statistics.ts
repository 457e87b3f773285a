import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { moment } from '../schema/moment.ts';

type Row = {
  readonly key: string | null;
  readonly opened: number;
  readonly closed: number;
  readonly open: number;
  readonly overdue: number;
  readonly inTime: number;
  readonly late: number;
  readonly hours: number | null;
  readonly rework: number;
  readonly reopened: number;
  readonly stars: number | null;
  readonly ratings: number;
};

const keys = { ALL: 'NULL', UNIT: 'c.unit', AREA: 'c.area', CATEGORY: `c.facts#>>'{category,code}'`, STATE: 'c.state' } as const;

/** Roles that read figures. */
const READERS = ['leader', 'shiftLeader', 'dispatcher', 'auditor', 'admin'];

/** Figures of a process, each with its formula. */
export const addStatistics = (builder: Builder): void => {
  const by = builder.enumType('StatisticsBy', { values: Object.keys(keys) as (keyof typeof keys)[] });
  const rate = (share: number, whole: number): number | null =>
    whole === 0 ? null : Math.round((share / whole) * 10_000) / 10_000;
  const row = builder.objectRef<Row>('StatisticsRow').implement({
    description: 'Of the cases opened in the span.',
    fields: (t) => ({
      key: t.string({
        nullable: true,
        description: 'The unit, area, category or state; null for all together, and for those that have none.',
        resolve: ({ key }) => key,
      }),
      opened: t.exposeInt('opened', { description: 'Number of cases opened in the span.' }),
      closed: t.exposeInt('closed', { description: 'Those of them that are closed.' }),
      open: t.exposeInt('open', { description: 'opened − closed' }),
      overdue: t.exposeInt('overdue', {
        description: 'Open cases whose clock (argument `clock`) runs and is over its due time now.',
      }),
      onTimeRate: t.float({
        nullable: true,
        description:
          'Last runs of the clock that stopped not later than due ÷ (all of those that stopped + those that run and are overdue now). Open overdue cases count as late, so that leaving them open doesn’t help. Null when there are none.',
        resolve: ({ inTime, late, overdue }) => rate(inTime, inTime + late + overdue),
      }),
      averageHours: t.float({
        nullable: true,
        description: 'Average time from opening to closing of closed cases, in hours by the wall clock.',
        resolve: ({ hours }) => (hours === null ? null : Math.round(hours * 100) / 100),
      }),
      reworkRate: t.float({
        nullable: true,
        description: 'Cases with at least one failed check ÷ opened.',
        resolve: ({ rework, opened }) => rate(rework, opened),
      }),
      reopenRate: t.float({
        nullable: true,
        description: 'Cases reopened at least once ÷ opened.',
        resolve: ({ reopened, opened }) => rate(reopened, opened),
      }),
      averageStars: t.float({
        nullable: true,
        description: 'Mean of all ratings given, 1 to 5.',
        resolve: ({ stars }) => (stars === null ? null : Math.round(stars * 100) / 100),
      }),
      ratings: t.exposeInt('ratings', { description: 'Number of ratings given.' }),
    }),
  });
  builder.queryField('statistics', (t) =>
    t.field({
      type: [row],
      authScopes: { roleSomewhere: READERS },
      description:
        'Figures of a process over the cases opened from one moment to before another; whose role is bound to units or areas is given those of the cases there. 统计',
      args: {
        process: t.arg.string(),
        from: t.arg({ type: 'DateTime' }),
        before: t.arg({ type: 'DateTime' }),
        by: t.arg({ type: by, required: false }),
        clock: t.arg.string({ required: false, description: 'Whose due time counts; `handle` when left out.' }),
      },
      resolve: (_, args, context) => rows(context, args),
    }),
  );
};

const rows = (
  { read, caller }: Context,
  {
    process,
    from,
    before,
    by,
    clock,
  }: {
    process: string;
    from: string;
    before: string;
    by?: keyof typeof keys | null | undefined;
    clock?: string | null | undefined;
  },
): Promise<Row[]> =>
  read<Row>(
    `SELECT key, count(*)::int AS opened, count(*) FILTER (WHERE closed)::int AS closed, count(*) FILTER (WHERE NOT closed)::int AS open,
       count(*) FILTER (WHERE NOT closed AND clock_state = 'running' AND due_at < now())::int AS overdue,
       count(*) FILTER (WHERE clock_state = 'stopped' AND (due_at IS NULL OR stopped_at <= due_at))::int AS "inTime",
       count(*) FILTER (WHERE clock_state = 'stopped' AND stopped_at > due_at)::int AS late,
       (avg(extract(epoch FROM closed_at - opened_at)) FILTER (WHERE closed) / 3600)::float8 AS hours,
       count(*) FILTER (WHERE rework > 0)::int AS rework, count(*) FILTER (WHERE reopenings > 0)::int AS reopened,
       (sum(stars) / nullif(sum(ratings), 0))::float8 AS stars, coalesce(sum(ratings), 0)::int AS ratings
     FROM (
       SELECT ${keys[by ?? 'ALL']} AS key, c.closed, c.opened_at, c.closed_at, k.state AS clock_state, k.due_at, k.stopped_at,
         coalesce((c.facts->>'rework')::int, 0) AS rework, coalesce((c.facts->>'reopenings')::int, 0) AS reopenings, r.stars, r.ratings
       FROM cases c
       LEFT JOIN LATERAL (SELECT state, due_at, stopped_at FROM clocks WHERE case_id = c.id AND name = $1->>'clock' ORDER BY run DESC LIMIT 1) k ON true
       LEFT JOIN LATERAL (SELECT sum((x->>'stars')::int) AS stars, count(*) AS ratings FROM jsonb_array_elements(coalesce(c.facts->'ratings', '[]')) x) r ON true
       WHERE c.process = $1->>'process' AND c.opened_at >= ($1->>'from')::timestamptz AND c.opened_at < ($1->>'before')::timestamptz
         AND EXISTS (SELECT FROM jsonb_array_elements($1->'grants') g
           WHERE (g->'units' IS NULL OR g->'units' ? c.unit) AND (g->'areas' IS NULL OR g->'areas' ? c.area))) f
     GROUP BY key ORDER BY key NULLS FIRST`,
    {
      process,
      from: moment(from),
      before: moment(before),
      clock: clock ?? 'handle',
      grants: caller.actor.grants.filter(({ role }) => READERS.includes(role)),
    },
  );
