/** What each act of an exchange of points is judged by, or what in its input the tenant's data doesn't know. */

import { daysAfter } from '../../workflows/kernel/days.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import type { Facts } from '../../workflows/points-redemption/facts.ts';
import type { Inputs } from '../../workflows/points-redemption/inputs.ts';
import type { Limits } from '../../workflows/points-redemption/limits.ts';
import type { Reference, Site, Spent, Wanted } from '../../workflows/points-redemption/vocabulary.ts';
import { readToday } from '../days.ts';
import { issue, noRow } from '../found.ts';
import { type ActAsk, defineLookups, type InputIssue } from '../lookups.ts';
import { readTable } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import { readPurse, readShelves, siteOf } from './shelves.ts';
import { type GoodsRow, redemptionTables, type SiteRow } from './tables.ts';

const DAY = 86_400_000;

type Asked = readonly { readonly sku: string; readonly n: number; readonly path: readonly (string | number)[] }[];

/** A site with what is asked for there; other sites that have as many, where it has too few. */
const readWanted = async (
  read: TenantRead,
  of: string,
  asked: Asked,
  today: string,
): Promise<{ readonly site: Site; readonly wanted: readonly Wanted[] } | { readonly issues: readonly InputIssue[] }> => {
  const [goods, sites, shelves] = await Promise.all([
    readTable<GoodsRow>(read, 'goods', today),
    readTable<SiteRow>(read, 'redemptionSites', today),
    readShelves(read, today),
  ]);
  const row = sites.get(of);
  const issues = [
    ...(row ? [] : [noRow(['site'], of, redemptionTables.redemptionSites)]),
    ...asked.flatMap(({ sku, path }) => (goods.has(sku) ? [] : [noRow(path, sku, redemptionTables.goods)])),
  ];
  if (!row || issues.length > 0) return { issues };
  const has = (site: string, sku: string): number => shelves.get(`${site}:${sku}`) ?? 0;
  const wanted = asked.map(({ sku, n }): Wanted => {
    const { title, points, perMonth } = goods.get(sku) as GoodsRow;
    const elsewhere = [...sites].filter(([id, site]) => id !== of && !site.closed && has(id, sku) >= n);
    return { sku, n, title, points, perMonth, shelf: has(of, sku), elsewhere: elsewhere.map(([, site]) => site.title) };
  });
  return { site: siteOf(of, row), wanted };
};

const readLapses = async (read: TenantRead, person: string, now: number, { lapseDays }: Pick<Limits, 'lapseDays'>) =>
  (
    await read<{ at: number }>(
      `SELECT ms(closed_at) AS at FROM cases WHERE process = 'pointsRedemption' AND state = 'lapsed' AND opened_by = $1->>'person'
         AND closed_at > to_timestamp(($1->>'since')::float8 / 1000) ORDER BY closed_at`,
      { person, since: now - lapseDays * DAY },
    )
  ).map(({ at }) => at);

/** Until which day somebody's points are frozen, and why. */
const readFrozen = async (read: TenantRead, person: string, today: string): Promise<Reference['start']['frozen']> => {
  const [row] = await read<{ from: string; retired: boolean; value: { reason: string; days: number } }>(
    `SELECT valid_from::text AS "from", retired, value FROM table_rows WHERE table_name = 'pointFreezes' AND key = $1->>'person' AND valid_from <= ($1->>'today')::date
     ORDER BY valid_from DESC LIMIT 1`,
    { person, today },
  );
  if (!row || row.retired) return null;
  const until = daysAfter(row.from, row.value.days - 1);
  return until < today ? null : { until, reason: row.value.reason };
};

/** From which lots the points of the reservation were taken. */
const readSpent = async ({ read, caseId, now }: ActAsk<unknown, Facts, unknown>): Promise<Spent> => {
  const [lots, today] = await Promise.all([
    read<{ until: string | null; amount: number }>(
      `SELECT x.until::text AS until, sum(d.amount)::int AS amount FROM ledger_lines l JOIN ledger_draws d ON d.line_id = l.id JOIN ledger_lots x ON x.id = d.lot_id
       WHERE l.case_id = $1->>'caseId' AND l.rule = 'reserve' AND l.reverses IS NULL AND x.owner = l.from_owner GROUP BY x.until ORDER BY x.until`,
      { caseId },
    ),
    readToday(read, now),
  ]);
  return { today, lots };
};

/** What was set aside and is past its day. */
const readExpired = async (
  { read, caseId, current }: ActAsk<unknown, Facts, unknown>,
  today: string,
): Promise<readonly Title[]> => {
  const rows = await read<{ owner: string }>(
    `SELECT DISTINCT owner FROM ledger_lots WHERE tenant = current_setting('banjie.tenant', true) AND asset = 'stock' AND rest > 0 AND until < ($1->>'today')::date
       AND owner IN (SELECT 'reserved:' || ($1->>'caseId') || ':' || jsonb_array_elements_text($1->'skus'))`,
    { caseId, today, skus: current.facts.items.map(({ sku }) => sku) },
  );
  return current.facts.items.filter(({ sku }) => rows.some(({ owner }) => owner.endsWith(`:${sku}`))).map(({ title }) => title);
};

const spent = async (ask: ActAsk<unknown, Facts, unknown>) => ({ reference: await readSpent(ask) });

export const redemptionLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: async ({ read, actor, input, limits, now }) => {
    const skus = input.items.map(({ sku }) => sku);
    const twice = skus.findIndex((sku, n) => skus.indexOf(sku) !== n);
    if (twice >= 0)
      return {
        issues: [
          issue(
            ['items', twice, 'sku'],
            'Name each kind of goods once, with how many you want.',
            '同一物品请只填一行并填写数量。',
          ),
        ],
      };
    const asked = input.items.map(({ sku, n }, at) => ({ sku, n, path: ['items', at, 'sku'] }));
    const today = await readToday(read, now);
    const [found, purse, frozen, lapses] = await Promise.all([
      readWanted(read, input.site, asked, today),
      readPurse(read, actor.id, today),
      readFrozen(read, actor.id, today),
      readLapses(read, actor.id, now, limits),
    ]);
    if ('issues' in found) return found;
    return { reference: { ...found, month: today.slice(0, 7), purse, frozen, lapses } };
  },
  pack: async (ask) => {
    const { facts } = ask.current;
    const today = await readToday(ask.read, ask.now);
    const [sites, expired] = await Promise.all([readTable<SiteRow>(ask.read, 'redemptionSites', today), readExpired(ask, today)]);
    const row = sites.get(facts.site.id);
    // A site that is no row any more is closed.
    return { reference: { site: row ? siteOf(facts.site.id, row) : { ...facts.site, unit: '', closed: true }, expired } };
  },
  move: async ({ read, input, now, current: { facts } }) => {
    const today = await readToday(read, now);
    // What was reserved may be no goods any more; it is moved all the same.
    const found = await readWanted(read, input.site, [], today);
    if ('issues' in found) return found;
    const shelves = await readShelves(read, today);
    const wanted = facts.items.map((item) => ({
      ...item,
      perMonth: item.n,
      shelf: shelves.get(`${input.site}:${item.sku}`) ?? 0,
      elsewhere: [],
    }));
    return { reference: { site: found.site, wanted } };
  },
  cancel: spent,
  giveBack: spent,
  lapse: async (ask) => {
    const [reference, lapses] = await Promise.all([
      readSpent(ask),
      readLapses(ask.read, ask.current.facts.holder.id, ask.now, ask.limits),
    ]);
    return { reference: { ...reference, lapses } };
  },
  owed: async (ask) => {
    const reference = await readSpent(ask);
    return { reference: { ...reference, purse: await readPurse(ask.read, ask.current.facts.holder.id, reference.today) } };
  },
});
