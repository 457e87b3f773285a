/** What a caller must send to have growers told what they saved. */
import { z } from 'zod';
import { titled } from '../kernel/describe.ts';
import { lines } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

export const inputs = {
  start: z.object({}),
  tell: z.object({}),
  end: z.object({
    reason: titled('Reason', '原因', lines(500), ['Why growers aren’t told any more.', '说明停发的原因。']),
  }),
  comment: z.object({ text: titled('Comment', '留言', lines(1_000)) }),
};

export type Inputs = InputTypes<typeof inputs>;
