import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { rounded, share } from '../schema/figures.ts';
import { among, processOf } from '../schema/known.ts';
import { spanOf } from '../schema/moment.ts';

type Row = {
  readonly key: string | null;
  readonly opened: number;
  readonly closed: number;
  readonly open: number;
  readonly aside: number;
  readonly overdue: number;
  readonly inTime: number;
  readonly late: number;
  readonly hours: number | null;
  readonly rework: number;
  readonly reopened: number;
  readonly stars: number | null;
  readonly ratings: number;
};

const keys = {
  ALL: 'NULL',
  UNIT: 'coalesce(h.heir, c.unit)',
  AREA: 'c.area',
  CATEGORY: 'c.category',
  CHANNEL: 'c.channel',
  HANDLER: 'c.handler',
  STATE: 'c.state',
} as const;

/** Roles that read figures. */
const READERS = ['leader', 'shiftLeader', 'dispatcher', 'academyAdmin', 'personnel', 'auditor', 'admin'];

/** Figures of a process, each with its formula. */
export const addStatistics = (builder: Builder): void => {
  const by = builder.enumType('StatisticsBy', { values: Object.keys(keys) as (keyof typeof keys)[] });
  const row = builder.objectRef<Row>('StatisticsRow').implement({
    description: 'Of the cases opened in the span.',
    fields: (t) => ({
      key: t.string({
        nullable: true,
        description:
          'The unit (its successor, where it was dissolved and has one), area, category, channel, handler or state; null for all together, and for those that have none.',
        resolve: ({ key }) => key,
      }),
      opened: t.exposeInt('opened', { description: 'Number of cases opened in the span, without those set aside.' }),
      closed: t.exposeInt('closed', { description: 'Those of them that are closed.' }),
      open: t.exposeInt('open', { description: 'opened − closed' }),
      aside: t.exposeInt('aside', {
        description:
          'Cases opened in the span that turned out to be no matter of their own here, such as duplicates. Other figures don’t count them, but what was late in them is late, and what was rated is rated.',
      }),
      overdue: t.exposeInt('overdue', {
        description: 'Open cases whose clock (argument `clock`) is over its time now, whether it runs or rests.',
      }),
      onTimeRate: t.float({
        nullable: true,
        description:
          'Cases whose clock stopped in time, in each of its runs ÷ (those + cases with a run that stopped late or is over its time now). Open overdue cases count as late, so that leaving them open doesn’t help; a rest, a reopening, time that is given afterwards, a merger or a rejection doesn’t wipe that out: a late run counts where the case lay, also in a case set aside. Null when there are none.',
        resolve: ({ inTime, late }) => share(inTime, inTime + late),
      }),
      averageHours: t.float({
        nullable: true,
        description: 'Average time from opening to closing of closed cases, in hours by the wall clock.',
        resolve: ({ hours }) => rounded(hours),
      }),
      reworkRate: t.float({
        nullable: true,
        description: 'Cases with at least one failed check ÷ opened.',
        resolve: ({ rework, opened }) => share(rework, opened),
      }),
      reopenRate: t.float({
        nullable: true,
        description: 'Cases reopened at least once ÷ opened.',
        resolve: ({ reopened, opened }) => share(reopened, opened),
      }),
      averageStars: t.float({
        nullable: true,
        description: 'Mean of all ratings given, 1 to 5.',
        resolve: ({ stars }) => rounded(stars),
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

type Args = {
  readonly process: string;
  readonly from: string;
  readonly before: string;
  readonly by?: keyof typeof keys | null | undefined;
  readonly clock?: string | null | undefined;
};

const rows = async (context: Context, { process, by, clock, ...span }: Args): Promise<Row[]> => {
  const rules = processOf(context, process);
  const name = clock ?? 'handle';
  // A process without that clock has figures all the same, but a clock that is named must be there.
  if (clock != null) among('clock', clock, Object.keys(rules.clocks));
  return context.read<Row>(
    `SELECT key, count(*) FILTER (WHERE counts)::int AS opened, count(*) FILTER (WHERE counts AND closed)::int AS closed,
       count(*) FILTER (WHERE counts AND NOT closed)::int AS open, count(*) FILTER (WHERE NOT counts)::int AS aside,
       count(*) FILTER (WHERE counts AND NOT closed AND over)::int AS overdue,
       count(*) FILTER (WHERE counts AND NOT late AND stopped)::int AS "inTime", count(*) FILTER (WHERE late)::int AS late,
       (avg(extract(epoch FROM closed_at - opened_at)) FILTER (WHERE counts AND closed) / 3600)::float8 AS hours,
       count(*) FILTER (WHERE counts AND rework > 0)::int AS rework, count(*) FILTER (WHERE counts AND reopenings > 0)::int AS reopened,
       (sum(stars) / nullif(sum(ratings), 0))::float8 AS stars,
       coalesce(sum(ratings), 0)::int AS ratings
     FROM (
       SELECT ${keys[by ?? 'ALL']} AS key, c.closed, c.opened_at, c.closed_at, NOT $1->'aside' ? c.state AS counts, k.over, k.late, k.stopped,
         coalesce((c.facts->>'rework')::int, 0) AS rework, coalesce((c.facts->>'reopenings')::int, 0) AS reopenings, r.stars, r.ratings
       FROM cases c
       LEFT JOIN unit_heirs() h ON h.unit = c.unit
       LEFT JOIN LATERAL (
         SELECT bool_or(state <> 'stopped' AND due_at < now()) AS over, bool_and(state = 'stopped') AS stopped,
           bool_or(due_at < coalesce(stopped_at, now())
             OR EXISTS (SELECT FROM clock_steps s WHERE s.case_id = l.case_id AND s.name = l.name AND s.run = l.run AND s.percent >= 100)) AS late
         FROM clocks l WHERE l.case_id = c.id AND l.name = $1->>'clock') k ON true
       LEFT JOIN LATERAL (SELECT sum((x->>'stars')::int) AS stars, count(*) AS ratings FROM jsonb_array_elements(coalesce(c.facts->'ratings', '[]')) x) r ON true
       WHERE c.process = $1->>'process' AND c.opened_at >= ($1->>'from')::timestamptz AND c.opened_at < ($1->>'before')::timestamptz
         AND EXISTS (SELECT FROM jsonb_array_elements($1->'grants') g
           WHERE (g->'units' IS NULL OR g->'units' ? coalesce(h.heir, c.unit)) AND (g->'areas' IS NULL OR g->'areas' ? c.area))) f
     GROUP BY key ORDER BY key NULLS FIRST`,
    {
      process,
      ...spanOf(span.from, span.before),
      clock: name,
      aside: rules.aside ?? [],
      grants: context.caller.actor.grants.filter(({ role }) => READERS.includes(role)),
    },
  );
};
