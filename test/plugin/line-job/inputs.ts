/** What callers send for a job on a power line. */
import { z } from 'zod';
import { caseId, words } from '../../../workflows/kernel/inputs.ts';
import type { InputTypes } from '../../../workflows/kernel/process.ts';

export const inputs = {
  start: z.object({
    line: words(20).describe('The line.'),
    hazard: caseId().optional().describe('The hazard for which it is.'),
  }),
  connect: z.object({}),
  end: z.object({}),
};

export type Inputs = InputTypes<typeof inputs>;
