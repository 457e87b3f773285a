/** What a round of inspection knows about itself, described for people. Rules take the types alone. */
import { z } from 'zod';
import { type Described, day, instant, internal, main, named, otherCase, person, picked, titled } from '../kernel/describe.ts';
import { byAndAt, spot } from '../lines/facts.ts';
import { itemKind } from '../lines/inputs.ts';
import { item, result } from './inputs.ts';

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

export const facts = z.object({
  plan: main(titled('Protection plan', '保电方案', otherCase())),
  planner: titled('Planner', '方案编制人', person()),
  number: main(titled('Round', '轮次', z.number())),
  from: main(titled('First day', '开始日期', day())),
  to: main(titled('Last day', '结束日期', day())),
  endsAt: internal(titled('Ends at', '结束时间', instant())),
  items: main(titled('To be inspected', '巡视对象', z.array(item))),
  unit: titled('Unit', '巡视单位', named().nullable()),
  assignee: main(titled('Patroller', '巡视人员', person().nullable())),
  inspections: titled('Inspections', '巡视记录', z.array(inspection)),
  overdue: main(titled('Overdue', '是否逾期', z.boolean())),
  beganAt: titled('Began at', '开始巡视时间', instant().nullable()),
  finishedAt: titled('Finished at', '完成时间', instant().nullable()),
  leftOut: titled('Why something was left out', '未巡视原因', z.string().nullable()),
  cancelled: titled('Cancellation', '取消记录', cancellation.nullable()),
});

export type Facts = Described<typeof facts>;
export type Item = Described<typeof item>;
export type Inspection = Described<typeof inspection>;
