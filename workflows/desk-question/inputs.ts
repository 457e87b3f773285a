/** What a caller must send to ask the desk and to act on a question. */
import { z } from 'zod';
import { say, unitId, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

const reason = () => words(1000);
const topic = () => words(60).describe('What it is about, such as maternity allowance 生育津贴.');

export const inputs = {
  start: z.object({
    text: words(2000).describe('The question; see `deskSuggestions` for earlier answers before you send it.'),
    topic: topic().optional(),
  }),
  withdraw: z.object({
    reason: reason().optional().describe('Why it isn’t asked any more, such as an earlier answer that did.'),
  }),
  claim: z.object({}),
  handOn: z.object({}),
  giveBack: z.object({ reason: reason().describe('Why somebody else is to answer.') }),
  breach: z.object({}),
  answer: z.object({ text: words(5000).describe('The answer, whole: it may be kept for the next who asks.') }),
  forward: z.object({
    department: unitId().describe('The department that knows.'),
    reason: reason().describe('Why the desk can’t answer it; the department reads it.'),
  }),
  returnToDesk: z.object({ reason: reason().describe('Why it isn’t the department’s; the desk reads it.') }),
  askBack: z.object({ question: words(1000).describe('What you must know to answer.') }),
  reply: z.object({ text: words(2000).describe('What you were asked for.') }),
  lapse: z.object({}),
  followUp: z.object({ text: words(2000).describe('What the answer leaves open.') }),
  rate: z.object({
    stars: z
      .int(say('Give 1 to 5 stars.', '请评1至5星。'))
      .min(1, say('Give 1 to 5 stars.', '请评1至5星。'))
      .max(5, say('Give 1 to 5 stars.', '请评1至5星。'))
      .describe('1 to 5.'),
    comment: words(500).optional().describe('A word about it.'),
  }),
  acceptAnswer: z.object({
    keep: z.boolean().default(true).describe('Whether question and answer are kept for the next who asks.'),
    question: words(500).optional().describe('The question in words that others would use; as it was asked when left out.'),
    topic: topic().optional(),
  }),
  sendBack: z.object({ reason: reason().describe('What isn’t right about the answer.') }),
  correct: z.object({ text: words(5000).describe('The whole answer, corrected.') }),
};

export type Inputs = InputTypes<typeof inputs>;
