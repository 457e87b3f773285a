/** What is sent to a budget of one year. */
import { z } from 'zod';
import { large, shownAs, titled } from '../kernel/describe.ts';
import { lines, say, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

const fen = () => {
  const wrong = say('Give an amount above 0 in whole cents.', '请填写大于0的金额（分）。');
  return titled('Amount', '金额', large(shownAs('money', z.int(wrong).min(1, wrong).max(1_000_000_000_000, wrong))));
};
const document = () => titled('Document', '文号', words(200), ['By which it was decided.', '依据文件的文号。']);
const reason = () => titled('Reason', '理由', lines(1000));
const item = say(
  'Give the key of a policy item: letters and digits, beginning with a letter.',
  '请填写政策项目编号：字母开头，由字母和数字组成。',
);

export const inputs = {
  start: z.object({
    item: titled('Policy item', '政策项目', z.string(item).regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/, item)),
    itemTitle: titled('Name', '名称', z.object({ en: words(200), zh: words(200) }).meta({ title: 'PolicyItemName' })),
    year: titled('Year', '年度', z.int().min(2000).max(2199)),
  }),
  allocate: z.object({ fen: fen(), document: document() }),
  increase: z.object({ fen: fen(), document: document() }),
  cut: z.object({ fen: fen(), document: document() }),
  freeze: z.object({ reason: reason() }),
  thaw: z.object({ reason: reason() }),
  close: z.object({ reason: reason() }),
  approve: z.object({}),
  reject: z.object({ reason: reason() }),
  carryOver: z.object({}),
  noteCommitment: z.object({ fen: fen() }),
  noteReturn: z.object({ fen: fen() }),
  comment: z.object({ text: titled('Comment', '备注', lines(1000)) }),
};

export type Inputs = InputTypes<typeof inputs>;
