/** What a caller must send to plan a round of visits and to act on it. */
import { z } from 'zod';
import { choice, titled } from '../kernel/describe.ts';
import { aDay, lines, openingRefused, registeredCode, say, tableKey, whole, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';
import { SCOPES } from './facts.ts';

const plan = {
  title: titled('Title', '标题', words(100), ['Firms read it as the reason of the visit.', '企业可见，作为走访事由。']),
  from: titled('First day', '首日', aDay()),
  to: titled('Last day', '末日', aDay(), [
    'Visits that are still open at its end are missed.',
    '当日结束时尚未进行的走访视为逾期。',
  ]),
  scope: titled('Firms', '走访范围', choice(SCOPES)),
  segment: titled('Group', '企业分组', tableKey('segments').optional(), ['Where it is for a group.', '按分组走访时填写。']),
  firms: titled(
    'These firms',
    '指定企业',
    z
      .array(registeredCode(), say('Give a list of codes.', '请填写企业代码列表。'))
      .max(400, say('Name at most 400 firms.', '最多指定400家企业。'))
      .optional(),
    ['Where it is for some.', '指定企业走访时填写。'],
  ),
  questions: titled(
    'Questions',
    '走访问题',
    z.array(words(200), say('Give a list.', '请填写列表。')).max(6, say('Ask at most 6 questions.', '最多6个问题。')).optional(),
  ),
  perOfficer: titled('Visits of an officer at most', '每人走访上限', whole(1, 8).optional(), [
    '8 when left out. What is beyond waits for somebody of the grid.',
    '不填为8。超出部分由网格内人员认领。',
  ]),
};

export const inputs = {
  start: z.object(plan),
  change: z.object(plan),
  begin: z.object({}),
  openNext: z.object({
    after: titled('Behind', '上一家', words(40), [
      'The last firm that was looked at, as the case has it.',
      '案件中记录的最后一家企业。',
    ]),
  }),
  visitRefused: openingRefused,
  finish: z.object({}),
  cancel: z.object({
    reason: titled('Reason', '理由', lines(500), [
      'Officers, and firms with a time arranged, read it.',
      '走访人员及已约定的企业可见。',
    ]),
  }),
  cancelVisits: z.object({}),
  comment: z.object({ text: titled('Comment', '留言', lines(1_000)) }),
};

export type Inputs = InputTypes<typeof inputs>;
