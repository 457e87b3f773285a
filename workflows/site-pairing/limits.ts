/** Numbers of the site pairing that a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  mostOpenDifficulties: limit('Open difficulties of one pairing', '每个结对未办结困难上限', 'pieces', 10, {
    least: 1,
    most: 100,
  }),
};

export type Limits = LimitValues<typeof limits>;
