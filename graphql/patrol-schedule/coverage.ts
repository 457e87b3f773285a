/** How well a route is patrolled, checkpoint by checkpoint. */
import { ApiError } from '../../activities/acting/api-error.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import type { Context } from '../context.ts';
import { share } from '../schema/figures.ts';
import type { SchemaModule } from '../schema/schema.ts';

type Point = {
  readonly id: string;
  readonly title: Title;
  readonly planned: number;
  readonly inspected: number;
  readonly findings: number;
  readonly settled: number;
  readonly lastAt: number | null;
  readonly tested: string | null;
};
type Coverage = {
  readonly route: string;
  readonly title: Title;
  readonly weeks: number;
  readonly rounds: number;
  readonly finished: number;
  readonly openedLate: number;
  readonly overdue: number;
  readonly points: readonly Point[];
};

const DAY = 86_400_000;
const MOST_DAYS = 366;

export const patrolCoverageModule: SchemaModule = (builder, { title }) => {
  const point = builder.objectRef<Point>('PatrolCoveragePoint').implement({
    description: 'A checkpoint over some days. 点位覆盖情况',
    fields: (t) => ({
      id: t.exposeString('id'),
      title: t.field({ type: title, resolve: (parent) => parent.title }),
      planned: t.exposeInt('planned', { description: 'Rounds that it was in and that weren’t cancelled.' }),
      inspected: t.exposeInt('inspected', { description: 'Of these, those on which it was ticked off.' }),
      coverage: t.float({
        nullable: true,
        description: 'inspected ÷ planned. Null where nothing was planned. 覆盖率',
        resolve: ({ inspected, planned }) => share(inspected, planned),
      }),
      findings: t.exposeInt('findings'),
      settled: t.exposeInt('settled', { description: 'Findings that were settled at once.' }),
      lastInspectedAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'On whichever day, also before these.',
        resolve: ({ lastAt }) => (lastAt === null ? null : new Date(lastAt)),
      }),
      tested: t.expose('tested', {
        type: 'Date',
        nullable: true,
        description: 'The last dye test before patrols were kept here.',
      }),
    }),
  });
  const coverage = builder.objectRef<Coverage>('PatrolCoverage').implement({
    description: 'A route over some days. 巡查覆盖情况',
    fields: (t) => ({
      route: t.exposeString('route'),
      title: t.field({ type: title, resolve: (parent) => parent.title }),
      rounds: t.exposeInt('rounds', { description: 'Rounds of these days that weren’t cancelled.' }),
      perWeek: t.float({
        description: 'rounds ÷ weeks of these days.',
        resolve: ({ rounds, weeks }) => Math.round((rounds / weeks) * 100) / 100,
      }),
      finished: t.exposeInt('finished'),
      openedLate: t.exposeInt('openedLate', { description: 'Opened later than they were to be.' }),
      overdue: t.exposeInt('overdue', {
        description: 'Not finished by their last day: those that are still open count, too.',
      }),
      points: t.field({ type: [point], resolve: ({ points }) => [...points] }),
    }),
  });
  builder.queryField('patrolCoverage', (t) =>
    t.field({
      type: coverage,
      nullable: true,
      authScopes: { roleSomewhere: ['patrolLeader', 'leader', 'auditor', 'admin'] },
      description:
        'How well a route is patrolled, by rounds whose day lies from one day on and before another, at most 366 days later; null where there is no such route. 巡查覆盖情况',
      args: { route: t.arg.string(), from: t.arg({ type: 'Date' }), before: t.arg({ type: 'Date' }) },
      resolve: (_, { route, from, before }, context) => readCoverage(context, route, from, before),
    }),
  );
};

const readCoverage = async ({ read, now }: Context, route: string, from: string, before: string): Promise<Coverage | null> => {
  const days = (Date.parse(before) - Date.parse(from)) / DAY;
  if (!(days > 0 && days <= MOST_DAYS))
    throw new ApiError('INVALID_INPUT', {
      en: 'Give a day `from` and a later day `before`, at most 366 days apart.',
      zh: '请填写起始日from及其后的截止日before，相隔不超过366天。',
    });
  const [found] = await read<Omit<Coverage, 'weeks' | 'route'>>(COVERAGE, { route, from, before, now });
  return found ? { ...found, route, weeks: days / 7 } : null;
};

const COVERAGE = `WITH route AS (SELECT value FROM table_on('patrolRoutes') WHERE key = $1->>'route'),
  r AS (SELECT state, facts, facts#>>'{patrol,day}' >= $1->>'from' AND facts#>>'{patrol,day}' < $1->>'before' AND state <> 'cancelled' AS counts
    FROM cases WHERE process = 'inspectionRound' AND facts#>>'{patrol,route,id}' = $1->>'route'),
  p AS (SELECT c->>'id' AS id, c->'title' AS title, c->>'tested' AS tested, n FROM route, jsonb_array_elements(value->'checkpoints') WITH ORDINALITY AS q(c, n)),
  planned AS (SELECT i->>'id' AS id, count(*)::int AS rounds FROM r, jsonb_array_elements(facts->'items') i WHERE counts GROUP BY 1),
  seen AS (SELECT i->>'id' AS id, count(*) FILTER (WHERE counts)::int AS rounds, max((i->>'at')::float8) AS last
    FROM r, jsonb_array_elements(facts->'inspections') i GROUP BY 1),
  found AS (SELECT f->>'point' AS id, count(*)::int AS findings, count(*) FILTER (WHERE f->>'settled' IS NOT NULL)::int AS settled
    FROM r, jsonb_array_elements(facts->'findings') f WHERE counts GROUP BY 1)
  SELECT value->'title' AS title, t.*,
    (SELECT jsonb_agg(jsonb_build_object('id', p.id, 'title', p.title, 'tested', p.tested, 'planned', coalesce(planned.rounds, 0),
        'inspected', coalesce(seen.rounds, 0), 'findings', coalesce(found.findings, 0), 'settled', coalesce(found.settled, 0), 'lastAt', seen.last) ORDER BY p.n)
      FROM p LEFT JOIN planned USING (id) LEFT JOIN seen USING (id) LEFT JOIN found USING (id)) AS points
  FROM route, LATERAL (SELECT count(*)::int AS rounds, count(*) FILTER (WHERE state = 'finished')::int AS finished,
      count(*) FILTER (WHERE (facts#>>'{patrol,late}')::boolean)::int AS "openedLate",
      count(*) FILTER (WHERE (facts->>'overdue')::boolean OR state <> 'finished' AND (facts->>'endsAt')::float8 < ($1->>'now')::float8)::int AS overdue
    FROM r WHERE counts) t`;
