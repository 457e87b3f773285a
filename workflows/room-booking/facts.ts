/** What a booking of a live room knows about itself, described for people. Rules know its types alone. */
import { z } from 'zod';
import { cents, type Described, instant, internal, main, named, person, personal, titled } from '../kernel/describe.ts';

const host = z
  .object({ id: titled('Person', '人员', person()), name: titled('Name', '姓名', personal('name', z.string())) })
  .meta({ title: 'RoomHost' });

const fault = z
  .object({
    at: titled('Reported at', '报修时间', instant()),
    by: titled('Reported by', '报修人', person()),
    text: titled('What is wrong', '故障描述', z.string()),
  })
  .meta({ title: 'RoomFault' });

const returned = z
  .object({
    at: titled('At', '归还时间', instant()),
    by: titled('By', '归还人', person()),
    equipmentOk: titled('Equipment complete and in order', '设备齐全完好', z.boolean()),
    note: titled('Note', '说明', z.string().nullable()),
  })
  .meta({ title: 'RoomReturn' });

const series = z
  .object({
    weeks: titled('Weeks', '周数', z.int(), ['How many weeks in a row its first booking is for.', '首个预约所含周数。']),
    head: titled('First booking', '首个预约', z.string().nullable(), [
      'Empty where this is the first.',
      '本件为首个预约时为空。',
    ]),
  })
  .meta({ title: 'RoomSeries' });

const ending = z
  .object({
    by: titled('By', '办理人', z.string()),
    reason: titled('Reason', '理由', z.string().nullable()),
  })
  .meta({ title: 'RoomBookingEnd' });

export const facts = z.object({
  room: main(titled('Room', '直播间', named())),
  host: main(titled('Host', '主播', host)),
  from: main(titled('From', '开始时间', instant())),
  to: main(titled('To', '结束时间', instant())),
  products: main(titled('Products', '产品', z.array(z.string()))),
  equipment: titled('Equipment', '设备', z.array(named())),
  series: titled('Weekly series', '每周系列', series.nullable()),
  approved: internal(titled('Needs approval', '需审批', z.boolean())),
  busyUntil: internal(titled('Taken until', '占用至', instant())),
  remindAt: internal(titled('Reminder at', '提醒时间', instant().nullable())),
  freeCancelUntil: titled('Cancelled without a mark until', '可无记录取消至', instant()),
  checkInFrom: internal(titled('Check-in from', '可签到时间起', instant())),
  checkInUntil: titled('Check-in until', '签到截止', instant()),
  checkedInAt: titled('Checked in at', '签到时间', instant().nullable()),
  returned: titled('Given back', '归还', returned.nullable()),
  overtimes: internal(titled('Reminders to give back', '催还次数', z.int())),
  faults: titled('Faults', '故障', z.array(fault)),
  salesFen: titled('Sales declared', '申报销售额', cents().nullable()),
  mark: titled('Counts as a no-show', '计爽约', z.boolean()),
  ending: titled('End', '终止', ending.nullable()),
});

export type Facts = Described<typeof facts>;
