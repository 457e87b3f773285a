/** One round of inspection 巡视任务 of a protection plan or of street patrols, run by a unit in its own right. */
import { defineProcess } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts } from './facts.ts';
import { finding } from './finding.ts';
import type { Inputs } from './inputs.ts';
import { inspecting } from './inspecting.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { opening, planning } from './planning.ts';
import { plannerRole, type Reference } from './vocabulary.ts';

export const inspectionRound = defineProcess<Inputs, Facts, Reference>()({
  name: 'inspectionRound',
  code: 'RD',
  version: 1,
  title: { en: 'Inspection round', zh: '巡视任务' },
  states: {
    planned: { en: 'planned', zh: '未到期' },
    due: { en: 'due', zh: '待巡视' },
    underWay: { en: 'under way', zh: '巡视中' },
    finished: { en: 'finished', zh: '已完成' },
    cancelled: { en: 'cancelled', zh: '已取消' },
  },
  closed: ['finished', 'cancelled'],
  clocks: {
    due: {
      title: { en: 'Until it is due', zh: '距开始' },
      // Each round runs to its own dates.
      budget: { clockMinutes: 7 * 24 * 60 },
      ladder: [{ at: 100, act: 'fallDue' }],
    },
    finish: {
      title: { en: 'Time to finish the round', zh: '巡视时限' },
      budget: { clockMinutes: 7 * 24 * 60 },
      ladder: [
        { at: 80, act: 'remind' },
        { at: 100, act: 'overrun' },
        { at: 200, notify: [{ role: 'leader' }] },
      ],
    },
  },
  lifecycle,
  roles: rolesOf('patroller', 'protectionPlanner', 'patrolLeader', 'leader'),
  fallback: 'leader',
  parts: ({ planner, assignee, patrol }) => [
    { person: planner, role: plannerRole({ patrol }) },
    assignee === null ? null : { person: assignee, role: 'patroller' },
  ],
  limits,
  staff: ['patroller', 'protectionPlanner', 'patrolLeader', 'leader'],
  personal: ['leader'],
  start: opening,
  actions: { ...planning, ...inspecting, ...finding },
});
