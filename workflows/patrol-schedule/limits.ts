/** Numbers a tenant may change with a date. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  aheadDays: limit('Days ahead that a round is opened', '提前下达天数', 'days', 14, { most: 60 }),
  lateMark: limit('Days after which a round counts as opened late', '补开标记天数', 'days', 0, { most: 30 }),
  minPerWeek: limit('Rounds a week where streets are walked often', '每周最少巡查次数', 'times', 2, { least: 1, most: 14 }),
};

export type Limits = LimitValues<typeof limits>;
