/** What a round of inspection knows about itself, described for people. Rules take the types alone. */
import { z } from 'zod';
import { type Described, day, instant, internal, main, named, otherCase, person, picked, titled } from '../kernel/describe.ts';
import { byAndAt, spot } from '../lines/facts.ts';
import { itemKind } from '../lines/inputs.ts';
import { item, patrol, result } from './inputs.ts';

const inspection = z
  .object({
    kind: titled('Kind', '类别', itemKind()),
    id: titled('Inspected', '巡视对象', picked('fact:items', z.string())),
    result: titled('Result', '巡视结果', result()),
    ...byAndAt,
    place: titled('Position', '巡视位置', spot.nullable()),
    note: titled('Note', '备注', z.string().nullable()),
  })
  .meta({ title: 'RoundInspection' });

const cancellation = z
  .object({ reason: titled('Reason', '取消原因', z.string()), at: titled('At', '取消时间', instant()) })
  .meta({ title: 'RoundCancellation' });

const finding = z
  .object({
    point: titled('Checkpoint', '点位', picked('fact:items', z.string())),
    kind: titled('What was found', '问题类型', named()),
    text: titled('Description', '问题描述', z.string()),
    settled: titled('Settled at once', '当场处置', z.string().nullable(), ['Empty where it went to a unit.', '转办的为空。']),
    ...byAndAt,
  })
  .meta({ title: 'RoundFinding' });

export const facts = z.object({
  plan: main(titled('Plan or schedule', '方案或计划', otherCase())),
  patrol: main(titled('Street patrol', '街道巡查', patrol.optional())),
  planner: titled('Planner', '编制人', person()),
  number: main(titled('Round', '轮次', z.number())),
  from: main(titled('First day', '开始日期', day())),
  to: main(titled('Last day', '结束日期', day())),
  endsAt: internal(titled('Ends at', '结束时间', instant())),
  items: main(titled('To be inspected', '巡视对象', z.array(item))),
  unit: titled('Unit', '巡视单位', named().nullable()),
  assignee: main(titled('Patroller', '巡视人员', person().nullable())),
  inspections: titled('Inspections', '巡视记录', z.array(inspection)),
  findings: titled('Findings', '发现问题', z.array(finding).optional(), ['Of a street patrol.', '街道巡查发现的问题。']),
  overdue: main(titled('Overdue', '是否逾期', z.boolean())),
  beganAt: titled('Began at', '开始巡视时间', instant().nullable()),
  finishedAt: titled('Finished at', '完成时间', instant().nullable()),
  leftOut: titled('Why something was left out', '未巡视原因', z.string().nullable()),
  cancelled: titled('Cancellation', '取消记录', cancellation.nullable()),
});

export type Facts = Described<typeof facts>;
export type Item = Described<typeof item>;
export type Finding = Described<typeof finding>;
export type Inspection = Described<typeof inspection>;
