/** Numbers of the exchange of points that a tenant may change with a date. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  monthPoints: limit('Points that one person exchanges in a month', '每人每月兑换积分上限', 'points', 500, {
    least: 1,
    most: 100_000,
  }),
  residentsMay: limit('Residents exchange points, too', '居民可兑换', 'yesNo', 0, { most: 1 }),
  lapsesToPause: limit('Reservations not collected that pause a person', '暂停预订所需逾期次数', 'times', 2, {
    least: 1,
    most: 50,
  }),
  lapseDays: limit('Days in which these count', '逾期计算期', 'days', 90, { least: 1, most: 730 }),
  pauseDays: limit('Days for which a person is paused', '暂停天数', 'days', 30, { least: 1, most: 366 }),
  codeDigits: limit('Digits of a collection code', '取货码位数', 'pieces', 6, { least: 4, most: 10 }),
  codeTries: limit('Tries of a collection code', '取货码试错次数', 'times', 5, { least: 1, most: 20 }),
  returnDays: limit('Days in which unopened goods are taken back', '未拆封退回期限', 'days', 7, { least: 0, most: 60 }),
  graceAfterLapse: limit('Days for which points count that had their time meanwhile', '期间到期积分返还后有效天数', 'days', 10, {
    least: 1,
    most: 366,
  }),
};
export type Limits = LimitValues<typeof limits>;
