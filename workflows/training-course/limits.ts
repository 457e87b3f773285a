/** Numbers that a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  earlyMinutes: limit('Check-in opens before a session by', '课前签到提前量', 'minutes', 30, { most: 240 }),
  codeMinutes: limit('A check-in code is shown for', '签到码更换间隔', 'minutes', 5, {
    least: 1,
    most: 120,
  }),
};

export type Limits = LimitValues<typeof limits>;
