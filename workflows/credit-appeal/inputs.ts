/** What a caller must send to appeal against an evaluation and to decide on it. */
import { z } from 'zod';
import { award } from '../credits/inputs.ts';
import { caseId, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

export const inputs = {
  start: z.object({
    evaluation: caseId().describe('The evaluation, by its number.'),
    text: words().describe('What is wrong with your line, and how that can be seen.'),
  }),
  uphold: z.object({
    award: z.object(award).describe('The credits that were missed; they count in the year that was evaluated.'),
    reason: words(1000).describe('What was found; the person reads it.'),
  }),
  dismiss: z.object({ reason: words(1000).describe('Why the line is right; the person reads it.') }),
  withdraw: z.object({}),
};

export type Inputs = InputTypes<typeof inputs>;
