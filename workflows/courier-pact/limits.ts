/** Numbers of the couriers’ pact that a tenant may change with a date. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  pactMonths: limit('Months for which a pact is signed', '契约有效月数', 'months', 12, { least: 1, most: 60 }),
  renewDays: limit('Days before its end from which it is renewed', '到期前可续签天数', 'days', 30, { least: 1, most: 180 }),
  barMonths: limit('Months without a pact after fraud', '弄虚作假后限制加入月数', 'months', 24, { least: 0, most: 120 }),
};

export type Limits = LimitValues<typeof limits>;
