/** What a site pairing sends to have a difficulty followed, and what a caller must send to act on it. */
import { z } from 'zod';
import { caseId, personId, unitId, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

const reason = () => words(1000);

export const inputs = {
  start: z.object({
    pairing: caseId(),
    difficulty: z.int().min(1),
    text: words(1000),
    department: unitId(),
    site: unitId(),
    raisedBy: personId(),
    worker: personId(),
  }),
  accept: z.object({}),
  handOn: z.object({
    department: unitId().describe('The department whose matter it is.'),
    reason: reason().describe('Why it is theirs; they read it.'),
  }),
  dispute: z.object({ reason: reason().describe('Why it isn’t your department’s; the leader reads it.') }),
  rule: z.object({
    department: unitId().describe('The department that answers it, finally.'),
    reason: reason().describe('Why; the departments and the site read it.'),
  }),
  answer: z.object({ text: words(5000).describe('What was done or will be, and what the site may count on.') }),
  confirm: z.object({}),
  sendBack: z.object({ reason: reason().describe('What is still missing.') }),
  withdraw: z.object({ reason: reason().describe('Why it isn’t a difficulty any more.') }),
};

export type Inputs = InputTypes<typeof inputs>;
