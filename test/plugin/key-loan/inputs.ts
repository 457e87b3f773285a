/** What callers send to borrow a key. */
import { z } from 'zod';
import { words } from '../../../workflows/kernel/inputs.ts';
import type { InputTypes } from '../../../workflows/kernel/process.ts';

export const inputs = {
  start: z.object({ room: words(80).describe('The room whose key is wanted.') }),
  handOver: z.object({}),
  giveBack: z.object({ remark: words(200).optional().describe('What the next borrower should know.') }),
};

export type Inputs = InputTypes<typeof inputs>;
