/** The statement of a month: what each account of points and each shelf had, what came and went, and what was left; from the lines of the ledger alone. */
import type { TenantRead } from '../tenant-read.ts';

export type PersonMonth = {
  readonly person: string;
  readonly opening: number;
  readonly earned: number;
  readonly earnedBy: readonly { readonly caseId: string; readonly points: number }[];
  readonly held: number;
  readonly givenBack: number;
  readonly redeemed: number;
  readonly reversed: number;
  readonly expired: number;
  readonly writtenOff: number;
  readonly closing: number;
};

export type ShelfMonth = {
  readonly site: string;
  readonly sku: string;
  readonly opening: number;
  readonly received: number;
  readonly moved: number;
  readonly given: number;
  readonly writtenOff: number;
  readonly counted: number;
  readonly closing: number;
};

export type Month = { readonly month: string; readonly people: readonly PersonMonth[]; readonly shelves: readonly ShelfMonth[] };

/** When a month of the tenant begins and ends. */
const SPAN = `SELECT t.id AS tenant, ($1->>'month' || '-01')::date::timestamp AT TIME ZONE zone AS since,
    (($1->>'month' || '-01')::date + interval '1 month') AT TIME ZONE zone AS until FROM tenants t WHERE t.id = current_setting('banjie.tenant', true)`;

/** Each line as its account has it: what it adds, and from or to whom. */
const MOVES = (asset: string, owner: string) => `SELECT o.owner, l.case_id, l.rule, l.reverses, l.at, o.other, o.delta
  FROM span JOIN ledger_lines l ON l.tenant = span.tenant AND l.asset = '${asset}' AND l.at < span.until AND l.from_owner <> l.to_owner,
    LATERAL (VALUES (l.from_owner, l.to_owner, -l.amount), (l.to_owner, l.from_owner, l.amount)) o(owner, other, delta)
  WHERE o.owner LIKE '${owner}'`;

const sum = (what: string, sign: 1 | -1 = 1): string =>
  `${sign === 1 ? '' : '-'}coalesce(sum(delta) FILTER (WHERE at >= since AND ${what}), 0)::int`;
/** Set aside for goods, and what came back of it. */
const HELD = `(other LIKE 'held:%' OR other = 'scheme:returned' AND rule NOT LIKE '%:expired')`;
const EXPIRED = `rule LIKE '%:expired'`;
const REVERSED = `delta < 0 AND reverses IS NOT NULL AND NOT ${EXPIRED} AND NOT ${HELD}`;

const PEOPLE = `WITH span AS (${SPAN}), moves AS (${MOVES('points', 'person:%')}),
  earned AS (SELECT owner, jsonb_agg(jsonb_build_object('caseId', case_id, 'points', points) ORDER BY case_id) AS "earnedBy" FROM (
    SELECT owner, case_id, sum(delta)::int AS points FROM moves, span
    WHERE at >= since AND delta > 0 AND NOT ${HELD} AND other <> 'scheme:writtenOff' GROUP BY 1, 2) e GROUP BY 1),
  redeemed AS (SELECT h.owner, sum(CASE WHEN l.reverses IS NULL THEN l.amount ELSE -l.amount END)::int AS points
    FROM span JOIN ledger_lines l ON l.tenant = span.tenant AND l.asset = 'points' AND l.at >= span.since AND l.at < span.until
      AND 'scheme:redeemed' IN (l.from_owner, l.to_owner)
    JOIN (SELECT DISTINCT owner, case_id FROM moves WHERE other LIKE 'held:%' AND delta < 0) h ON h.case_id = l.case_id GROUP BY 1)
  SELECT substr(m.owner, 8) AS person, coalesce(sum(delta) FILTER (WHERE at < since), 0)::int AS opening,
    ${sum(`delta > 0 AND NOT ${HELD} AND other <> 'scheme:writtenOff'`)} AS earned, coalesce(min(e."earnedBy"::text)::jsonb, '[]') AS "earnedBy",
    ${sum(`delta < 0 AND ${HELD}`, -1)} AS held, ${sum(`delta > 0 AND ${HELD}`)} AS "givenBack",
    coalesce(min(r.points), 0)::int AS redeemed, ${sum(REVERSED, -1)} AS reversed,
    ${sum(`delta < 0 AND ${EXPIRED}`, -1)} AS expired, ${sum(`other = 'scheme:writtenOff'`)} AS "writtenOff", sum(delta)::int AS closing
  FROM span, moves m LEFT JOIN earned e ON e.owner = m.owner LEFT JOIN redeemed r ON r.owner = m.owner GROUP BY m.owner ORDER BY m.owner`;

const SHELVES = `WITH span AS (${SPAN}), moves AS (${MOVES('stock', 'shelf:%')})
  SELECT split_part(owner, ':', 2) AS site, split_part(owner, ':', 3) AS sku, coalesce(sum(delta) FILTER (WHERE at < since), 0)::int AS opening,
    ${sum(`other = 'scheme:supplier'`)} AS received, ${sum(`other LIKE 'transit:%'`)} AS moved, ${sum(`other LIKE 'reserved:%'`, -1)} AS given,
    ${sum(`other IN ('scheme:spoiled', 'scheme:lost')`, -1)} AS "writtenOff", ${sum(`other = 'scheme:counted'`)} AS counted, sum(delta)::int AS closing
  FROM span, moves GROUP BY owner ORDER BY owner`;

/** The statement of a month (YYYY-MM), as the lines have it. */
export const readMonth = async (read: TenantRead, month: string): Promise<Month> => {
  const [people, shelves] = await Promise.all([read<PersonMonth>(PEOPLE, { month }), read<ShelfMonth>(SHELVES, { month })]);
  return { month, people, shelves };
};

/** Accounts of a statement whose kinds of lines don't come to what is left. */
export const unequal = ({ people, shelves }: Month): readonly string[] => [
  ...people
    .filter(
      (one) => one.closing !== one.opening + one.earned - one.held + one.givenBack - one.reversed - one.expired + one.writtenOff,
    )
    .map(({ person }) => `person:${person}`),
  ...shelves
    .filter((one) => one.closing !== one.opening + one.received + one.moved - one.given - one.writtenOff + one.counted)
    .map(({ site, sku }) => `shelf:${site}:${sku}`),
];

/** Accounts whose balance isn't what all their lines come to. */
export const readUnbalanced = async (read: TenantRead): Promise<readonly string[]> =>
  (
    await read<{ owner: string }>(
      `SELECT a.owner FROM accounts a LEFT JOIN (
         SELECT o.owner, l.asset, sum(o.delta) AS total FROM ledger_lines l, LATERAL (VALUES (l.from_owner, -l.amount), (l.to_owner, l.amount)) o(owner, delta)
         WHERE l.tenant = current_setting('banjie.tenant', true) AND l.asset IN ('points', 'stock') GROUP BY 1, 2) s ON s.owner = a.owner AND s.asset = a.asset
       WHERE a.tenant = current_setting('banjie.tenant', true) AND a.asset IN ('points', 'stock') AND a.balance <> coalesce(s.total, 0) ORDER BY 1`,
      {},
    )
  ).map(({ owner }) => owner);
