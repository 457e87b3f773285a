/** The protection plan 保电方案: a season, what is protected in it, and the rounds of inspection into which it unfolds. */
import { defineProcess } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import { changing } from './changing.ts';
import { drafting, drawingUp } from './drafting.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { lifecycle } from './lifecycle.ts';
import { running } from './running.ts';
import type { Reference } from './vocabulary.ts';

export const protectionPlan = defineProcess<Inputs, Facts, Reference>()({
  name: 'protectionPlan',
  code: 'PP',
  version: 1,
  title: { en: 'Protection plan', zh: '保电方案' },
  states: {
    drafting: { en: 'being drawn up', zh: '编制中' },
    awaitingApproval: { en: 'waiting for approval', zh: '待审批' },
    inForce: { en: 'in force', zh: '执行中' },
    closed: { en: 'closed', zh: '已结束' },
    withdrawn: { en: 'withdrawn', zh: '已撤回' },
  },
  closed: ['closed', 'withdrawn'],
  clocks: {
    approval: {
      title: { en: 'Time to approve', zh: '审批时限' },
      budget: { workingDays: 3 },
      ladder: [
        { at: 80, notify: [{ role: 'leader' }] },
        { at: 100, notify: [{ role: 'leader' }, { role: 'protectionPlanner' }] },
        { at: 200, notify: [{ role: 'leader' }] },
      ],
    },
    season: {
      title: { en: 'Season', zh: '保电期' },
      // Each plan runs to the end of its own season.
      budget: { clockMinutes: 90 * 24 * 60 },
      ladder: [
        { at: 80, notify: [{ role: 'protectionPlanner' }] },
        { at: 100, act: 'closeAtSeasonEnd' },
      ],
    },
  },
  lifecycle,
  roles: rolesOf('protectionPlanner', 'leader', 'patroller', 'rectifier'),
  fallback: 'leader',
  parts: ({ plannedBy, change }) => [
    { person: plannedBy, role: 'protectionPlanner' },
    change && { person: change.by, role: 'protectionPlanner' },
  ],
  limits: {},
  staff: ['protectionPlanner', 'leader', 'patroller', 'rectifier'],
  personal: ['leader'],
  start: drawingUp,
  actions: { ...drafting, ...changing, ...running },
});
