/** The tenant's tables about the exchange of points: goods with their prices, sites where they are collected, and people whose points are frozen. */
import { z } from 'zod';
import { picked, titled } from '../../workflows/kernel/describe.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import { bothNames, key, rowTitle, whole } from '../table-parts.ts';
import type { TableRule } from '../tables.ts';

const goods: TableRule = {
  title: { en: 'Goods for points', zh: '兑换物品' },
  key: { en: 'Code of the goods, such as helmet', zh: '物品代码，例如helmet' },
  row: z.strictObject({
    title: rowTitle(),
    points: titled('Points', '积分', whole(1, 100_000), ['Of the day on which it is reserved.', '按预订当日计。']),
    perMonth: titled('For one person in a month', '每人每月上限', whole(1, 1_000)),
    lowAt: titled('Low at', '低库存提醒', whole(0, 100_000).exactOptional(), [
      'The keepers hear when a shelf has no more than so many.',
      '库存不高于此数时提醒保管员。',
    ]),
  }),
};
export type GoodsRow = {
  readonly title: Title;
  readonly points: number;
  readonly perMonth: number;
  readonly lowAt?: number;
};

const redemptionSites: TableRule = {
  title: { en: 'Sites of the exchange of points', zh: '积分兑换点' },
  key: { en: 'Code of the site', zh: '兑换点代码' },
  row: z.strictObject({
    title: rowTitle(),
    unit: titled('Unit', '所属单位', picked('unit', key()), ['Whose keepers of goods serve it.', '由该单位的物品保管员负责。']),
    hours: titled('Hours', '开放时间', bothNames()),
    closed: titled('Closed', '已关闭', z.boolean().exactOptional(), [
      'Nothing is reserved or packed there from this day on. What waits is moved to another site or cancelled.',
      '自当日起不再预订和备货；已有预订改点或取消。',
    ]),
  }),
};
export type SiteRow = {
  readonly title: Title;
  readonly unit: string;
  readonly hours: Title;
  readonly closed?: boolean;
};

/** The most days for which somebody's points are frozen; longer needs a decision anew. */
export const MOST_FROZEN = 30;

const pointFreezes: TableRule = {
  title: { en: 'Frozen points', zh: '积分冻结' },
  key: { en: 'Id of the person', zh: '人员编号' },
  keepers: ['leader', 'admin'],
  row: z.strictObject({
    reason: titled('Reason', '理由', key(200), ['Whoever is frozen reads it.', '本人可见。']),
    days: titled('Days', '天数', whole(1, MOST_FROZEN), [
      'From the first day of the row. They go on earning, and exchange nothing meanwhile.',
      '自生效日起计。冻结期间照常积分，不得兑换。',
    ]),
  }),
};

export const redemptionTables = { goods, redemptionSites, pointFreezes } as const;
