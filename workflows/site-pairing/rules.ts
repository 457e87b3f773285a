/** The site pairing 医保+村社: a lecturer group and a village site, from the agreement to the site's word that all is done. */
import { defineProcess } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { pairing, proposing } from './pairing.ts';
import { visiting } from './visits.ts';
import { type Reference, roles } from './vocabulary.ts';

const DAY = 24 * 60;

export const sitePairing = defineProcess<Inputs, Facts, Reference>()({
  name: 'sitePairing',
  code: 'SP',
  version: 1,
  title: { en: 'Site pairing', zh: '医保+村社结对' },
  states: {
    proposed: { en: 'proposed', zh: '待站点同意' },
    active: { en: 'active', zh: '结对中' },
    closing: { en: 'over, to be closed', zh: '已期满待确认' },
    closed: { en: 'closed', zh: '已完成' },
    declined: { en: 'declined', zh: '已谢绝' },
    ended: { en: 'ended early', zh: '已提前终止' },
  },
  closed: ['closed', 'declined', 'ended'],
  clocks: {
    agreement: {
      title: { en: 'Time to agree', zh: '答复时限' },
      budget: { workingDays: 10 },
      ladder: [{ at: 100, notify: [{ role: 'academyAdmin' }] }],
    },
    visit: {
      title: { en: 'Time to the next visit', zh: '走访间隔' },
      budget: { clockMinutes: 90 * DAY },
      ladder: [{ at: 100, act: 'remind' }],
    },
    term: {
      title: { en: 'Time of the pairing', zh: '结对期' },
      // Each run goes to the end of the last day that was agreed on.
      budget: { clockMinutes: 365 * DAY },
      ladder: [
        { at: 90, notify: [{ party: 'site' }, { party: 'lecturer' }, { role: 'academyAdmin' }] },
        { at: 100, act: 'endTerm' },
      ],
    },
    closing: {
      title: { en: 'Time to close', zh: '期满确认时限' },
      budget: { workingDays: 10 },
      ladder: [
        { at: 100, notify: [{ party: 'site' }, { role: 'academyAdmin' }] },
        { at: 200, act: 'lapse' },
      ],
    },
  },
  lifecycle,
  roles,
  fallback: 'academyAdmin',
  parts: ({ worker, lecturers }) => [
    { person: worker.id, role: 'siteWorker' },
    ...lecturers.map(({ id }) => ({ person: id, role: 'lecturer' }) as const),
  ],
  limits,
  staff: ['academyAdmin', 'leader'],
  personal: ['academyAdmin'],
  start: proposing,
  actions: { ...pairing, ...visiting },
});
