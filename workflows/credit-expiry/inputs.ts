/** What a caller must send to let credits expire year by year. */
import { z } from 'zod';
import { words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

export const inputs = {
  start: z.object({}),
  expire: z.object({}),
  stop: z.object({ reason: words(1000).describe('Why credits are not to expire any more.') }),
};

export type Inputs = InputTypes<typeof inputs>;
