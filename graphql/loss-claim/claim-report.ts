/** What the API of loss claims has beside its acts: how often something is lost, what became of it, and who bore it. */
import type { Title } from '../../workflows/kernel/process.ts';
import type { Context } from '../context.ts';
import { share } from '../schema/figures.ts';
import { spanOf } from '../schema/moment.ts';
import type { SchemaModule } from '../schema/schema.ts';

type Row = {
  readonly key: string | null;
  readonly parcels: number;
  readonly claims: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly withdrawn: number;
  readonly openOverdue: number;
  readonly asked: number;
  readonly paid: number;
  readonly medianWorkingDays: number | null;
  readonly medianCalendarDays: number | null;
};
type Bearer = { readonly party: string; readonly title: Title; readonly fen: number };
type Span = ReturnType<typeof spanOf>;
type By = 'scheme' | 'company' | 'region';

export const claimReportModule: SchemaModule = (builder, { title }) => {
  const by = builder.enumType('ClaimReportBy', {
    values: {
      SCHEME: { value: 'scheme', description: 'By packaging. 包装方案' },
      COMPANY: { value: 'company', description: 'By courier company. 快递企业' },
      REGION: { value: 'region', description: 'By region. 目的地' },
    } as const,
  });
  const row = builder.objectRef<Row>('ClaimReportRow').implement({
    description: 'Claims that were filed in the span, of one packaging, courier company or region.',
    fields: (t) => ({
      key: t.exposeString('key', { nullable: true, description: 'None where it isn’t known.' }),
      parcels: t.exposeInt('parcels', { description: 'Parcels that were collected, of pickups that were booked in the span.' }),
      claims: t.exposeInt('claims', { description: 'Claims filed, without those withdrawn.' }),
      perThousand: t.float({
        nullable: true,
        description: 'claims × 1000 ÷ parcels',
        resolve: ({ claims, parcels }) => (parcels === 0 ? null : Math.round((claims / parcels) * 100_000) / 100),
      }),
      accepted: t.exposeInt('accepted', { description: 'To be paid, or paid.' }),
      rejected: t.exposeInt('rejected'),
      withdrawn: t.exposeInt('withdrawn'),
      acceptedShare: t.float({
        nullable: true,
        description: 'accepted ÷ (accepted + rejected)',
        resolve: ({ accepted, rejected }) => share(accepted, accepted + rejected),
      }),
      openOverdue: t.exposeInt('openOverdue', { description: 'Open ones that are late by a clock; each counts as late.' }),
      asked: t.exposeInt('asked', { description: 'Asked for in those that were accepted or rejected, in cents.' }),
      paid: t.exposeInt('paid', { description: 'Paid out, in cents.' }),
      paidShare: t.float({ nullable: true, description: 'paid ÷ asked', resolve: ({ paid, asked }) => share(paid, asked) }),
      medianWorkingDays: t.exposeFloat('medianWorkingDays', {
        nullable: true,
        description: 'Median from filing to the first decision, of those that were decided.',
      }),
      medianCalendarDays: t.exposeFloat('medianCalendarDays', { nullable: true }),
    }),
  });
  const bearer = builder.objectRef<Bearer>('ClaimBearer').implement({
    description: 'What somebody bore of claims filed in the span that were paid, in cents.',
    fields: (t) => ({
      party: t.exposeID('party', { description: 'As in the table `liableParties`.' }),
      title: t.field({ type: title, resolve: (parent) => parent.title }),
      fen: t.exposeInt('fen'),
    }),
  });
  const report = builder.objectRef<Span>('ClaimReport').implement({
    fields: (t) => ({
      rows: t.field({
        type: [row],
        args: { by: t.arg({ type: by, defaultValue: 'company' }) },
        resolve: (span, args, context) => rowsOf(context, span, args.by),
      }),
      bore: t.field({
        type: [bearer],
        description: 'Who bore it, the most first.',
        resolve: (span, _, { read }) => read<Bearer>(BORE, span),
      }),
    }),
  });
  builder.queryField('claimReport', (t) =>
    t.field({
      type: report,
      authScopes: { role: ['claimRuler', 'allianceSecretary', 'leader', 'auditor', 'admin'] },
      description: 'Losses claimed: how many, what became of them, and who bore them. 理赔统计',
      args: {
        from: t.arg({ type: 'DateTime', description: 'Filed at this moment or later.' }),
        before: t.arg({ type: 'DateTime', description: 'Filed before this moment.' }),
      },
      resolve: (_, { from, before }) => spanOf(from, before),
    }),
  );
};

const KEYS: Readonly<Record<By, string>> = {
  scheme: `c.facts->>'scheme'`,
  company: `c.facts#>>'{company,id}'`,
  region: `c.facts->>'region'`,
};
const PARCEL_KEYS: Readonly<Record<By, string>> = {
  scheme: `p->>'scheme'`,
  company: `(SELECT min(l.key) FROM table_on('liableParties') l WHERE l.value->>'kind' = 'carrier' AND l.value->'people' ? (c.facts#>>'{courier,id}'))`,
  region: `p->>'region'`,
};

const rowsOf = ({ read }: Context, span: Span, by: By): Promise<Row[]> =>
  read<Row>(
    `WITH claims AS (
       SELECT ${KEYS[by]} AS key, c.state, (c.facts->>'asked')::bigint AS asked, (c.facts#>>'{offer,fen}')::bigint AS fen,
         NOT c.closed AND EXISTS (SELECT 1 FROM clocks k WHERE k.case_id = c.id AND k.state = 'running' AND k.due_at < now()) AS late,
         (c.facts#>>'{decidedIn,workingDays}')::int AS wd, (c.facts#>>'{decidedIn,calendarDays}')::int AS cd
       FROM cases c WHERE c.process = 'lossClaim' AND c.opened_at >= ($1->>'from')::timestamptz AND c.opened_at < ($1->>'before')::timestamptz),
     parcels AS (
       SELECT ${PARCEL_KEYS[by]} AS key, count(*)::int AS n FROM cases c, jsonb_array_elements(c.facts->'parcels') p
       WHERE c.process = 'producePickup' AND c.opened_at >= ($1->>'from')::timestamptz AND c.opened_at < ($1->>'before')::timestamptz
         AND jsonb_typeof(p->'grams') = 'number' GROUP BY 1),
     counted AS (
       SELECT key, count(*) FILTER (WHERE state <> 'withdrawn')::int AS claims, count(*) FILTER (WHERE state IN ('payable', 'paid'))::int AS accepted,
         count(*) FILTER (WHERE state = 'rejected')::int AS rejected, count(*) FILTER (WHERE state = 'withdrawn')::int AS withdrawn,
         count(*) FILTER (WHERE late)::int AS "openOverdue",
         coalesce(sum(asked) FILTER (WHERE state IN ('payable', 'paid', 'rejected')), 0)::int AS asked,
         coalesce(sum(fen) FILTER (WHERE state = 'paid'), 0)::int AS paid,
         percentile_cont(0.5) WITHIN GROUP (ORDER BY wd) AS "medianWorkingDays", percentile_cont(0.5) WITHIN GROUP (ORDER BY cd) AS "medianCalendarDays"
       FROM claims GROUP BY key)
     SELECT coalesce(k.key, p.key) AS key, coalesce(p.n, 0) AS parcels, coalesce(claims, 0) AS claims, coalesce(accepted, 0) AS accepted,
       coalesce(rejected, 0) AS rejected, coalesce(withdrawn, 0) AS withdrawn, coalesce("openOverdue", 0) AS "openOverdue", coalesce(asked, 0) AS asked,
       coalesce(paid, 0) AS paid, "medianWorkingDays", "medianCalendarDays"
     FROM counted k FULL JOIN parcels p ON coalesce(p.key, '') = coalesce(k.key, '') ORDER BY claims DESC NULLS LAST, 1`,
    span,
  );

const BORE = `SELECT s#>>'{party,id}' AS party, (array_agg(s#>'{party,title}'))[1] AS title, sum((s->>'fen')::bigint)::int AS fen
  FROM cases c, jsonb_array_elements(c.facts#>'{offer,shares}') s
  WHERE c.process = 'lossClaim' AND c.state = 'paid' AND c.opened_at >= ($1->>'from')::timestamptz AND c.opened_at < ($1->>'before')::timestamptz
  GROUP BY 1 ORDER BY fen DESC, 1`;
