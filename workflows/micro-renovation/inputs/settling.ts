/** What is sent while a renovation is settled, paid, and its defects are mended. */
import { z } from 'zod';
import { choice, personal, titled } from '../../kernel/describe.ts';
import { lines, say, whole, words } from '../../kernel/inputs.ts';
import { LOTS } from '../facts/plan.ts';
import { door, evidence, fen, pictures, reason } from './parts.ts';

const n = () => titled('No.', '序号', whole(1, 1000));
const finals = () =>
  titled(
    'Quantities',
    '完成工程量',
    z
      .array(
        z
          .object({
            no: titled('Work', '工程序号', whole(1, 1000)),
            quantity: titled('Quantity (0.01)', '数量（0.01）', whole(0, 100_000_000)),
          })
          .meta({ title: 'RenovationFinalWork' }),
      )
      .max(100, say('Name at most 100 works.', '最多100项。'))
      .default([]),
    ['Works that aren’t named were done as planned.', '未列项目按方案数量。'],
  );
const payment = () => titled('Payment', '付款编号', words(80), ['As the file of the bank has it.', '与银行回单一致。']);

export const settling = {
  settle: z.object({ finals: finals() }),
  returnSettlement: z.object({ reason: reason(['The contractor reads it.', '施工单位可见。']) }),
  audit: z.object({ finals: finals() }),
  instruct: z.object({
    payable: titled('What', '待付款项', words(80), ['Its key in the list of what is to be paid.', '待付款项列表中的编号。']),
    account: titled('Account', '收款账户', personal('account', words(60)).optional(), [
      'Paid by hand where left out.',
      '留空则人工支付。',
    ]),
  }),
  confirmPayment: z.object({ payment: payment() }),
  bouncePayment: z.object({ payment: payment() }),
  clearPayment: z.object({ payment: payment(), arrived: titled('Arrived', '已到账', z.boolean()) }),
  reportDefect: z.object({
    door: door(),
    lot: titled('Lot', '标段', choice(LOTS)),
    text: titled('What is wrong', '问题', lines(1000)),
    photos: pictures(),
  }),
  answerDefect: z.object({ n: n(), answer: titled('Answer', '答复', lines(1000)) }),
  repaired: z.object({ n: n(), photos: evidence() }),
  checkRepair: z.object({ n: n(), passed: titled('Right', '合格', z.boolean()) }),
  repairFromRetention: z.object({
    n: n(),
    fen: titled('Cost', '费用', fen()),
    firm: titled('Repaired by', '修复单位', words(100)),
  }),
  endDefects: z.object({}),
  askRelease: z.object({}),
  release: z.object({}),
  writeOff: z.object({ door: door(), reason: reason(['Why the government takes it over.', '说明由政府承担的原因。']) }),
};
