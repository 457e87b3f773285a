/** What opens a round of inspection, and what a caller must send to act on it. */
import { z } from 'zod';
import { choice, day, instant, named, person, picked, title, titled } from '../kernel/describe.ts';
import { caseId, moment, place, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';
import { code, itemKind, personOrUnit, photosOf } from '../lines/inputs.ts';

/** What is to be inspected: a line, or a well or customer on it. */
export const item = z
  .object({
    kind: titled('Kind', '类别', itemKind()),
    id: titled('Number', '编号', z.string()),
    title: titled('Name', '名称', title()),
    line: titled('Line', '所在线路', picked('table:lines', z.string())),
  })
  .meta({ title: 'RoundItem' });

export const result = () => choice({ clear: ['No hazard', '无隐患'], hazards: ['Hazards found', '有隐患'] });

export const inputs = {
  /** Sent by the protection plan alone. */
  start: z.object({
    plan: titled('Protection plan', '保电方案', caseId('protectionPlan')),
    planTitle: titled('Name of the plan', '方案名称', z.string()),
    planner: titled('Planner', '方案编制人', person()),
    number: titled('Round', '轮次', z.int()),
    from: titled('First day', '开始日期', day()),
    to: titled('Last day', '结束日期', day()),
    startsAt: titled('Begins at', '开始时间', instant()),
    endsAt: titled('Ends at', '结束时间', instant()),
    items: titled('To be inspected', '巡视对象', z.array(item)),
    unit: titled('Unit', '巡视单位', named().exactOptional()),
    assignee: titled('Patroller', '巡视人员', person().exactOptional()),
  }),
  fallDue: z.object({}),
  begin: z.object({}),
  inspect: z.object({
    kind: titled('Kind', '对象类别', itemKind()),
    id: titled(
      'Inspected',
      '巡视对象',
      picked('fact:items', code('Give the number of what was inspected, as in the round.', '请填写巡视对象编号，见本轮任务。')),
      ['A line, irrigation well or customer of this round.', '本轮任务中的线路、机井或用户。'],
    ),
    result: titled('Result', '巡视结果', result(), [
      'Report each hazard as a case of its own and name this round in it.',
      '每处隐患须另行上报，并注明本轮巡视。',
    ]),
    at: titled('Inspected at', '巡视时间', moment().optional(), ['Left out, it counts as inspected now.', '不填即为当前时间。']),
    place: titled('Your position', '巡视位置', place().optional(), [
      'Your position or a photo is needed.',
      '须提供当前位置或现场照片。',
    ]),
    note: titled('Note', '备注', words(1000).optional()),
    photos: photosOf('Photos of what was inspected.', '巡视对象的照片。'),
  }),
  finish: z.object({
    reason: titled('Why something was left out', '未巡视原因', words(1000).optional(), [
      'Needed where something was not inspected.',
      '有未巡视对象时必填。',
    ]),
  }),
  assign: z.object(personOrUnit('patroller', 'Patroller', '巡视人员')),
  remind: z.object({}),
  overrun: z.object({}),
  cancel: z.object({ reason: titled('Reason', '取消原因', z.string()) }),
};

export type Inputs = InputTypes<typeof inputs>;
