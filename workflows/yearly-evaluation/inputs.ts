/** What a caller must send to evaluate a year, and what an evaluation knows about itself. */
import { z } from 'zod';
import { reason } from '../academy/inputs.ts';
import { year } from '../credits/facts.ts';
import { choice, type Described, instant, internal, main, person, picked, title, titled } from '../kernel/describe.ts';
import { lines, say } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

const calendarYear = say('Give a calendar year such as 2026.', '请填写年度，例如2026。');

export const inputs = {
  start: z.object({ year: titled('Year', '考评年度', z.int(calendarYear).min(2020, calendarYear).max(2100, calendarYear)) }),
  confirm: z.object({
    remark: titled('Remark', '备注', lines(1000).optional(), ['A word for the record.', '随核定记入档案的说明。']),
  }),
  cancel: z.object({ reason: reason('取消理由', ['Say why the evaluation isn’t confirmed.', '说明不予核定的原因。']) }),
  finish: z.object({}),
  settle: z.object({}),
  askVoid: z.object({
    reason: reason('作废理由', [
      'Say what is wrong with the whole evaluation; somebody else decides.',
      '说明考评整体有何错误，由他人决定。',
    ]),
  }),
  void: z.object({}),
  keep: z.object({ reason: reason('维持理由', ['Say why the evaluation stands.', '说明维持考评的原因。']) }),
};

export type Inputs = InputTypes<typeof inputs>;

const count = {
  people: titled('People evaluated', '考评人数', z.int()),
  passed: titled('People who passed', '达标人数', z.int()),
};

const group = z
  .object({
    ...count,
    group: titled('Target group', '培训对象', picked('table:creditRequirements', z.string())),
    title: titled('Name', '名称', title()),
  })
  .meta({ title: 'EvaluatedGroup' });

const frozen = z
  .object({
    ...count,
    // The people stand in a table of its own, under the hash of the whole.
    sha256: internal(titled('Fingerprint', '数据指纹', z.string())),
    csvSha256: internal(titled('Fingerprint of the spreadsheet', '表格文件指纹', z.string())),
    groups: titled('By target group', '分类结果', z.array(group)),
    roles: internal(titled('Roles evaluated', '考评角色', z.array(z.string()))),
  })
  .meta({ title: 'FrozenEvaluation' });

const voiding = z
  .object({
    by: titled('Asked by', '提请人', person()),
    at: titled('Asked at', '提请时间', instant()),
    reason: titled('Reason', '作废理由', z.string()),
    from: internal(
      titled(
        'State before',
        '提请前状态',
        choice({
          confirmed: ['confirmed', '已核定'],
          deciding: ['appeals being decided', '申诉裁定中'],
          final: ['final', '已定'],
        }),
      ),
    ),
  })
  .meta({ title: 'EvaluationVoiding' });

/** How many were evaluated, and how many of them have passed. */
export type Count = Pick<Frozen, keyof typeof count>;

/** What was frozen when the evaluation was confirmed, or when it became final. */
export type Frozen = Described<typeof frozen>;

export const facts = z.object({
  year: main(year()),
  frozen: main(titled('Confirmed result', '核定结果', frozen.nullable())),
  final: main(
    titled('Final result', '最终结果', frozen.nullable(), ['With what the appeals have changed.', '已计入申诉裁定的更正。']),
  ),
  confirmedBy: main(titled('Confirmed by', '核定人', person().nullable())),
  confirmedAt: main(titled('Confirmed at', '核定时间', instant().nullable())),
  voiding: main(titled('To be made void', '提请作废', voiding.nullable())),
});

export type Facts = Described<typeof facts>;
