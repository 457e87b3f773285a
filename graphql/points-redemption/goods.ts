/** What may be had for points at a site today. */

import { ApiError } from '../../activities/acting/api-error.ts';
import { readToday } from '../../activities/days.ts';
import { readShelves } from '../../activities/points-redemption/shelves.ts';
import type { GoodsRow, SiteRow } from '../../activities/points-redemption/tables.ts';
import { readTable, readTableRow } from '../../activities/tables.ts';
import type { Context } from '../context.ts';
import type { SchemaModule } from '../schema/schema.ts';

type OnShelf = GoodsRow & { readonly sku: string; readonly left: number | null };

export const goodsModule: SchemaModule = (builder, { title }) => {
  const goods = builder.objectRef<OnShelf>('GoodsOnShelf').implement({
    description: 'Goods for points at a site. 可兑物品',
    fields: (t) => ({
      sku: t.exposeID('sku', { description: 'A key of the table `goods`.' }),
      title: t.field({ type: title, resolve: (parent) => parent.title }),
      points: t.exposeInt('points', { description: 'For one of it, today.' }),
      perMonth: t.exposeInt('perMonth', { description: 'How many of it one person gets in a month.' }),
      left: t.exposeInt('left', {
        nullable: true,
        description: 'How many of it are there and not past their day. Not for keepers while the site is counted.',
      }),
    }),
  });
  builder.queryField('goods', (t) =>
    t.field({
      type: [goods],
      authScopes: { person: true },
      description: 'What may be had for points at a site today, also what is sold out there. 兑换点可兑物品',
      args: { site: t.arg.id({ description: 'A key of the table `redemptionSites`.' }) },
      resolve: (_, { site }, context) => goodsAt(context, String(site)),
    }),
  );
};

const goodsAt = async ({ read, caller, now }: Context, site: string): Promise<OnShelf[]> => {
  const today = await readToday(read, now);
  const [row, goods, shelves, counted] = await Promise.all([
    readTableRow<SiteRow>(read, 'redemptionSites', site, today),
    readTable<GoodsRow>(read, 'goods', today),
    readShelves(read, today),
    isCounted(read, site),
  ]);
  if (!row)
    throw new ApiError('NOT_FOUND', {
      en: `There is no site “${site}” today; choose one of the table redemptionSites.`,
      zh: `没有兑换点“${site}”，请从兑换点表中选择。`,
    });
  const blind = counted && caller.actor.grants.some(({ role }) => role === 'goodsKeeper');
  return [...goods].map(([sku, one]) => ({ ...one, sku, left: blind ? null : (shelves.get(`${site}:${sku}`) ?? 0) }));
};

/** Whether somebody counts the shelves of a site just now, without the book. */
const isCounted = async (read: Context['read'], site: string): Promise<boolean> =>
  (
    await read(
      `SELECT 1 AS found FROM cases WHERE process = 'goodsIntake' AND state = 'counting' AND facts#>>'{site,id}' = $1->>'site' LIMIT 1`,
      { site },
    )
  ).length > 0;
