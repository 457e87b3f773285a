/** Numbers of the care of points that a tenant may change with a date. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  foretellFirst: limit('Days before points expire: first word', '到期前首次提醒', 'days', 60, { least: 1, most: 365 }),
  foretellLast: limit('Days before points expire: last word', '到期前末次提醒', 'days', 15, {
    least: 1,
    most: 365,
    atMost: 'foretellFirst',
  }),
  debtMonths: limit('Months after which a debt of points may be written off', '负积分可核销期限', 'months', 24, {
    least: 1,
    most: 120,
  }),
};
export type Limits = LimitValues<typeof limits>;
