/** What a caller must send to open an assessment and to act on it. */
import { z } from 'zod';
import { reason } from '../academy/inputs.ts';
import { titled } from '../kernel/describe.ts';
import { lines, personId, say, tableKey, whole } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

export const inputs = {
  start: z.object({
    kind: titled('Assessment', '考核种类', tableKey('assessmentKinds')),
    person: titled('Candidate', '考核人员', personId('trainee').optional(), [
      'Only the academy names somebody. Leave it out to be assessed yourself.',
      '仅学院可指定他人；本人报考请留空。',
    ]),
  }),
  startPaper: z.object({}),
  sendAnswers: z.object({
    answers: titled(
      'Answers',
      '答案',
      z
        .array(
          z.object({
            question: titled('Question number', '题号', whole(1, 200)),
            option: titled('Option number', '选项序号', whole(1, 20)),
          }),
          say('Give a list of answers.', '请填写答案列表。'),
        )
        .max(200, say('A paper has at most 200 questions.', '一份试卷最多200题。')),
      [
        'A question without an answer counts as wrong. You can send the answers only once.',
        '未作答的题目按错误计；仅可提交一次。',
      ],
    ),
  }),
  closePaper: z.object({}),
  scorePractice: z.object({
    score: titled('Score', '实操得分', whole(0, 100), ['Out of 100 points.', '满分100分。']),
    remarks: titled('Remarks', '评语', lines(2000), [
      'Say what was done well and what wasn’t; the candidate reads it.',
      '说明优点与不足，学员将看到。',
    ]),
  }),
  withdraw: z.object({ reason: reason('退出理由') }),
  lapse: z.object({}),
};

export type Inputs = InputTypes<typeof inputs>;
