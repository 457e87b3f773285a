/** Numbers of a demand that a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  extensions: limit('Extensions of one demand', '单件延期次数', 'times', 2, { most: 5 }),
  extensionDays: limit('Longest extension', '单次延期上限', 'workingDays', 5, { least: 1, most: 60 }),
  askAheadDays: limit('More time is asked for before the end by', '延期须提前申请', 'workingDays', 1, { most: 10 }),
  groupFrom: limit('Firms from which like demands become one', '同类诉求归并企业数', 'pieces', 3, { least: 2, most: 50 }),
  mostQuestions: limit('Times the firm is asked about one demand', '单件询问企业次数', 'times', 3, { least: 1, most: 20 }),
  longTermDays: limit('Longest time of a long-term answer', '长期推进最长时间', 'days', 365, { least: 1, most: 1_830 }),
  againDays: limit('The same again counts within', '重复诉求统计期限', 'days', 90, { least: 1, most: 730 }),
  meetingDays: limit('Meetings are called at most ahead', '协调会最迟召开', 'days', 30, { least: 1, most: 365 }),
};

export type Limits = LimitValues<typeof limits>;
