/** What the statements know about themselves, described for people. Who saved how much stands with each event alone. */
import { z } from 'zod';
import { cents, type Described, day, large, main, titled } from '../kernel/describe.ts';

const week = z
  .object({
    from: titled('First day', '开始日期', day()),
    to: titled('Last day', '结束日期', day()),
    growers: titled('Growers', '种植户数', z.number()),
    fen: titled('Saved', '节省金额', large(cents())),
    late: titled('Told late by days', '迟发天数', z.number()),
  })
  .meta({ title: 'SavingWeek' });

export const facts = z.object({
  weeks: main(titled('Weeks', '各周', z.array(week), ['The last twelve.', '最近十二周。'])),
  ended: titled('Why it ended', '停发原因', z.string().nullable()),
});

export type Facts = Described<typeof facts>;
