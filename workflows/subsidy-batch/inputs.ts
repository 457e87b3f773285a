/** What is sent to a batch of subsidies: by those who keep it, and by the cases that it opens. */
import { z } from 'zod';
import { titled } from '../kernel/describe.ts';
import { lines, openingRefused, say, tableKey, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';
import { heard } from '../public-notice/inputs.ts';
import { batchKind, ranking } from './facts.ts';

const reason = (en: string, zh: string) => titled('Reason', '理由', lines(1000), [en, zh]);
const aHash = say(
  'Give the hash of the list that you have read, as subsidyDryRun answers it.',
  '请提交所阅名单的哈希（见试算结果）。',
);
const hash = () =>
  titled(
    'Hash of the list',
    '名单哈希',
    z
      .string(aHash)
      .trim()
      .regex(/^[0-9a-f]{64}$/, aHash),
  );
const aYear = say('Give a year from 2000 to 2199.', '请填写2000至2199之间的年度。');

export const inputs = {
  start: z.object({
    kind: titled('Kind', '类型', batchKind.default('offers')),
    item: titled('Policy item', '政策项目', tableKey('policyItems')),
    year: titled('Year', '年度', z.int(aYear).min(2000, aYear).max(2199, aYear)),
    register: titled('List', '名单', tableKey('honourLists').optional(), [
      'The list of honours that names the firms; for offers.',
      '载明企业的荣誉名单，发出时填写。',
    ]),
    ranking: titled('Where money is short', '预算不足时', ranking.optional(), [
      'Without it the whole list is refused where the budget is too small for it.',
      '留空则预算不足时整批不予办理。',
    ]),
    hash: hash().optional(),
  }),
  relist: z.object({ hash: hash() }),
  approve: z.object({ hash: hash() }),
  withdraw: z.object({ reason: reason('Stands in the record.', '记入档案。') }),
  openNext: z.object({ after: titled('Behind', '上一条', z.string().nullable()) }),
  stop: z.object({ reason: reason('Why no further offers are made.', '说明停止发出的原因。') }),
  offerRefused: openingRefused,
  publish: z.object({
    boards: titled('Boards', '公示栏', z.array(words(100)).max(9).default([]), ['Beside the web.', '除网上公示外。']),
  }),
  noticeRefused: heard.noticeRefused,
  rowPassed: heard.rowPassed,
  noticeEnded: heard.noticeEnded,
  finish: z.object({}),
  comment: z.object({ text: titled('Comment', '备注', lines(1000)) }),
};

export type Inputs = InputTypes<typeof inputs>;
