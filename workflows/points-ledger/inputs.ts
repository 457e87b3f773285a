/** What a caller must send to look after a tenant's points, and what such a case knows about itself. */
import { z } from 'zod';
import { type Described, day, instant, internal, main, person, titled } from '../kernel/describe.ts';
import { lines, personId } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

const reason = (help: readonly [string, string]) => titled('Reason', '理由', lines(500), help);

export const inputs = {
  start: z.object({}),
  night: z.object({}),
  writeOff: z.object({
    person: titled('Person', '人员', personId(), ['Whose account is below zero.', '积分账户为负的人员。']),
    reason: reason(['The person reads it.', '本人可见。']),
  }),
  stop: z.object({ reason: reason(['Why points are looked after no more.', '说明停用理由。']) }),
};
export type Inputs = InputTypes<typeof inputs>;

const month = z
  .object({
    month: titled('Month', '月份', z.string()),
    sha256: titled('Hash of the statement', '月报哈希', z.string()),
    people: titled('Accounts', '账户数', z.int()),
    wrong: titled('Accounts that aren’t what their lines come to', '与分录不符的账户', z.array(z.string())),
    at: titled('Made at', '出具时间', instant()),
  })
  .meta({ title: 'PointsMonthKept' });

const writtenOff = z
  .object({
    person: titled('Person', '人员', person()),
    points: titled('Points', '积分', z.int()),
    by: titled('By', '办理人', person()),
    at: titled('At', '时间', instant()),
  })
  .meta({ title: 'PointsWrittenOff' });

export const facts = z.object({
  lastNight: main(titled('Last night', '最近办理日', day().nullable())),
  months: main(titled('Statements', '月报', z.array(month), ['The last three years.', '保留最近三年。'])),
  writtenOff: titled('Written off', '核销', z.array(writtenOff)),
  by: internal(titled('Begun by', '启用人', person())),
});
export type Facts = Described<typeof facts>;
