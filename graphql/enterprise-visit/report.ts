/** Visits to firms over some days, over all units: how many, how long, how they were confirmed, and how firms are spared. */
import { ApiError } from '../../activities/acting/api-error.ts';
import { visitLimit } from '../../activities/enterprise-visit/limits.ts';
import { share } from '../schema/figures.ts';
import type { SchemaModule } from '../schema/schema.ts';

const READERS = ['serviceLeader', 'leader', 'auditor', 'admin'];
const DAY = 86_400_000;
const MOST = 200;

type Report = {
  readonly visits: number;
  readonly called: number;
  readonly firms: number;
  readonly confirmed: number;
  readonly byWord: number;
  readonly minutes: number;
  readonly demands: number;
  readonly mostPerFirm: number;
  readonly aboveCap: number;
  readonly firmYears: number;
};
type Unvisited = { readonly code: string; readonly name: string; readonly lastVisit: number | null };

export const visitReportModule: SchemaModule = (builder) => {
  const report = builder.objectRef<Report>('EnterpriseVisitReport').implement({
    description: 'Visits to firms that were begun in some days, over all units. 走访统计',
    fields: (t) => ({
      visits: t.exposeInt('visits', { description: 'Visits with a check-in in these days.' }),
      called: t.exposeInt('called', { description: 'Of these, for which the firm has called.' }),
      firms: t.exposeInt('firms', { description: 'Different firms.' }),
      confirmed: t.exposeInt('confirmed'),
      byWord: t.float({
        nullable: true,
        description: 'Confirmed by the firm or by a call ÷ confirmed. 企业确认率',
        resolve: ({ byWord, confirmed }) => share(byWord, confirmed),
      }),
      minutes: t.exposeInt('minutes', { description: 'Σ of the visits.' }),
      demands: t.exposeInt('demands'),
      demandsPer100: t.float({
        nullable: true,
        description: '100 × demands ÷ visits.',
        resolve: ({ demands, visits }) => (visits === 0 ? null : Math.round((demands / visits) * 10_000) / 100),
      }),
      mostPerFirm: t.exposeInt('mostPerFirm', {
        description: 'The most visits to one firm in one calendar year, without those for which it has called.',
      }),
      aboveCap: t.float({
        nullable: true,
        description: 'Firms and years with more of them than the limit of a year ÷ all firms and years. It is to be 0.',
        resolve: ({ aboveCap, firmYears }) => share(aboveCap, firmYears),
      }),
    }),
  });
  const unvisited = builder.objectRef<Unvisited>('FirmNotVisited').implement({
    description: 'A firm that nobody has visited for some days.',
    fields: (t) => ({
      code: t.exposeString('code'),
      name: t.exposeString('name'),
      lastVisit: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'Null where there never was one.',
        resolve: ({ lastVisit }) => (lastVisit === null ? null : new Date(lastVisit)),
      }),
    }),
  });
  builder.queryFields((t) => ({
    enterpriseVisitReport: t.field({
      type: report,
      authScopes: { roleSomewhere: READERS },
      description: 'Visits that began from a day on and before another, at most 366 days later. 走访统计',
      args: { from: t.arg({ type: 'Date' }), before: t.arg({ type: 'Date' }) },
      resolve: async (_, { from, before }, { read }) => {
        const days = (Date.parse(before) - Date.parse(from)) / DAY;
        if (!(days > 0 && days <= 366))
          throw new ApiError('INVALID_INPUT', {
            en: 'Give a day `from` and a later day `before`, at most 366 days apart.',
            zh: '请填写起始日from及其后的截止日before，相隔不超过366天。',
          });
        const [found] = await read<Report>(REPORT, { from, before, cap: await visitLimit(read, 'visitsPerYear') });
        if (!found) throw new Error('A count is always there.');
        return found;
      },
    }),
    firmsNotVisited: t.field({
      type: [unvisited],
      authScopes: { roleSomewhere: READERS },
      description:
        'Firms that are there and that nobody has visited for so many days, by their code, from behind one on. 久未走访企业',
      args: {
        days: t.arg.int(),
        first: t.arg.int({ defaultValue: 50, description: `At most ${MOST}.` }),
        after: t.arg.string({ required: false }),
      },
      resolve: async (_, { days, first, after }, { read, now }) => [
        ...(await read<Unvisited>(UNVISITED, {
          since: now - Math.max(0, days) * DAY,
          after: after ?? null,
          first: Math.max(0, Math.min(MOST, first)),
        })),
      ],
    }),
  }));
};

const REPORT = `WITH v AS (SELECT c.state, c.facts, c.facts->>'round' IS NULL AS called, c.facts#>>'{firm,code}' AS firm,
    to_timestamp((c.facts#>>'{checkedIn,at}')::float8 / 1000) AT TIME ZONE t.zone AS at
  FROM cases c JOIN tenants t ON t.id = c.tenant WHERE c.process = 'enterpriseVisit' AND c.facts->'checkedIn' <> 'null'),
d AS (SELECT * FROM v WHERE at >= ($1->>'from')::date AND at < ($1->>'before')::date),
y AS (SELECT firm, date_trunc('year', at), count(*)::int AS many FROM v WHERE NOT called
  AND at >= date_trunc('year', ($1->>'from')::date) AND at < date_trunc('year', ($1->>'before')::date - 1) + interval '1 year' GROUP BY 1, 2)
SELECT count(*)::int AS visits, count(*) FILTER (WHERE called)::int AS called, count(DISTINCT firm)::int AS firms,
  count(*) FILTER (WHERE state = 'confirmed')::int AS confirmed, count(*) FILTER (WHERE facts#>>'{confirmed,how}' IN ('word', 'callBack'))::int AS "byWord",
  coalesce(sum((facts->>'minutes')::int), 0)::int AS minutes, coalesce(sum(jsonb_array_length(facts->'demands')), 0)::int AS demands,
  coalesce((SELECT max(many) FROM y), 0) AS "mostPerFirm", (SELECT count(*)::int FROM y WHERE many > ($1->>'cap')::int) AS "aboveCap",
  (SELECT count(*)::int FROM y) AS "firmYears" FROM d`;

const UNVISITED = `SELECT s.key AS code, s.name, v.at AS "lastVisit" FROM subjects s
  LEFT JOIN (SELECT facts#>>'{firm,code}' AS firm, max((facts#>>'{checkedIn,at}')::float8) AS at FROM cases
    WHERE process = 'enterpriseVisit' AND facts->'checkedIn' <> 'null' GROUP BY 1) v ON v.firm = s.key
  WHERE s.kind = 'firm' AND s.state IN ('active', 'suspended') AND (v.at IS NULL OR v.at < ($1->>'since')::float8)
    AND ($1->>'after' IS NULL OR s.key > ($1->>'after') COLLATE "C") ORDER BY s.key COLLATE "C" LIMIT ($1->>'first')::int`;
