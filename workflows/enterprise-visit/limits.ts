/** Numbers of visits to firms that a tenant may change with a date. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  visitGapDays: limit('Between two visits to a firm, over all units', '同一企业两次走访间隔（各单位合计）', 'days', 30, {
    least: 1,
    most: 366,
  }),
  visitsPerYear: limit('Visits to a firm in a year, over all units', '同一企业每年走访上限（各单位合计）', 'times', 6, {
    least: 1,
    most: 366,
  }),
  visitsPerDay: limit('Visits of an officer on a day', '每人每日走访上限', 'times', 4, { least: 1, most: 50 }),
  noticeWorkingDays: limit('Arranged ahead by at least', '提前约定', 'workingDays', 1, { least: 0, most: 20 }),
  checkInRadius: limit('Distance from the firm at check-in', '签到距离', 'metres', 200, { least: 10, most: 5_000 }),
  demandsMax: limit('Demands from one visit', '单次走访诉求上限', 'pieces', 10, { least: 1, most: 20 }),
  firmsInAFigure: limit('Firms in a figure at least', '统计数据最少企业数', 'pieces', 3, { least: 3, most: 100 }),
  recordFigures: limit('Figures of firms are recorded', '登记企业经营数据', 'yesNo', 0, { most: 1 }),
};

export type Limits = LimitValues<typeof limits>;
