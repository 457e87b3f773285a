/** A list of what firms get, which is made public before they do: a case as those that open a notice are. */
import { z } from 'zod';
import { type Described, main, person, titled } from '../../../../workflows/kernel/describe.ts';
import { words } from '../../../../workflows/kernel/inputs.ts';
import type { InputTypes } from '../../../../workflows/kernel/process.ts';
import { heard } from '../../../../workflows/public-notice/inputs.ts';

const listed = z.object({
  key: titled('Row', '条目', words(80)),
  firm: titled('Firm', '企业', words(100)),
  amount: titled('Amount', '金额', words(40)),
  agent: titled('Agent', '代办人', person().optional()),
});

export const inputs = {
  start: z.object({ rows: titled('Rows', '条目', z.array(listed).min(1).max(2000)) }),
  publish: z.object({
    board: titled('Board', '公示栏', words(100).optional()),
    days: titled('Days', '天数', z.int().optional()),
  }),
  ...heard,
};
export type Inputs = InputTypes<typeof inputs>;

export const facts = z.object({
  rows: main(titled('Rows', '条目', z.array(listed))),
  decidedBy: titled('Decided by', '决定人', person()),
  passed: titled('Passed', '通过', z.array(z.string())),
  ends: titled('How notices ended', '公示结果', z.array(z.string())),
  refused: titled('Why a notice was refused', '公示未发起原因', z.array(z.string())),
});
export type Facts = Described<typeof facts>;
