import { z } from 'zod';
import { words } from '../../../workflows/kernel/inputs.ts';
import type { InputTypes } from '../../../workflows/kernel/process.ts';

export const inputs = {
  start: z.object({ what: words(200).describe('What is to be done.') }),
  note: z.object({ text: words(200).describe('A word about it.') }),
  park: z.object({}),
  pay: z.object({ points: z.int().min(1).describe('Points for the errand.') }),
  takeBack: z.object({}),
  stumble: z.object({}),
  reach: z.object({}),
  stumbleLate: z.object({}),
};

export type Inputs = InputTypes<typeof inputs>;
