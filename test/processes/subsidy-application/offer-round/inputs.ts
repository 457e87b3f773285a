/** What opens applications for others: offers of a list, or what a firm wants. */
import { z } from 'zod';
import { type Described, main, titled } from '../../../../workflows/kernel/describe.ts';
import { openingRefused } from '../../../../workflows/kernel/inputs.ts';
import type { InputTypes } from '../../../../workflows/kernel/process.ts';

const application = titled('Application', '申请', z.string());
const what = {
  firms: titled('Firms', '企业', z.array(z.string()).max(50)),
  item: titled('Item', '项目', z.string()),
  year: titled('Year', '年度', z.int()),
  fen: titled('Amount', '金额', z.int().optional()),
};

export const inputs = {
  start: z.object(what),
  putOn: z.object({ application }),
  pass: z.object({ application, passed: titled('Passed', '通过', z.boolean()) }),
  refused: openingRefused,
  applicationOpened: z.object({ application }),
  applicationEnded: z.object({ application, end: titled('End', '结果', z.string()) }),
};
export type Inputs = InputTypes<typeof inputs>;

export const facts = z.object({
  firms: main(what.firms),
  application: titled('Application', '申请', z.string().nullable()),
  end: titled('End', '结果', z.string().nullable()),
  why: titled('Why refused', '原因', z.string().nullable()),
});
export type Facts = Described<typeof facts>;
