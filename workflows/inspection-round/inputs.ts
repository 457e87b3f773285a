/** What opens a round of inspection, and what a caller must send to act on it. */
import { z } from 'zod';
import { choice, day, instant, named, person, picked, title, titled } from '../kernel/describe.ts';
import { caseId, moment, openingRefused, place, tableKey, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';
import { code, itemKind, personOrUnit, photosOf } from '../lines/inputs.ts';

/** What is to be inspected: a line, a well or customer on it, or a checkpoint of a patrol's route. */
export const item = z
  .object({
    kind: titled('Kind', '类别', itemKind()),
    id: titled('Number', '编号', z.string()),
    title: titled('Name', '名称', title()),
    line: titled('Line', '所在线路', picked('table:lines', z.string()), [
      'Of a checkpoint it is the route.',
      '点位为所在巡查路线。',
    ]),
    sort: titled('Sort', '点位类别', picked('table:checkpointKinds', z.string()).exactOptional()),
    lat: titled('Latitude', '纬度', z.number().exactOptional()),
    lon: titled('Longitude', '经度', z.number().exactOptional()),
  })
  .meta({ title: 'RoundItem' });

/** What a round of a street patrol knows of its schedule. */
export const patrol = z
  .object({
    route: titled('Route', '巡查路线', named()),
    kind: titled('Kind', '巡查类别', named()),
    day: titled('Day', '巡查日期', day()),
    daysLate: titled('Days late', '晚下达天数', z.number(), ['How late it was opened.', '晚于应下达日期的天数。']),
    late: titled('Opened late', '是否补开', z.boolean()),
  })
  .meta({ title: 'RoundPatrol' });

export const result = () => choice({ clear: ['No hazard', '无隐患'], hazards: ['Hazards found', '有隐患'] });

export const inputs = {
  /** Sent by the protection plan or the schedule of patrols alone. */
  start: z.object({
    plan: titled('Plan or schedule', '方案或计划', caseId()),
    planTitle: titled('Its name', '方案名称', z.string()),
    planner: titled('Planner', '编制人', person()),
    number: titled('Round', '轮次', z.int()),
    from: titled('First day', '开始日期', day()),
    to: titled('Last day', '结束日期', day()),
    startsAt: titled('Begins at', '开始时间', instant()),
    endsAt: titled('Ends at', '结束时间', instant()),
    items: titled('To be inspected', '巡视对象', z.array(item)),
    unit: titled('Unit', '巡视单位', named().exactOptional()),
    assignee: titled('Patroller', '巡视人员', person().exactOptional()),
    patrol: titled('Street patrol', '街道巡查', patrol.exactOptional()),
  }),
  fallDue: z.object({}),
  begin: z.object({}),
  inspect: z.object({
    kind: titled('Kind', '对象类别', itemKind()),
    id: titled(
      'Inspected',
      '巡视对象',
      picked('fact:items', code('Give the number of what was inspected, as in the round.', '请填写巡视对象编号，见本轮任务。')),
      ['A line, irrigation well, customer or checkpoint of this round.', '本轮任务中的线路、机井、用户或点位。'],
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
  find: z.object({
    point: titled(
      'Checkpoint',
      '点位',
      picked('fact:items', code('Give a checkpoint of this round.', '请填写本轮任务中的点位。')),
    ),
    kind: titled('What was found', '问题类型', tableKey('findingKinds')),
    text: titled('Description', '问题描述', words(1000)),
    photos: photosOf('Show what is wrong.', '请拍摄问题现场。'),
    settled: titled('Settled at once', '当场处置', words(500).optional(), [
      'What was done about it there and then. Left out, it goes to the unit that handles such things.',
      '当场整改的，请说明处置情况；不填则转办。',
    ]),
    photosAfter: photosOf('Show the place after it was settled.', '当场处置后的照片。'),
    place: titled('Where', '地点', place().optional(), ['The checkpoint when left out.', '不填为点位所在位置。']),
  }),
  reportRefused: openingRefused,
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
