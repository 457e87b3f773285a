/** The shared live room 共享直播间: a studio by the hour, booked by trained hosts, given back for the next. */
import { defineProcess } from '../kernel/process.ts';
import { booking, changing, whenGone } from './booking.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { using } from './using.ts';
import { type Reference, roles } from './vocabulary.ts';

export const roomBooking = defineProcess<Inputs, Facts, Reference>()({
  name: 'roomBooking',
  code: 'RB',
  version: 1,
  title: { en: 'Live room booking', zh: '共享直播间预约' },
  states: {
    waiting: { en: 'on the waiting list', zh: '候补中' },
    asked: { en: 'to be approved', zh: '待审批' },
    booked: { en: 'booked', zh: '已预约' },
    inUse: { en: 'in use', zh: '使用中' },
    finished: { en: 'given back', zh: '已归还' },
    noShow: { en: 'nobody came', zh: '爽约' },
    cancelled: { en: 'cancelled', zh: '已取消' },
    refused: { en: 'not approved', zh: '未获批准' },
  },
  closed: ['finished', 'noShow', 'cancelled', 'refused'],
  aside: ['cancelled', 'refused'],
  clocks: {
    start: {
      title: { en: 'Time to check in', zh: '签到截止' },
      budget: { clockMinutes: 1_440 },
      own: ({ checkInUntil }: Facts) => ({ until: checkInUntil }),
      ladder: [{ at: 100, act: 'lapse' }],
    },
    reminder: {
      title: { en: 'Reminder', zh: '开播提醒' },
      budget: { clockMinutes: 1_440 },
      own: ({ remindAt }: Facts) => (remindAt === null ? undefined : { until: remindAt }),
      ladder: [{ at: 100, act: 'remind' }],
      inner: true,
    },
    end: {
      title: { en: 'Time to give it back', zh: '归还截止' },
      budget: { clockMinutes: 180 },
      own: ({ busyUntil }: Facts) => ({ until: busyUntil }),
      ladder: [
        { at: 100, act: 'noteOvertime' },
        { at: 150, act: 'noteOvertime' },
      ],
    },
  },
  lifecycle,
  roles,
  fallback: 'roomKeeper',
  parts: ({ host }) => [{ person: host.id, role: 'liveHost' }],
  own: { people: ({ host }) => [host.id], offices: ['roomKeeper'] },
  limits,
  staff: ['roomKeeper'],
  openTo: ['leader'],
  personal: ['roomKeeper'],
  whenGone,
  start: booking,
  actions: { ...changing, ...using },
});
