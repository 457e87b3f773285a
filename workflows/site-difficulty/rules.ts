/** A difficulty found at a site 村社困难: quick response across departments, until the site confirms. */
import { defineProcess } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { lifecycle } from './lifecycle.ts';
import { raising, tracking } from './tracking.ts';
import { type Reference, roles } from './vocabulary.ts';

export const siteDifficulty = defineProcess<Inputs, Facts, Reference>()({
  name: 'siteDifficulty',
  code: 'SD',
  version: 1,
  title: { en: 'Difficulty of a site', zh: '村社困难' },
  states: {
    raised: { en: 'brought before a department', zh: '待受理' },
    handling: { en: 'being handled', zh: '办理中' },
    disputed: { en: 'waiting for a ruling', zh: '待裁定' },
    answered: { en: 'answered', zh: '待站点确认' },
    closed: { en: 'closed', zh: '已办结' },
    withdrawn: { en: 'taken back', zh: '已撤回' },
  },
  closed: ['closed', 'withdrawn'],
  clocks: {
    accept: {
      title: { en: 'Time to accept', zh: '受理时限' },
      budget: { dutyMinutes: 4 * 60 },
      ladder: [{ at: 100, notify: [{ role: 'handler' }, { role: 'leader' }] }],
    },
    answer: {
      title: { en: 'Time to the answer', zh: '答复时限' },
      budget: { workingDays: 3 },
      ladder: [
        { at: 80, notify: [{ role: 'handler' }] },
        { at: 100, notify: [{ role: 'handler' }, { role: 'leader' }] },
        { at: 200, notify: [{ role: 'leader' }, { role: 'academyAdmin' }] },
      ],
    },
    ruling: {
      title: { en: 'Time to the ruling', zh: '裁定时限' },
      budget: { workingDays: 1 },
      ladder: [{ at: 100, notify: [{ role: 'leader' }, { role: 'academyAdmin' }] }],
    },
    confirm: {
      title: { en: 'Time to confirm', zh: '确认时限' },
      budget: { workingDays: 5 },
      ladder: [{ at: 100, notify: [{ party: 'site' }, { role: 'academyAdmin' }] }],
    },
  },
  lifecycle,
  roles,
  fallback: 'academyAdmin',
  parts: ({ worker }) => [{ person: worker.id, role: 'siteWorker' }],
  own: { people: ({ worker, raisedBy }) => [worker.id, raisedBy.id], offices: ['handler', 'leader', 'academyAdmin'] },
  limits: {},
  staff: ['handler', 'academyAdmin', 'leader'],
  personal: ['academyAdmin'],
  start: raising,
  actions: tracking,
});
