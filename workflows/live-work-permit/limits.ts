/** Numbers a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  permitMinutes: limit('Longest period of a permit', '作业票最长有效期', 'minutes', 24 * 60, { least: 30, most: 7 * 24 * 60 }),
  extensionMinutes: limit('Longest extension', '单次延期最长时间', 'minutes', 4 * 60, { least: 0, most: 24 * 60 }),
  checkMinutes: limit(
    'Age of weather and insulation checks when work begins or goes on',
    '许可、恢复时天气和绝缘检查有效时间',
    'minutes',
    180,
    {
      least: 10,
      most: 24 * 60,
    },
  ),
};

export type Limits = LimitValues<typeof limits>;
