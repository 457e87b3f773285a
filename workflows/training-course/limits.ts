/** Numbers that a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  earlyMinutes: limit('Check-in opens before a session by', '课前签到提前量', 'minutes', 30, { most: 240 }),
  // It holds as long again for who is typing it, and no longer, so that a picture of it is of no use to who isn't there.
  codeSeconds: limit('A check-in code is shown for', '签到码更换间隔', 'seconds', 20, { least: 10, most: 600 }),
  remindHours: limit('A session is reminded of before it begins by', '课前提醒提前量', 'hours', 24, { most: 168 }),
};

export type Limits = LimitValues<typeof limits>;
