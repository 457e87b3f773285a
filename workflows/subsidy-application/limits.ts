/** Numbers of a subsidy that a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  firmYearFen: limit('Most for a firm in a year, over all items', '企业年度补贴总额上限', 'fen', 500_000_000, { least: 1 }),
  firmWindowMonths: limit('Months over which a firm’s subsidies are summed', '滚动累计月数', 'months', 36, {
    least: 1,
    most: 120,
  }),
  firmWindowFen: limit('Most for a firm in these months (0 for no limit)', '滚动累计上限（0为不限）', 'fen', 0),
  groupYearFen: limit('Most for a group of companies in a year (0 for no limit)', '关联企业年度上限（0为不限）', 'fen', 0),
  accountMonths: limit('Months for which a verified account counts', '账户核验有效月数', 'months', 12, { least: 1, most: 60 }),
  codeTries: limit('Tries at the amount of a test payment', '核验金额可填写次数', 'times', 3, { least: 1, most: 10 }),
  twoPayersFen: limit('Above it two people approve a payment', '须两人复核的支付金额', 'fen', 10_000_000),
  writeOffFen: limit('Up to it the rest of a recovery may be written off', '可核销的追回余额', 'fen', 20_000),
  stayYears: limit('Years for which a firm has to stay', '企业应留驻年限', 'years', 3, { least: 0, most: 20 }),
  instalmentsMax: limit('Instalments of a recovery', '追回最多分期数', 'times', 12, { least: 1, most: 60 }),
  maxPhotos: limit('Files sent at once', '一次上传文件数', 'photos', 10, { least: 1, most: 20 }),
};

export type Limits = LimitValues<typeof limits>;
