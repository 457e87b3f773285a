/** What callers send for the booking of a village hall. */
import { z } from 'zod';
import { say, words } from '../../../workflows/kernel/inputs.ts';
import type { InputTypes } from '../../../workflows/kernel/process.ts';

export const inputs = {
  start: z.object({
    hall: z.string(say('Name a hall.', '请填写礼堂。')).min(1, say('Name a hall.', '请填写礼堂。')).describe('The hall.'),
    purpose: words(200).describe('What it is wanted for.'),
    deposit: z
      .int(say('Give whole points.', '请填写整数积分。'))
      .min(0, say('Give whole points.', '请填写整数积分。'))
      .default(0)
      .describe('Points left as a deposit.'),
  }),
  grant: z.object({}),
  sign: z.object({ remark: words(200).optional().describe('A word for the others.') }),
  remark: z.object({ text: words(200).describe('The remark.') }),
  giveBack: z.object({}),
  lapse: z.object({}),
};

export type Inputs = InputTypes<typeof inputs>;
