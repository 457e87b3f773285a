/** A round of visits 走访轮次: one visit to each firm of a town, a group or a list, within some weeks. */
import { defineProcess } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { limits } from './limits.ts';
import { planning, start } from './planning.ts';
import { running } from './running.ts';
import { type Reference, roles } from './vocabulary.ts';

export const visitRound = defineProcess<Inputs, Facts, Reference>()({
  name: 'visitRound',
  code: 'VR',
  version: 1,
  title: { en: 'Round of visits', zh: '走访轮次' },
  states: {
    drafting: { en: 'being drafted', zh: '拟定中' },
    running: { en: 'running', zh: '进行中' },
    finished: { en: 'finished', zh: '已结束' },
    cancelled: { en: 'cancelled', zh: '已取消' },
  },
  closed: ['finished', 'cancelled'],
  aside: ['cancelled'],
  clocks: {
    round: {
      title: { en: 'Time of the round', zh: '轮次截止' },
      setBy: { en: 'the last day of the round', zh: '走访轮次的截止日' },
      budget: { calendarDays: 90 },
      own: ({ endsAt }: Facts) => (endsAt === null ? undefined : { until: endsAt }),
      ladder: [{ at: 100, act: 'finish' }],
    },
  },
  lifecycle: {
    drafting: {
      tasks: () => [{ action: 'begin', role: 'serviceLeader' }],
      untimed: { en: 'it begins when its leader says so', zh: '由负责人启动' },
    },
    running: {
      runs: ['round'],
      // The case asks itself for the next page; somebody goes on by hand where that got lost.
      tasks: ({ opening }) => (opening.done ? [] : [{ action: 'openNext', role: 'serviceLeader' }]),
    },
    finished: {},
    cancelled: {},
  },
  roles,
  fallback: 'serviceLeader',
  limits,
  staff: ['serviceLeader'],
  openTo: ['leader'],
  personal: ['serviceLeader'],
  start,
  actions: { ...planning, ...running },
});
