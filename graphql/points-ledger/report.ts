/** What the exchange of points comes to: points out and in, what is owed in goods, and what was never collected. */
import type { Context } from '../context.ts';
import { share } from '../schema/figures.ts';
import { spanOf } from '../schema/moment.ts';
import type { SchemaModule } from '../schema/schema.ts';

type Report = {
  readonly given: number;
  readonly redeemed: number;
  readonly expired: number;
  readonly outstanding: number;
  readonly reserved: number;
  readonly collected: number;
  readonly lapsed: number;
  readonly soldOut: number;
  readonly costFen: number;
  readonly validReports: number;
};

export const pointsReportModule: SchemaModule = (builder) => {
  const report = builder.objectRef<Report>('PointsReport').implement({
    description: 'The exchange of points in a span of time. 积分兑换统计',
    fields: (t) => ({
      given: t.exposeInt('given', { description: 'Points given to people, less those taken back.' }),
      redeemed: t.exposeInt('redeemed', { description: 'Points exchanged for goods, less those given back.' }),
      expired: t.exposeInt('expired'),
      redemptionRate: t.float({
        nullable: true,
        description: 'redeemed ÷ given',
        resolve: ({ redeemed, given }) => share(redeemed, given),
      }),
      outstanding: t.exposeInt('outstanding', { description: 'Points that people have or have set aside now; debts apart.' }),
      reserved: t.exposeInt('reserved', { description: 'Reservations that were opened.' }),
      collected: t.exposeInt('collected', { description: 'Of these, collected.' }),
      lapsed: t.exposeInt('lapsed', { description: 'Of these, not collected in time.' }),
      lapsedShare: t.float({
        nullable: true,
        description: 'lapsed ÷ (collected + lapsed)',
        resolve: ({ lapsed, collected }) => share(lapsed, collected + lapsed),
      }),
      soldOut: t.exposeInt('soldOut', { description: 'Refusals because goods were sold out.' }),
      costFen: t.field({
        type: 'Fen',
        description: 'Cost of the deliveries that were confirmed.',
        resolve: ({ costFen }) => costFen,
      }),
      validReports: t.exposeInt('validReports', { description: 'Cases that gave points.' }),
      costPerReport: t.float({
        nullable: true,
        description: 'costFen ÷ validReports, in fen',
        resolve: ({ costFen, validReports }) => share(costFen, validReports),
      }),
    }),
  });
  builder.queryField('pointsReport', (t) =>
    t.field({
      type: report,
      authScopes: { roleSomewhere: ['leader', 'auditor', 'admin'] },
      description: 'Points given, exchanged and expired, and what the goods cost. 积分兑换统计',
      args: {
        from: t.arg({ type: 'DateTime', description: 'At this moment or later.' }),
        before: t.arg({ type: 'DateTime', description: 'Before this moment.' }),
      },
      resolve: async (_, { from, before }, context) => reportOf(context, spanOf(from, before)),
    }),
  );
};

const reportOf = async ({ read }: Context, span: ReturnType<typeof spanOf>): Promise<Report> =>
  (
    await read<Report>(
      `WITH lines AS (
         SELECT l.*, CASE WHEN to_owner LIKE 'person:%' THEN amount ELSE -amount END AS to_people FROM ledger_lines l
         WHERE asset = 'points' AND at >= ($1->>'from')::timestamptz AND at < ($1->>'before')::timestamptz),
       made AS (
         SELECT state FROM cases WHERE process = 'pointsRedemption' AND opened_at >= ($1->>'from')::timestamptz AND opened_at < ($1->>'before')::timestamptz)
       SELECT coalesce((SELECT sum(to_people) FROM lines WHERE 'scheme:points' IN (from_owner, to_owner) AND rule NOT LIKE '%:expired'
           AND (from_owner LIKE 'person:%' OR to_owner LIKE 'person:%')), 0)::int AS given,
         coalesce((SELECT sum(CASE WHEN to_owner = 'scheme:redeemed' THEN amount ELSE -amount END) FROM lines WHERE 'scheme:redeemed' IN (from_owner, to_owner)), 0)::int AS redeemed,
         coalesce((SELECT sum(amount) FROM lines WHERE rule LIKE '%:expired' AND from_owner LIKE 'person:%'), 0)::int AS expired,
         coalesce((SELECT sum(balance) FROM accounts WHERE asset = 'points' AND balance > 0 AND owner NOT LIKE 'scheme:%'), 0)::int AS outstanding,
         (SELECT count(*)::int FROM made) AS reserved,
         (SELECT count(*)::int FROM made WHERE state IN ('collected', 'returned')) AS collected,
         (SELECT count(*)::int FROM made WHERE state = 'lapsed') AS lapsed,
         (SELECT count(*)::int FROM attempts WHERE process = 'pointsRedemption' AND code = 'soldOut' AND at >= ($1->>'from')::timestamptz AND at < ($1->>'before')::timestamptz) AS "soldOut",
         coalesce((SELECT sum((x->>'costFen')::bigint) FROM cases c, jsonb_array_elements(c.facts->'lines') x
           WHERE c.process = 'goodsIntake' AND c.state = 'done' AND c.facts->>'kind' = 'receive' AND jsonb_typeof(x->'costFen') = 'number'
             AND c.closed_at >= ($1->>'from')::timestamptz AND c.closed_at < ($1->>'before')::timestamptz), 0)::float8 AS "costFen",
         (SELECT count(DISTINCT case_id)::int FROM lines WHERE from_owner = 'scheme:points' AND to_owner LIKE 'person:%' AND reverses IS NULL) AS "validReports"`,
      span,
    )
  )[0] as Report;
