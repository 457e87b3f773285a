/** Numbers of the guidance that a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  visitRadius: limit('Farthest from the plot at a visit', '上门定位允许偏差', 'metres', 500, { least: 10, most: 10_000 }),
  openPerExpert: limit('Open guidances of one expert', '每名专家未结指导上限', 'pieces', 3, { least: 1, most: 50 }),
  visitHours: limit('Length of a visit', '上门时长', 'hours', 4, { least: 1, most: 12 }),
  outbreakCases: limit('Like cases that make an outbreak', '疫情预警件数', 'pieces', 5, { least: 2, most: 1000 }),
  outbreakDays: limit('Days over which like cases count', '疫情预警天数', 'days', 7, { least: 1, most: 90 }),
  outbreakMetres: limit('Distance within which like cases count', '疫情预警范围', 'metres', 3000, {
    least: 100,
    most: 100_000,
  }),
  allowanceFen: limit('Allowance of a visit', '每次上门补贴', 'fen', 10_000, { most: 10_000_000, atMost: 'allowanceMonthFen' }),
  allowanceMonthFen: limit('Allowances of one expert in a month', '每名专家每月补贴上限', 'fen', 80_000, { most: 100_000_000 }),
  maxPhotos: limit('Photos at once', '每次照片上限', 'photos', 6, { least: 0, most: 20 }),
};

export type Limits = LimitValues<typeof limits>;
