/** Numbers of the desk that a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  followUpDays: limit('A follow-up is possible for so long after an answer', '答复后可追问期限', 'days', 7, {
    least: 1,
    most: 365,
  }),
  mostFollowUps: limit('Follow-ups to one question', '每个问题追问次数', 'times', 3, { most: 20 }),
  // The share of what is asked that stands in the entry, rare words counting more.
  suggestFrom: limit('An earlier answer is suggested from this likeness on', '相近问答提示的相似度', 'percent', 30, {
    least: 1,
    most: 100,
  }),
};

export type Limits = LimitValues<typeof limits>;
