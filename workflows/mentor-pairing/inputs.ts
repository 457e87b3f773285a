/** What a caller must send to propose a pairing and to act on it. */
import { z } from 'zod';
import { reason } from '../academy/inputs.ts';
import { titled } from '../kernel/describe.ts';
import { lines, moment, personId, say, version, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

const waiting = say('Give the number of a session that waits for confirmation.', '请填写待确认的带教记录序号。');
const session = () =>
  titled('Session number', '记录序号', z.int(waiting).min(1, waiting), [
    'The number of a session that the other person logged.',
    '对方登记的带教记录序号。',
  ]);

export const inputs = {
  start: z.object({
    mentor: titled('Mentor', '导师', personId('mentor')),
    mentee: titled('Mentee', '学员', personId('trainee')),
    purpose: titled('Purpose', '结对目的', lines(500)),
  }),
  acceptAsMentor: z.object({}),
  acceptAsMentee: z.object({}),
  decline: z.object({ reason: reason('谢绝理由', ['The other person and the academy read it.', '对方和学院将看到。']) }),
  withdraw: z.object({ reason: reason('撤回理由') }),
  lapseProposal: z.object({}),
  setGoals: z.object({
    goals: titled(
      'Goals',
      '结对目标',
      z
        .array(words(300), say('Give a list of goals.', '请填写目标列表。'))
        .min(1, say('Agree on at least one goal.', '请至少约定一项目标。'))
        .max(10, say('Agree on at most 10 goals.', '目标最多10项。')),
      ['What you want to reach within the year; the other person signs it.', '一年内要达到的目标，由另一方签署。'],
    ),
  }),
  sign: z.object({
    version: version(['The version of the goals that you have read.', '您已阅读的目标版本。']),
  }),
  logSession: z.object({
    at: titled('Took place at', '带教时间', moment()),
    minutes: titled(
      'Length in minutes',
      '时长（分钟）',
      z
        .int(say('Give whole minutes.', '请填写整数分钟。'))
        .min(10, say('A session takes at least 10 minutes.', '每次带教至少10分钟。'))
        .max(600, say('A session takes at most 600 minutes.', '每次带教最多600分钟。')),
    ),
    topic: titled('Topic', '带教内容', words(300)),
  }),
  confirmSession: z.object({ session: session() }),
  rejectSession: z.object({
    session: session(),
    reason: reason('不予确认理由', ['Say what isn’t right about the session.', '说明记录有何不实。']),
  }),
  reviewMidTerm: z.object({
    text: titled('Mid-term review', '中期评估意见', lines(2000), [
      'Say how far the goals have been reached.',
      '说明目标的完成情况。',
    ]),
    onTrack: titled('On track', '进展正常', z.boolean(), ['The pairing is on its way to its goals.', '结对正按目标推进。']),
  }),
  endTerm: z.object({}),
  reviewFinally: z.object({
    text: titled('Final review', '期满评估意见', lines(2000), ['Say what was reached, goal by goal.', '逐项说明目标达成情况。']),
    reached: titled('Goals reached', '目标达成', z.boolean(), ['The goals were reached on the whole.', '总体上已达成目标。']),
  }),
  disagree: z.object({
    reason: reason('异议理由', ['Say what isn’t right about the review; the academy decides.', '说明评估有何不妥，由学院裁定。']),
  }),
  settleReview: z.object({
    reached: titled('Goals reached', '目标达成', z.boolean(), ['The goals were reached on the whole.', '总体上已达成目标。']),
    reason: reason('裁定理由', ['Both read it.', '双方都会看到。']),
  }),
  confirmReview: z.object({
    version: version(['The version of the final review that you have read.', '填写您所阅期满评估的版本。']),
    comment: titled('Comment', '意见', lines(1000).optional()),
  }),
  replaceMentor: z.object({
    mentor: titled('New mentor', '接任导师', personId('mentor')),
    reason: reason('更换理由', ['Both mentors and the mentee read it.', '新旧导师和学员都会看到。']),
  }),
  acceptReplacement: z.object({}),
  declineReplacement: z.object({ reason: reason('谢绝理由') }),
  endEarly: z.object({ reason: reason('结束理由', ['The other person reads it.', '对方将看到。']) }),
  remind: z.object({}),
  lapse: z.object({}),
};

export type Inputs = InputTypes<typeof inputs>;
