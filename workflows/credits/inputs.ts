/** Credits that were earned but not given, as callers send them. Read by the API only. */
import { z } from 'zod';
import { picked, titled } from '../kernel/describe.ts';
import { say } from '../kernel/inputs.ts';

const kind = say('Give a kind of credits.', '请填写学分类别。');

export const award = {
  kind: titled('Kind of credits', '学分类别', picked('table:creditRules', z.string(kind).trim().min(1, kind).max(40, kind)), [
    'The yearly cap of this kind applies.',
    '受该类别年度上限约束。',
  ]),
  amount: titled(
    'Credits',
    '学分',
    z
      .int(say('Give whole credits from 1.', '请填写正整数学分。'))
      .min(1, say('Give whole credits from 1.', '请填写正整数学分。'))
      .max(1000, say('Give at most 1,000 credits at once.', '一次最多1000学分。')),
  ),
  day: titled('Day earned', '取得日期', z.iso.date(say('Give a day such as 2026-03-01.', '请填写日期，例如2026-03-01。')), [
    'The credits count in the year of this day.',
    '学分计入该日期所在年度。',
  ]),
};
