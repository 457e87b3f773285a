/** What a caller must send to evaluate a year. */
import { z } from 'zod';
import { say, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

const year = say('Give a calendar year such as 2026.', '请填写年度，例如2026。');

export const inputs = {
  start: z.object({ year: z.int(year).min(2020, year).max(2100, year).describe('The calendar year that is evaluated.') }),
  confirm: z.object({ remark: words(1000).optional().describe('A word for the record.') }),
  cancel: z.object({ reason: words(1000).describe('Why the evaluation is not confirmed.') }),
  finish: z.object({}),
};

export type Inputs = InputTypes<typeof inputs>;
