/** What each movement of goods is judged by, or what in its input the tenant's data doesn't know. */

import type { Facts } from '../../workflows/goods-intake/facts.ts';
import type { Inputs } from '../../workflows/goods-intake/inputs.ts';
import type { Limits } from '../../workflows/goods-intake/limits.ts';
import type { Reference } from '../../workflows/goods-intake/vocabulary.ts';
import { readToday } from '../days.ts';
import { noRow } from '../found.ts';
import { defineLookups } from '../lookups.ts';
import { siteOf } from '../points-redemption/shelves.ts';
import { type GoodsRow, redemptionTables, type SiteRow } from '../points-redemption/tables.ts';
import { readTable } from '../tables.ts';

export const intakeLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: async ({ read, input, now }) => {
    const today = await readToday(read, now);
    const [goods, sites, [open]] = await Promise.all([
      readTable<GoodsRow>(read, 'goods', today),
      readTable<SiteRow>(read, 'redemptionSites', today),
      read<{ id: string }>(
        `SELECT id FROM cases WHERE process = 'goodsIntake' AND NOT closed AND facts->>'kind' = 'count' AND facts#>>'{site,id}' = $1->>'site' LIMIT 1`,
        { site: input.site },
      ),
    ]);
    const row = sites.get(input.site);
    const to = input.to === undefined ? undefined : sites.get(input.to);
    const issues = [
      ...(row ? [] : [noRow(['site'], input.site, redemptionTables.redemptionSites)]),
      ...(input.to === undefined || to ? [] : [noRow(['to'], input.to, redemptionTables.redemptionSites)]),
      ...(input.lines ?? []).flatMap(({ sku }, n) =>
        goods.has(sku) ? [] : [noRow(['lines', n, 'sku'], sku, redemptionTables.goods)],
      ),
    ];
    if (!row || issues.length > 0) return { issues };
    return {
      reference: {
        site: siteOf(input.site, row),
        to: to && input.to !== undefined ? siteOf(input.to, to) : null,
        titles: Object.fromEntries((input.lines ?? []).map(({ sku }) => [sku, (goods.get(sku) as GoodsRow).title])),
        open: open?.id ?? null,
        today,
      },
    };
  },
  count: async ({ read, input, current: { facts } }) => {
    const [goods, rows] = await Promise.all([
      readTable<GoodsRow>(read, 'goods'),
      read<{ sku: string; book: number }>(
        `SELECT split_part(owner, ':', 3) AS sku, balance::int AS book FROM accounts
         WHERE tenant = current_setting('banjie.tenant', true) AND asset = 'stock' AND owner LIKE 'shelf:' || ($1->>'site') || ':%'`,
        { site: facts.site.id },
      ),
    ]);
    const issues = input.lines.flatMap(({ sku }, n) =>
      goods.has(sku) || rows.some((row) => row.sku === sku) ? [] : [noRow(['lines', n, 'sku'], sku, redemptionTables.goods)],
    );
    if (issues.length > 0) return { issues };
    const title = (sku: string) => goods.get(sku)?.title ?? { en: sku, zh: sku };
    const shelves = new Map(input.lines.map(({ sku }) => [sku, { sku, title: title(sku), book: 0 }]));
    for (const { sku, book } of rows) shelves.set(sku, { sku, title: title(sku), book });
    return { reference: { shelves: [...shelves.values()] } };
  },
});
