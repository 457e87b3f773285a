/** Numbers of a batch that a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  firmsMax: limit('Firms of a batch', '每批企业上限', 'pieces', 500, { least: 1, most: 2000 }),
  rowsMax: limit('Rows of one notice', '每份公示条目上限', 'pieces', 500, { least: 1, most: 2000 }),
};

export type Limits = LimitValues<typeof limits>;
