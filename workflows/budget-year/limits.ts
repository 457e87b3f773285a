/** Numbers of a budget that a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  warnAt: limit('Share committed at which it is said', '承诺提醒比例', 'perMille', 800, { least: 1, most: 1000 }),
  carryOverDays: limit('Days after the year’s end until it is carried over', '年后结转天数', 'days', 31, { least: 1, most: 365 }),
};

export type Limits = LimitValues<typeof limits>;
