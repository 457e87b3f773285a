/** What the API of the pickup line reports: served or not, how fast, how fairly, and what was lost. */

import { defaultsOf } from '../../workflows/kernel/limits.ts';
import { limits } from '../../workflows/produce-pickup/limits.ts';
import type { Context } from '../context.ts';
import { rounded, share } from '../schema/figures.ts';
import { spanOf } from '../schema/moment.ts';
import type { SchemaModule } from '../schema/schema.ts';

type Row = {
  readonly key: string | null;
  readonly pickups: number;
  readonly closed: number;
  readonly unserved: number;
  readonly offers: number;
  readonly minutesToAccept: number | null;
  readonly nightMost: number | null;
  readonly nightMean: number | null;
  readonly trunkMean: number | null;
  readonly trunkMedian: number | null;
  readonly trunkP90: number | null;
  readonly parcels: number;
  readonly settled: number;
  readonly units: number;
  readonly bad: number;
  readonly openClaims: number;
  readonly grams: number;
  readonly saved: number;
  readonly charged: number;
  readonly inTime: number;
  readonly late: number;
  readonly coldHours: number;
  readonly excursions: number;
  readonly baselineTrunk: number;
  readonly baselineLoss: number;
};

const KEYS = {
  product: `c.facts#>>'{product,id}'`,
  scheme: `x->>'scheme'`,
  slot: `c.facts#>>'{slot,id}'`,
  courier: `coalesce(c.facts#>>'{courier,id}', CASE WHEN c.facts#>>'{collected,where}' = 'spot' THEN c.facts#>>'{collected,by}' END)`,
  grower: `c.facts->>'grower'`,
  region: `x->>'region'`,
} as const;
type By = keyof typeof KEYS;

export const pickupReportModule: SchemaModule = (builder) => {
  const by = builder.enumType('PickupReportBy', { values: Object.keys(KEYS) as By[] });
  const row = builder.objectRef<Row>('PickupReportRow').implement({
    description:
      'Of the pickups whose slot begins in the span. By scheme or region, a pickup counts in each group in which it has a parcel; cancelled ones count nowhere.',
    fields: (t) => ({
      key: t.exposeString('key', { nullable: true }),
      pickups: t.exposeInt('pickups', { description: 'Closed, not served, and open ones.' }),
      closed: t.exposeInt('closed'),
      unserved: t.exposeInt('unserved'),
      served: t.float({
        nullable: true,
        description: 'closed ÷ (closed + unserved); null when there are none.',
        resolve: ({ closed, unserved }) => share(closed, closed + unserved),
      }),
      offersPerPickup: t.float({
        nullable: true,
        description: 'Offers that were made, answered or not ÷ pickups.',
        resolve: ({ offers, pickups }) => (pickups === 0 ? null : rounded(offers / pickups)),
      }),
      minutesToAccept: t.float({
        nullable: true,
        description: 'Median of the minutes from the first offer to accepting or assigning.',
        resolve: (parent) => rounded(parent.minutesToAccept),
      }),
      nightShare: t.float({
        nullable: true,
        description: 'Most night pickups of one courier ÷ the mean of those who had any; 1 is even.',
        resolve: ({ nightMost, nightMean }) => (nightMost === null || !nightMean ? null : rounded(nightMost / nightMean)),
      }),
      pickToTrunkMean: t.float({
        nullable: true,
        description: 'Minutes from the picking, or else from the slot, to the trunk.',
        resolve: (parent) => rounded(parent.trunkMean),
      }),
      pickToTrunkMedian: t.float({ nullable: true, resolve: (parent) => rounded(parent.trunkMedian) }),
      pickToTrunkP90: t.float({ nullable: true, resolve: (parent) => rounded(parent.trunkP90) }),
      pickToTrunkShorter: t.float({
        nullable: true,
        description: '1 − pickToTrunkMean ÷ the limit `baselinePickToTrunk`.',
        resolve: ({ trunkMean, baselineTrunk }) => (trunkMean === null ? null : rounded(1 - trunkMean / baselineTrunk)),
      }),
      parcels: t.exposeInt('parcels'),
      settled: t.exposeInt('settled', { description: 'Parcels that were delivered, or became something else.' }),
      units: t.exposeInt('units', { description: 'Units of settled parcels; a parcel without units counts as one.' }),
      bad: t.exposeInt('bad', {
        description: 'Bad units of them, as receipts and ended claims say; all of a lost or disposed parcel.',
      }),
      lossRate: t.float({
        nullable: true,
        description: 'bad ÷ units in per mille. Parcels with an open claim count in neither; see `openClaims`.',
        resolve: ({ bad, units }) => (units === 0 ? null : Math.round((bad * 10_000) / units) / 10),
      }),
      lossBaseline: t.float({ description: 'The limit `baselineLoss`, in per mille.', resolve: (parent) => parent.baselineLoss }),
      openClaims: t.exposeInt('openClaims', { description: 'Parcels with an open claim.' }),
      grams: t.exposeInt('grams', { description: 'What was weighed.' }),
      charged: t.exposeInt('charged', { description: 'Charges, in fen.' }),
      saved: t.exposeInt('saved', { description: 'List prices − charges, in fen.' }),
      onTime: t.float({
        nullable: true,
        description: 'Pickups whose delivery kept its time ÷ (those + late ones). Open overdue ones count as late.',
        resolve: ({ inTime, late }) => share(inTime, inTime + late),
      }),
      coldHours: t.float({ description: 'Hours in the cold store.', resolve: ({ coldHours }) => rounded(coldHours) ?? 0 }),
      excursions: t.exposeInt('excursions'),
    }),
  });
  builder.queryField('pickupReport', (t) =>
    t.field({
      type: [row],
      authScopes: { role: ['pickupDispatcher', 'allianceSecretary', 'leader', 'auditor', 'admin'] },
      description: 'The figures of the pickup line. 红色速递统计',
      args: {
        from: t.arg({ type: 'DateTime', description: 'The slot begins at this moment or later.' }),
        before: t.arg({ type: 'DateTime', description: 'The slot begins before this moment.' }),
        by: t.arg({ type: by }),
      },
      resolve: (_, args, context) => rows(context, args),
    }),
  );
};

const LIMIT = (name: 'baselinePickToTrunk' | 'baselineLoss'): string =>
  `coalesce((limits_today(current_setting('banjie.tenant', true), 'producePickup')->>'${name}')::int, ${defaultsOf(limits)[name]})`;

/** A pickup is booked at most so long before its slot. */
const AHEAD = '61 days';

const rows = async ({ read }: Context, { from, before, by }: { from: string; before: string; by: string }): Promise<Row[]> => [
  ...(await read<Row>(
    `WITH parcels AS (
       SELECT c.id, c.state, c.facts, c.opened_at, x, ${KEYS[by as By]} AS key,
         (x->>'claimOpen')::boolean AS claiming, x->>'state' AS parcel,
         coalesce((x->>'units')::int, 1) AS units,
         greatest(coalesce((x#>>'{receipt,bad}')::int, 0), coalesce((x->>'claimBad')::int, 0)) AS bad
       FROM cases c, jsonb_array_elements(c.facts->'parcels') x
       WHERE c.tenant = current_setting('banjie.tenant', true) AND c.process = 'producePickup' AND c.state <> 'cancelled'
         AND c.opened_at >= ($1->>'from')::timestamptz - interval '${AHEAD}' AND c.opened_at < ($1->>'before')::timestamptz
         AND (c.facts->>'slotFrom')::bigint >= ms(($1->>'from')::timestamptz) AND (c.facts->>'slotFrom')::bigint < ms(($1->>'before')::timestamptz)),
     pickups AS (
       SELECT DISTINCT ON (key, id) key, id, state, (facts->>'night')::boolean AS night,
         CASE WHEN facts#>>'{collected,where}' = 'spot' THEN facts#>>'{collected,by}' END AS courier,
         jsonb_array_length(facts->'tried') + (accepted.at IS NOT NULL)::int AS offers,
         (ms(accepted.at) - greatest(ms(opened_at), (facts->>'offerFrom')::bigint)) / 60000.0 AS accept_minutes,
         (facts->>'pickToTrunk')::int AS trunk,
         (coalesce((facts#>>'{cold,until}')::bigint, ms(now())) - (facts#>>'{cold,since}')::bigint) / 3600000.0 AS cold_hours,
         (facts#>>'{temperatures,excursions}')::int AS excursions, k.late
       FROM parcels
         CROSS JOIN LATERAL (SELECT max(e.at) AS at FROM events e WHERE e.case_id = parcels.id AND e.name IN ('Accepted', 'Assigned')) accepted
         LEFT JOIN LATERAL (SELECT k.due_at < coalesce(k.stopped_at, now()) AS late, k.stopped_at IS NOT NULL AS ended FROM clocks k
           WHERE k.case_id = parcels.id AND k.name = 'delivery' ORDER BY k.run DESC LIMIT 1) k ON k.late OR k.ended
       ORDER BY key, id),
     nights AS (SELECT key, max(n)::int AS most, avg(n)::float8 AS mean
       FROM (SELECT key, courier, count(*) AS n FROM pickups WHERE night AND courier IS NOT NULL GROUP BY key, courier) q GROUP BY key)
     SELECT a.*, b.parcels, b.settled, b.units, b.bad, b."openClaims", b.grams, b.saved, b.charged,
       n.most AS "nightMost", n.mean AS "nightMean", ${LIMIT('baselinePickToTrunk')} AS "baselineTrunk", ${LIMIT('baselineLoss')} AS "baselineLoss"
     FROM (SELECT key, count(*)::int AS pickups, count(*) FILTER (WHERE state = 'closed')::int AS closed, count(*) FILTER (WHERE state = 'unserved')::int AS unserved,
         sum(offers)::int AS offers, percentile_cont(0.5) WITHIN GROUP (ORDER BY greatest(0, accept_minutes)) AS "minutesToAccept",
         avg(trunk)::float8 AS "trunkMean", percentile_cont(0.5) WITHIN GROUP (ORDER BY trunk) AS "trunkMedian",
         percentile_disc(0.9) WITHIN GROUP (ORDER BY trunk) AS "trunkP90",
         count(*) FILTER (WHERE NOT late)::int AS "inTime", count(*) FILTER (WHERE late)::int AS late,
         coalesce(sum(cold_hours), 0)::float8 AS "coldHours", coalesce(sum(excursions), 0)::int AS excursions
       FROM pickups GROUP BY key) a
     JOIN (SELECT key, count(*)::int AS parcels, count(*) FILTER (WHERE counts)::int AS settled,
         coalesce(sum(units) FILTER (WHERE counts AND NOT claiming), 0)::int AS units,
         coalesce(sum(CASE WHEN parcel IN ('lost', 'disposed') THEN units ELSE least(units, bad) END) FILTER (WHERE counts AND NOT claiming), 0)::int AS bad,
         count(*) FILTER (WHERE claiming)::int AS "openClaims", coalesce(sum((x->>'grams')::int), 0)::int AS grams,
         coalesce(sum((x#>>'{charge,saving}')::int), 0)::int AS saved, coalesce(sum((x#>>'{charge,fen}')::int), 0)::int AS charged
       FROM (SELECT *, parcel IN ('delivered', 'lost', 'returned', 'givenAway', 'disposed') AS counts FROM parcels) p GROUP BY key) b
       ON b.key IS NOT DISTINCT FROM a.key
     LEFT JOIN nights n ON n.key IS NOT DISTINCT FROM a.key
     ORDER BY a.key NULLS LAST`,
    spanOf(from, before),
  )),
];
