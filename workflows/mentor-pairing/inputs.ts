/** What a caller must send to propose a pairing and to act on it. */
import { z } from 'zod';
import { moment, personId, say, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

const reason = () => words(1000);
const session = () =>
  z
    .int(say('Give the number of a session that waits for confirmation.', '请填写待确认的带教记录序号。'))
    .min(1, say('Give the number of a session that waits for confirmation.', '请填写待确认的带教记录序号。'));

export const inputs = {
  start: z.object({
    mentor: personId().describe('Who is to teach.'),
    mentee: personId().describe('Who is to learn.'),
    purpose: words(500).describe('What the pairing is for.'),
  }),
  acceptAsMentor: z.object({}),
  acceptAsMentee: z.object({}),
  decline: z.object({ reason: reason().describe('Why not; the others read it.') }),
  withdraw: z.object({ reason: reason().describe('Why the proposal is taken back.') }),
  lapseProposal: z.object({}),
  setGoals: z.object({
    goals: z
      .array(words(300), say('Give a list of goals.', '请填写目标列表。'))
      .min(1, say('Agree on at least one goal.', '请至少约定一项目标。'))
      .max(10, say('Agree on at most 10 goals.', '目标最多10项。'))
      .describe('What is to be reached within the year; the other one signs it.'),
  }),
  sign: z.object({}),
  logSession: z.object({
    at: moment().describe('When the session took place.'),
    minutes: z
      .int(say('Give whole minutes.', '请填写整数分钟。'))
      .min(10, say('A session takes at least 10 minutes.', '每次带教至少10分钟。'))
      .max(600, say('A session takes at most 600 minutes.', '每次带教最多600分钟。'))
      .describe('How long it took, in minutes.'),
    topic: words(300).describe('What it was about.'),
  }),
  confirmSession: z.object({ session: session().describe('The number of the session that the other one logged.') }),
  rejectSession: z.object({
    session: session().describe('The number of the session that the other one logged.'),
    reason: reason().describe('What isn’t right about it.'),
  }),
  reviewMidTerm: z.object({
    text: words().describe('How far the goals have been reached.'),
    onTrack: z.boolean().describe('Whether the pairing is on its way to its goals.'),
  }),
  endTerm: z.object({}),
  reviewFinally: z.object({
    text: words().describe('What was reached, goal by goal.'),
    reached: z.boolean().describe('Whether the goals were reached on the whole.'),
  }),
  confirmReview: z.object({ comment: words(1000).optional().describe('A word about it.') }),
  replaceMentor: z.object({
    mentor: personId().describe('Who is to go on as the mentor.'),
    reason: reason().describe('Why somebody else goes on; all three read it.'),
  }),
  acceptReplacement: z.object({}),
  declineReplacement: z.object({ reason: reason().describe('Why not.') }),
  endEarly: z.object({ reason: reason().describe('Why the pairing ends; the other one reads it.') }),
  remind: z.object({}),
  lapse: z.object({}),
};

export type Inputs = InputTypes<typeof inputs>;
