/** What a caller must send to book a live room and to act on the booking. */
import { z } from 'zod';
import { personal, shownAs, titled } from '../kernel/describe.ts';
import { caseId, lines, moment, personId, photos, place, say, tableKey, whole, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

const reason = (en: string, zh: string) => titled('Reason', '理由', lines(500), [en, zh]);
const from = () => titled('From', '开始时间', moment(), ['When you begin.', '直播开始时间。']);
const to = () =>
  titled('To', '结束时间', moment(), ['In whole steps, as long as the house allows.', '时长须为规定的步长，且不超过上限。']);

export const inputs = {
  start: z.object({
    room: titled('Room', '直播间', tableKey('rooms')),
    from: from(),
    to: to(),
    products: titled(
      'Products',
      '产品',
      z
        .array(words(60), say('Give a list of products.', '请填写产品列表。'))
        .min(1, say('Name at least one product.', '请至少填写一种产品。'))
        .max(10, say('Name at most 10 products.', '最多10种产品。')),
    ),
    equipment: titled(
      'Equipment',
      '设备',
      z.array(tableKey('equipment')).max(10, say('Name at most 10 pieces.', '最多选择10项设备。')).optional(),
      ['What you borrow beside what stands in the room.', '除直播间固定设备外另需借用的设备。'],
    ),
    host: titled('Host', '主播', personId('liveHost').optional(), [
      'Yourself when left out; the keeper of the rooms names somebody.',
      '不填为本人；直播间管理员可代主播预约。',
    ]),
    repeatWeekly: titled('Weeks in a row', '每周重复', whole(2, 8).optional(), [
      'The same time in so many weeks, each a booking of its own. Sent with startRoomBookingEach.',
      '连续若干周同一时间，每周为一件单独的预约，由startRoomBookingEach提交。',
    ]),
    week: titled('Week of the series', '系列第几周', whole(1, 8).optional(), [
      'Which of the weeks in a row this is; startRoomBookingEach says it by itself.',
      '本件为连续若干周中的第几周，由startRoomBookingEach自动填写。',
    ]),
    repeats: titled('Repeats', '所属系列', caseId('roomBooking').optional(), [
      'The first booking of the series, where this is a later one of it.',
      '系列中后续各周填写首个预约编号。',
    ]),
    await: titled('Wait where it is taken', '占用时候补', z.boolean().optional(), [
      'You are told when it is free. Nothing is booked by itself.',
      '有空时通知您，不会自动预约。',
    ]),
  }),
  approve: z.object({}),
  refuse: z.object({ reason: reason('Why not. The host reads it.', '说明不予同意的原因，主播可见。') }),
  book: z.object({}),
  move: z.object({ from: from(), to: to() }),
  cancel: z.object({ reason: titled('Reason', '理由', lines(500).optional()) }),
  remind: z.object({}),
  checkIn: z.object({
    code: titled(
      'Code at the door',
      '门口动态码',
      personal('code', z.string(say('Give the code at the door.', '请输入门口动态码。')).trim().max(20)).optional(),
    ),
    place: titled('Where you are', '所在位置', place().optional(), ['In place of the code.', '可代替动态码。']),
  }),
  lapse: z.object({}),
  extend: z.object({
    minutes: titled('Minutes', '延长分钟数', whole(5, 180), ['In whole steps.', '须为规定步长的整数倍。']),
  }),
  noteOvertime: z.object({}),
  giveBack: z.object({
    equipmentOk: titled('Equipment complete and in order', '设备齐全完好', z.boolean()),
    note: titled('Note', '说明', lines(500).optional(), ['What is missing or broken.', '说明缺失或损坏情况。']),
    photos: titled('Photos', '照片', photos()),
  }),
  reportFault: z.object({
    text: titled('What is wrong', '故障描述', lines(500)),
    photos: titled('Photos', '照片', photos()),
  }),
  declareSales: z.object({
    fen: titled('Sales', '销售额', shownAs('money', whole(0, 2_000_000_000)), [
      'What was sold in this time, in fen. It counts in the report alone.',
      '本场销售额（分），仅用于统计。',
    ]),
  }),
  comment: z.object({ text: titled('Comment', '备注', lines(1000)) }),
};

export type Inputs = InputTypes<typeof inputs>;
