/** What callers send when a tree beside a line is to be felled. */
import { z } from 'zod';
import { words } from '../../../workflows/kernel/inputs.ts';
import type { InputTypes } from '../../../workflows/kernel/process.ts';

export const inputs = {
  start: z.object({ line: words(20).describe('Number of the line.'), name: words(80).describe('Its name.') }),
  finish: z.object({}),
};

export type Inputs = InputTypes<typeof inputs>;
