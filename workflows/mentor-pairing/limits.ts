/** Numbers that a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  menteesPerMentor: limit('Pairings of a mentor at once, from accepting to the end', '导师同时带教人数上限', 'people', 3, {
    least: 1,
    most: 50,
  }),
  mentorsPerMentee: limit('Pairings of a mentee at once', '学员同时结对导师上限', 'people', 1, { least: 1, most: 10 }),
  supervisorMayMentor: limit('Leaders may mentor people of their unit and of those below it', '允许上下级结对', 'yesNo', 0, {
    most: 1,
  }),
  logWithinDays: limit('Time to log a session after it took place', '带教登记期限', 'days', 45, { least: 1, most: 365 }),
  mostUnconfirmed: limit('Sessions that may wait for confirmation at once', '待确认带教上限', 'times', 10, {
    least: 1,
    most: 100,
  }),
  midTermAfterDays: limit('Earliest mid-term review after the agreement', '中期评估最早时间', 'days', 90, { most: 365 }),
  leastSessions: limit('Confirmed sessions for the credits of a finished pairing', '结对学分最少带教次数', 'times', 6, {
    most: 365,
  }),
};

export type Limits = LimitValues<typeof limits>;
