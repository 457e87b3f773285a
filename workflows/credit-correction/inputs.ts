/** What a caller must send to correct somebody's credits. */
import { z } from 'zod';
import { award } from '../credits/inputs.ts';
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
      .object({ person: personId().describe('Who gets the credits.'), ...award })
      .optional()
      .describe('Credits that were earned but not given.'),
    reason: words(1000).describe('Why; the person reads it.'),
  }),
};

export type Inputs = InputTypes<typeof inputs>;
