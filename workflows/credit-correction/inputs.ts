/** What a caller must send to correct somebody's credits, and what a correction knows about itself. */
import { z } from 'zod';
import { reason } from '../academy/inputs.ts';
import { year } from '../credits/facts.ts';
import { award } from '../credits/inputs.ts';
import { type Described, main, person, picked, titled } from '../kernel/describe.ts';
import { personId, say } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

const line = say('Give the id of a line of the account.', '请填写账户明细中的分录编号。');

export const inputs = {
  start: z.object({
    takeBack: titled(
      'Line to take back',
      '撤销分录',
      picked('accountLine', z.string(line).trim().min(1, line).max(80, line)).optional(),
      ['A line of somebody’s account; leave it out to give credits.', '个人账户明细中的分录；补记学分时留空。'],
    ),
    award: titled(
      'Credits to give',
      '补记学分',
      z.object({ person: titled('Person', '人员', personId()), ...award }).optional(),
      ['Credits that were earned but not given; leave them out to take a line back.', '已取得但漏记的学分；撤销分录时留空。'],
    ),
    reason: reason('更正理由', ['The person reads it.', '当事人将看到。']),
  }),
};

export type Inputs = InputTypes<typeof inputs>;

export const facts = z.object({
  person: main(titled('Person', '人员', person())),
  kind: main(titled('Kind of credits', '学分类别', picked('table:creditRules', z.string()))),
  year: main(year()),
  credits: main(
    titled('Change in credits', '学分增减', z.int(), [
      'Below zero for what is taken back. The cap of the year may cut what is given, as the account shows.',
      '撤销为负数；补记可能受年度上限削减，以账户明细为准。',
    ]),
  ),
  line: titled('Line taken back', '撤销分录', picked('accountLine', z.string()).nullable()),
  reason: main(titled('Reason', '更正理由', z.string())),
});

export type Facts = Described<typeof facts>;
