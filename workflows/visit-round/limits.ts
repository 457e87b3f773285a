/** Numbers of rounds of visits that a tenant may change with a date. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  roundDaysMax: limit('Days of a round at most', '走访轮次最长天数', 'days', 184, { least: 1, most: 366 }),
  firmsMax: limit('Firms of a round at most', '单轮走访企业上限', 'pieces', 2_000, { least: 1, most: 5_000 }),
};

export type Limits = LimitValues<typeof limits>;
