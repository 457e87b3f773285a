/** The exchange of points 积分兑换: useful goods for points that were earned, reserved, packed and collected with a code. */
import { defineProcess } from '../kernel/process.ts';
import { ending } from './ending.ts';
import type { Facts } from './facts.ts';
import { handing } from './handing.ts';
import type { Inputs } from './inputs.ts';
import { limits } from './limits.ts';
import { reserving } from './reserving.ts';
import { type Reference, roles } from './vocabulary.ts';

export const pointsRedemption = defineProcess<Inputs, Facts, Reference>()({
  name: 'pointsRedemption',
  code: 'PX',
  version: 1,
  title: { en: 'Exchange of points', zh: '积分兑换' },
  states: {
    reserved: { en: 'reserved', zh: '已预订' },
    ready: { en: 'ready', zh: '待领取' },
    collected: { en: 'collected', zh: '已领取' },
    lapsed: { en: 'lapsed', zh: '逾期未取' },
    cancelled: { en: 'cancelled', zh: '已取消' },
    returned: { en: 'taken back', zh: '已退回' },
  },
  closed: ['collected', 'lapsed', 'cancelled', 'returned'],
  aside: ['cancelled'],
  clocks: {
    pack: {
      title: { en: 'Time to pack', zh: '备货时限' },
      budget: { workingDays: 2 },
      ladder: [
        { at: 80, notify: [{ role: 'goodsKeeper' }] },
        { at: 100, notify: [{ role: 'goodsKeeper' }, { role: 'leader' }] },
        { at: 200, notify: [{ role: 'leader' }, { party: 'holder' }] },
      ],
    },
    collect: {
      title: { en: 'Time to collect', zh: '领取时限' },
      budget: { calendarDays: 15 },
      ladder: [
        // Of fifteen days, five before the end and one.
        { at: 67, act: 'remind' },
        { at: 94, act: 'remind' },
        { at: 100, act: 'lapse' },
      ],
    },
  },
  promised: ['collect'],
  lifecycle: {
    reserved: {
      runs: ['pack'],
      tasks: ({ holder }) => [
        {
          action: 'pack',
          role: 'goodsKeeper',
          clock: 'pack',
          except: [holder.id],
          otherwise: { action: 'cancel', role: 'leader' },
        },
      ],
    },
    ready: {
      runs: ['collect'],
      tasks: ({ holder }) => [
        {
          action: 'collect',
          role: 'goodsKeeper',
          clock: 'collect',
          except: [holder.id],
          otherwise: { action: 'cancel', role: 'leader' },
        },
      ],
    },
    collected: {},
    lapsed: {},
    cancelled: {},
    returned: {},
  },
  roles,
  fallback: 'leader',
  own: { people: ({ holder }) => [holder.id], offices: ['goodsKeeper'] },
  limits,
  staff: ['goodsKeeper', 'leader'],
  // A keeper sees the first character of a name, and the code that is told them.
  personal: ['leader'],
  start: reserving,
  actions: { ...handing, ...ending },
});
