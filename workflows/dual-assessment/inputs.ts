/** What a caller must send to open an assessment and to act on it. */
import { z } from 'zod';
import { personId, say, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

const kind = say('Give the key of an assessment, as in the table assessmentKinds.', '请填写考核种类，见assessmentKinds。');
const whole = (least: number, most: number) => {
  const sentence = say(`Give a whole number from ${least} to ${most}.`, `请填写${least}至${most}之间的整数。`);
  return z.int(sentence).min(least, sentence).max(most, sentence);
};

export const inputs = {
  start: z.object({
    kind: z.string(kind).trim().min(1, kind).max(80, kind).describe('As in the table assessmentKinds.'),
    person: personId().optional().describe('Whom the academy assesses; yourself when left out.'),
  }),
  startPaper: z.object({}),
  sendAnswers: z.object({
    answers: z
      .array(
        z.object({
          question: whole(1, 200).describe('The number of the question on your paper.'),
          option: whole(1, 20).describe('The number of the option.'),
        }),
        say('Give a list of answers.', '请填写答案列表。'),
      )
      .max(200, say('A paper has at most 200 questions.', '一份试卷最多200题。'))
      .describe('A question that isn’t answered counts as wrong. They are sent once.'),
  }),
  closePaper: z.object({}),
  scorePractice: z.object({
    score: whole(0, 100).describe('Out of 100.'),
    remarks: words(2000).describe('What was done well, what wasn’t; the candidate reads it.'),
  }),
  withdraw: z.object({ reason: words(1000).describe('Why the assessment isn’t gone on with.') }),
  lapse: z.object({}),
};

export type Inputs = InputTypes<typeof inputs>;
