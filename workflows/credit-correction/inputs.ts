/** What a caller must send to correct somebody's credits. */
import { z } from 'zod';
import { personId, say, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

export const inputs = {
  start: z.object({
    takeBack: z
      .string(say('Give the id of a line of the account.', '请填写账户明细中的分录编号。'))
      .trim()
      .min(1, say('Give the id of a line of the account.', '请填写账户明细中的分录编号。'))
      .max(80, say('Give the id of a line of the account.', '请填写账户明细中的分录编号。'))
      .optional()
      .describe('The line of somebody’s account that is to be taken back.'),
    award: z
      .object({
        person: personId().describe('Who gets the credits.'),
        kind: z
          .string(say('Give a kind of credits.', '请填写学分类别。'))
          .trim()
          .min(1, say('Give a kind of credits.', '请填写学分类别。'))
          .max(40, say('Give a kind of credits.', '请填写学分类别。'))
          .describe('For what, as in the credit rules; the cap of the year holds.'),
        amount: z
          .int(say('Give whole credits from 1.', '请填写正整数学分。'))
          .min(1, say('Give whole credits from 1.', '请填写正整数学分。'))
          .max(1000, say('Give at most 1,000 credits at once.', '一次最多1000学分。'))
          .describe('Whole credits.'),
        day: z.iso
          .date(say('Give a day such as 2026-03-01.', '请填写日期，例如2026-03-01。'))
          .describe('The day on which they were earned; its year is the one in which they count.'),
      })
      .optional()
      .describe('Credits that were earned but not given.'),
    reason: words(1000).describe('Why; the person reads it.'),
  }),
};

export type Inputs = InputTypes<typeof inputs>;
