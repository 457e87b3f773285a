/** An award to a firm, which draws on a budget: committed, owed, paid or given back. */
import { z } from 'zod';
import { cents, type Described, internal, main, payments, person, titled } from '../../../../workflows/kernel/describe.ts';
import { words } from '../../../../workflows/kernel/inputs.ts';
import type { InputTypes } from '../../../../workflows/kernel/process.ts';

const of = {
  item: titled('Item', '项目', z.string()),
  year: titled('Year', '年度', z.int()),
  firm: titled('Firm', '企业', words(80)),
  fen: titled('Amount', '金额', z.int().min(1)),
};
const payment = { payment: titled('Payment', '付款', words(100)) };

export const inputs = {
  start: z.object(of),
  sign: z.object({}),
  commit: z.object({}),
  giveBack: z.object({}),
  instruct: z.object({}),
  confirmPayment: z.object(payment),
  bouncePayment: z.object(payment),
  recover: z.object({ fen: titled('Amount', '金额', z.int().min(1)) }),
};
export type Inputs = InputTypes<typeof inputs>;

export const facts = z.object({
  item: main(titled('Item', '项目', z.string())),
  year: main(titled('Year', '年度', z.int())),
  firm: main(titled('Firm', '企业', z.string())),
  fen: main(titled('Amount', '金额', cents())),
  payments: payments(),
  signed: internal(titled('Signed by', '签字人', person().exactOptional())),
});
export type Facts = Described<typeof facts>;
