/** What connections to the grid took and cost, in the manner of the World Bank: per application, and over all that were closed. 报装评价指标 */

import { noSuchCase } from '../../activities/acting/api-error.ts';
import { maySeeCase } from '../../activities/acting/visibility.ts';
import { readDays } from '../../activities/power-application/lookups.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import type { Facts, Report } from '../../workflows/power-application/facts.ts';
import { reportOf } from '../../workflows/power-application/report.ts';
import type { Context } from '../context.ts';
import { share } from '../schema/figures.ts';
import { spanOf } from '../schema/moment.ts';
import { processesOf } from '../schema/process.ts';
import type { SchemaModule } from '../schema/schema.ts';

type Row = Report & { readonly caseId: string; readonly track: string; readonly trackTitle: Title; readonly closed: boolean };

type Summary = {
  readonly track: string;
  readonly title: Title;
  readonly connected: number;
  readonly procedures: number | null;
  readonly ourDays: number | null;
  readonly customerDays: number | null;
  readonly costCents: number | null;
  readonly onTime: number;
  readonly overdue: number;
  readonly faults: number;
};

export const powerReportModule: SchemaModule = (builder, { title }) => {
  const report = builder.objectRef<Row>('PowerApplicationReport').implement({
    description: 'What an application took and cost: as it was when it closed, or up to now while it is open.',
    fields: (t) => ({
      caseId: t.exposeID('caseId'),
      track: t.exposeString('track', { description: 'Code of the track, as in the table of tracks.' }),
      trackTitle: t.field({ type: title, resolve: (parent) => parent.trackTitle }),
      closed: t.exposeBoolean('closed'),
      procedures: t.exposeInt('procedures', { description: 'Steps that the customer had to do or attend.' }),
      ourDays: t.exposeInt('ourDays', {
        description: 'Ends of duty after the day of filing at which our time ran, by the tenant’s calendar.',
      }),
      customerDays: t.exposeInt('customerDays', {
        description: 'Ends of duty after the day of filing at which the customer’s time ran; no day counts for both.',
      }),
      costCents: t.exposeInt('costCents', {
        description: 'What the customer pays us by the scheme + what design and building cost them by their own word, in cents.',
      }),
      onTime: t.exposeBoolean('onTime', { description: 'Whether our time in all has not run beyond the track’s total.' }),
      faults: t.exposeInt('faults', { description: 'Notices of ours that named too late what was missing from the beginning.' }),
    }),
  });
  builder.queryField('powerApplicationReport', (t) =>
    t.field({
      type: report,
      authScopes: { tenant: true },
      description: 'Procedures, days of either side and cost of one application. 单件报装评价指标',
      args: { id: t.arg.id() },
      resolve: (_, { id }, context) => reportOn(context, id),
    }),
  );

  const summary = builder.objectRef<Summary>('PowerApplicationSummary').implement({
    description: 'Applications of one track that were connected in the span.',
    fields: (t) => ({
      track: t.exposeString('track'),
      title: t.field({ type: title, resolve: (parent) => parent.title }),
      connected: t.exposeInt('connected', { description: 'Number of applications connected in the span.' }),
      procedures: t.exposeFloat('procedures', { nullable: true, description: 'Median of their procedures.' }),
      ourDays: t.exposeFloat('ourDays', { nullable: true, description: 'Median of our working days.' }),
      customerDays: t.exposeFloat('customerDays', { nullable: true, description: 'Median of the customers’ working days.' }),
      costCents: t.exposeInt('costCents', {
        nullable: true,
        description: 'Median of the cost in cents; of an even number the lower of the two in the middle.',
      }),
      onTime: t.exposeInt('onTime', { description: 'Those of them for which our time kept within the track’s total.' }),
      overdue: t.exposeInt('overdue', {
        description: 'Open applications of the track whose total runs and is over its due time now.',
      }),
      onTimeRate: t.float({
        nullable: true,
        description: 'onTime ÷ (connected + overdue): leaving an application open doesn’t help. Null when there are none.',
        resolve: ({ onTime, connected, overdue }) => share(onTime, connected + overdue),
      }),
      faults: t.exposeInt('faults', { description: 'Sum of their faults.' }),
    }),
  });
  builder.queryField('powerApplicationSummary', (t) =>
    t.field({
      type: [summary],
      authScopes: { role: ['leader', 'accountManager', 'auditor', 'admin'] },
      description: 'Figures of each track over the applications connected from one moment to before another. 报装评价汇总',
      args: { from: t.arg({ type: 'DateTime' }), before: t.arg({ type: 'DateTime' }) },
      resolve: (_, { from, before }, { read }) => read<Summary>(SUMMARY, { ...spanOf(from, before) }),
    }),
  );
};

const reportOn = async (context: Context, id: string): Promise<Row> => {
  const { read, caller, now } = context;
  const [row] = (await maySeeCase(read, caller.actor, processesOf(context), id))
    ? await read<{ facts: Facts; closed: boolean }>(
        `SELECT facts, closed FROM cases WHERE id = $1->>'id' AND process = 'powerApplication'`,
        { id },
      )
    : [];
  if (!row) throw noSuchCase(id);
  const { facts, closed } = row;
  const { code, title } = facts.track;
  const figures = facts.report ?? reportOf(facts, await readDays(read, id, now));
  return { ...figures, caseId: id, track: code, trackTitle: title, closed };
};

/** A track is called as the last application on it was. */
const SUMMARY = `WITH connected AS (
    SELECT facts#>>'{track,code}' AS track, facts#>'{track,title}' AS title, opened_at, facts->'report' AS report FROM cases
    WHERE process = 'powerApplication' AND state = 'connected'
      AND closed_at >= ($1->>'from')::timestamptz AND closed_at < ($1->>'before')::timestamptz),
  late AS (
    SELECT c.facts#>>'{track,code}' AS track, c.facts#>'{track,title}' AS title, c.opened_at FROM cases c
    JOIN clocks k ON k.case_id = c.id AND k.name = 'total' AND k.state <> 'stopped' AND k.due_at < now()
    WHERE c.process = 'powerApplication' AND NOT c.closed)
  SELECT track, (array_agg(title ORDER BY opened_at DESC))[1] AS title,
    count(report)::int AS connected,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY (report->>'procedures')::int) AS procedures,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY (report->>'ourDays')::int) AS "ourDays",
    percentile_cont(0.5) WITHIN GROUP (ORDER BY (report->>'customerDays')::int) AS "customerDays",
    percentile_disc(0.5) WITHIN GROUP (ORDER BY (report->>'costCents')::bigint) AS "costCents",
    (count(*) FILTER (WHERE (report->>'onTime')::boolean))::int AS "onTime",
    (count(*) FILTER (WHERE report IS NULL))::int AS overdue,
    coalesce(sum((report->>'faults')::int), 0)::int AS faults
  FROM (SELECT track, title, opened_at, report FROM connected UNION ALL SELECT track, title, opened_at, NULL FROM late) f
  GROUP BY track ORDER BY track`;
