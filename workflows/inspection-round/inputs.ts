/** What opens a round of inspection, and what a caller must send to act on it. */
import { z } from 'zod';
import { caseId, moment, personId, photos, place, say, unitId, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

const title = z.object({ en: z.string(), zh: z.string() });

const kind = () => z.enum(['line', 'well', 'customer'], say('Choose line, well or customer.', '请选择line、well或customer。'));

export const inputs = {
  /** Sent by the protection plan alone. */
  start: z.object({
    plan: caseId(),
    planTitle: z.string(),
    planner: z.string(),
    number: z.int(),
    from: z.string(),
    to: z.string(),
    startsAt: z.number(),
    endsAt: z.number(),
    items: z.array(z.object({ kind: kind(), id: z.string(), title, line: z.string() })),
    unit: z.object({ id: z.string(), title }).exactOptional(),
    assignee: z.string().exactOptional(),
  }),
  fallDue: z.object({}),
  begin: z.object({}),
  inspect: z.object({
    kind: kind().describe('What was inspected.'),
    id: z
      .string(say('Give the number of what was inspected, as in the round.', '请填写巡视对象编号，见本轮任务。'))
      .trim()
      .min(1, say('Give the number of what was inspected, as in the round.', '请填写巡视对象编号，见本轮任务。'))
      .max(60, say('Give the number of what was inspected, as in the round.', '请填写巡视对象编号，见本轮任务。'))
      .describe('The line, irrigation well or customer, as in the facts of the round.'),
    result: z
      .enum(['clear', 'hazards'], say('Choose clear or hazards.', '请选择clear或hazards。'))
      .describe('Whether hazards were found; each is reported as a hazard that names this round.'),
    at: moment().optional().describe('When it was inspected; now, when left out.'),
    place: place().optional().describe('Where the patroller stood.'),
    note: words(1000).optional().describe('A word about it.'),
    photos: photos().describe('Photos of it.'),
  }),
  finish: z.object({
    reason: words(1000).optional().describe('Why something was left out, demanded where something was.'),
  }),
  assign: z.object({
    person: personId().optional().describe('The patroller who is to go; one of `person` and `unit` is needed.'),
    unit: unitId().optional().describe('The unit whose patrollers find it in their queue.'),
  }),
  remind: z.object({}),
  overrun: z.object({}),
  cancel: z.object({ reason: z.string() }),
};

export type Inputs = InputTypes<typeof inputs>;
