/** What a caller must send to ask the desk and to act on a question. */
import { z } from 'zod';
import { shownAs, titled } from '../kernel/describe.ts';
import { lines, say, unitId, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

/** Words for which a form leaves several lines. */
const reason = (en: string, zh: string) => titled('Reason', '理由', lines(1000), [en, zh]);
const topic = () => titled('Topic', '主题', words(60).optional(), ['Such as maternity allowance.', '例如生育津贴。']);
const stars = say('Give 1 to 5 stars.', '请评1至5星。');

export const inputs = {
  start: z.object({
    text: titled('Question', '问题', lines(2000), [
      'Look at the earlier answers before you send it.',
      '提交前请先查看相近问答。',
    ]),
    topic: topic(),
  }),
  withdraw: z.object({
    reason: titled('Reason', '理由', lines(1000).optional(), [
      'Such as an earlier answer that helped.',
      '例如已有答复解决了问题。',
    ]),
  }),
  claim: z.object({}),
  handOn: z.object({}),
  giveBack: z.object({ reason: reason('Why somebody else should answer.', '说明须由他人答复的原因。') }),
  breach: z.object({}),
  answer: z.object({
    text: titled('Answer', '答复内容', lines(5000), [
      'Make it complete: the desk may keep it for the next who asks.',
      '请完整答复，答复可能收入知识库。',
    ]),
  }),
  forward: z.object({
    department: titled('Department', '转办部门', unitId(), ['The one that knows.', '掌握该事项的部门。']),
    reason: reason('Why the desk can’t answer it. The department reads it.', '说明答疑台无法答复的原因，转办部门可见。'),
  }),
  returnToDesk: z.object({
    reason: reason('Why it isn’t your department’s. The desk reads it.', '说明不属本部门的原因，答疑台可见。'),
  }),
  askBack: z.object({
    question: titled('Question', '需补充的内容', lines(1000), [
      'What you must know to answer. The asker reads it.',
      '答复所需了解的情况，提问人可见。',
    ]),
  }),
  reply: z.object({ text: titled('Your reply', '补充说明', lines(2000), ['What you were asked for.', '请按要求补充。']) }),
  lapse: z.object({}),
  followUp: z.object({
    text: titled('Follow-up', '追问内容', lines(2000), ['What the answer leaves open.', '答复中尚未解决的问题。']),
  }),
  rate: z.object({
    stars: titled('Stars', '评分', shownAs('stars', z.int(stars).min(1, stars).max(5, stars))),
    comment: titled('Comment', '评语', lines(500).optional()),
  }),
  acceptAnswer: z.object({
    question: titled('Question to keep', '入库问题', lines(500).optional(), [
      'In words for everybody, without anything personal. Leave it out to keep nothing.',
      '请用通用的说法，不得含个人信息；不填则不收入知识库。',
    ]),
    answer: titled('Answer to keep', '入库答复', lines(5000).optional(), [
      'In words for everybody. Left out, it is kept as it was answered.',
      '请用通用的说法；不填则按原答复收录。',
    ]),
    topic: topic(),
    replaces: titled('Takes the place of', '替代条目', words(80).optional(), [
      'The entry of the knowledge base that says the same.',
      '知识库中内容相同的条目。',
    ]),
    keepBoth: titled('Keep both', '一并保留', z.boolean().default(false), [
      'Where a like entry is about something else.',
      '相近条目所涉事项不同时选择。',
    ]),
  }),
  sendBack: z.object({ reason: reason('What isn’t right about the answer.', '说明答复不妥之处。') }),
  correct: z.object({ text: titled('Corrected answer', '更正后的答复', lines(5000), ['Give it whole.', '请填写完整答复。']) }),
};

export type Inputs = InputTypes<typeof inputs>;
