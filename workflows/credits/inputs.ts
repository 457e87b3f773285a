/** Credits that were earned but not given, as callers send them. Read by the API only. */
import { z } from 'zod';
import { say } from '../kernel/inputs.ts';

const kind = say('Give a kind of credits.', '请填写学分类别。');

export const award = {
  kind: z.string(kind).trim().min(1, kind).max(40, kind).describe('For what, as in the credit rules; the cap of the year holds.'),
  amount: z
    .int(say('Give whole credits from 1.', '请填写正整数学分。'))
    .min(1, say('Give whole credits from 1.', '请填写正整数学分。'))
    .max(1000, say('Give at most 1,000 credits at once.', '一次最多1000学分。'))
    .describe('Whole credits.'),
  day: z.iso
    .date(say('Give a day such as 2026-03-01.', '请填写日期，例如2026-03-01。'))
    .describe('The day on which they were earned; its year is the one in which they count.'),
};
