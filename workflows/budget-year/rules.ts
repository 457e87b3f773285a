/** The budget of a policy item for one year 预算年度: commitment and payment are two things, and every change has two people. */
import { defineProcess } from '../kernel/process.ts';
import { changing, opening } from './changing.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { type Reference, roles } from './vocabulary.ts';

export const budgetYear = defineProcess<Inputs, Facts, Reference>()({
  name: 'budgetYear',
  code: 'BY',
  version: 1,
  title: { en: 'Budget of a year', zh: '年度预算' },
  states: {
    open: { en: 'open', zh: '执行中' },
    frozen: { en: 'frozen', zh: '已冻结' },
    closed: { en: 'closed', zh: '已结账' },
  },
  closed: ['closed'],
  clocks: {
    approve: {
      title: { en: 'Time to approve', zh: '复核时限' },
      budget: { workingDays: 2 },
      inner: true,
      ladder: [
        { at: 100, notify: [{ role: 'financeOfficer' }, { role: 'leader' }] },
        { at: 200, notify: [{ role: 'leader' }] },
      ],
    },
    carryOver: {
      title: { en: 'Time until it is carried over', zh: '结转期限' },
      // Each budget has the end of its own year.
      budget: { calendarDays: 396 },
      own: ({ carryOverAt }: Facts) => ({ until: carryOverAt }),
      ladder: [{ at: 100, act: 'carryOver', notify: [{ role: 'financeOfficer' }] }],
    },
  },
  lifecycle,
  roles,
  fallback: 'leader',
  limits,
  staff: ['financeOfficer', 'leader', 'policyReviewer'],
  personal: ['financeOfficer', 'leader'],
  start: opening,
  actions: changing,
});
