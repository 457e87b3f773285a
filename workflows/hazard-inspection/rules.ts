/** The hazard inspection 隐患排查: from a finding on patrol over rectification to the recheck by somebody else. */
import { defineProcess } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import { closing } from './closing.ts';
import type { Facts } from './facts.ts';
import { finding } from './finding.ts';
import type { Inputs } from './inputs.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { permits } from './permits.ts';
import { rectifying } from './rectifying.ts';
import type { Reference } from './vocabulary.ts';

export const hazardInspection = defineProcess<Inputs, Facts, Reference>()({
  name: 'hazardInspection',
  code: 'HI',
  version: 1,
  title: { en: 'Hazard inspection', zh: '隐患排查' },
  states: {
    found: { en: 'found', zh: '待派发' },
    assigned: { en: 'assigned', zh: '待接收' },
    rectifying: { en: 'being rectified', zh: '整改中' },
    rechecking: { en: 'being rechecked', zh: '待复查' },
    closed: { en: 'closed', zh: '已闭环' },
    withdrawn: { en: 'withdrawn', zh: '已撤销' },
  },
  closed: ['closed', 'withdrawn'],
  aside: ['withdrawn'],
  clocks: {
    takeUp: {
      title: { en: 'Time to take it up', zh: '接收时限' },
      budget: { dutyMinutes: 240 },
      ladder: [
        { at: 80, notify: [{ role: 'rectifier' }] },
        { at: 100, notify: [{ role: 'rectifier' }, { role: 'leader' }] },
        { at: 200, notify: [{ role: 'leader' }, { role: 'protectionPlanner' }] },
      ],
    },
    rectify: {
      title: { en: 'Time to rectify', zh: '整改时限' },
      // Each grade gives its own.
      budget: { workingDays: 20 },
      own: ({ grade }: Facts) => grade.limit,
      ladder: [
        { at: 80, notify: [{ role: 'rectifier' }] },
        { at: 100, notify: [{ role: 'rectifier' }, { role: 'leader' }] },
        { at: 200, notify: [{ role: 'leader' }, { role: 'protectionPlanner' }] },
      ],
    },
    recheck: {
      title: { en: 'Time to recheck', zh: '复查时限' },
      budget: { workingDays: 2 },
      ladder: [
        { at: 80, notify: [{ role: 'patroller' }] },
        { at: 100, notify: [{ role: 'patroller' }, { role: 'protectionPlanner' }] },
        { at: 200, notify: [{ role: 'leader' }] },
      ],
    },
  },
  lifecycle,
  roles: rolesOf('patroller', 'rectifier', 'protectionPlanner', 'leader', 'permitIssuer'),
  fallback: 'leader',
  parts: ({ finder, rectifier }) => [
    // The finder hears of it, wherever the line is looked after.
    { person: finder },
    rectifier === null ? null : { person: rectifier, role: 'rectifier' },
  ],
  // Whoever rectifies it neither eases what is asked of them nor rechecks it.
  own: {
    people: ({ rectifier, workedOn }) => (rectifier === null ? workedOn : [rectifier, ...workedOn]),
    offices: ['leader', 'protectionPlanner', 'permitIssuer'],
  },
  limits,
  staff: ['patroller', 'rectifier', 'protectionPlanner', 'leader', 'permitIssuer'],
  personal: ['leader'],
  start: finding,
  actions: { ...rectifying, ...permits, ...closing },
});
