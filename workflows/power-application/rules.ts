/** The power application 用电报装, with the green channel for spring irrigation 春灌用电绿色通道: from filing to the meter. Each file it is put together from is one subject. */
import { type Budget, type ClockRule, defineProcess } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import { accepting } from './accepting.ts';
import { building } from './building.ts';
import { connecting } from './connecting.ts';
import { contact } from './contact.ts';
import { ending } from './ending.ts';
import type { Facts } from './facts.ts';
import { filing } from './filing.ts';
import { staffRoles } from './guards.ts';
import type { Inputs } from './inputs.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { scheming } from './scheme.ts';
import { signing } from './signing.ts';
import type { Step, TrackRow } from './track.ts';
import { type Action, clockTitles, openStates, type Reference } from './vocabulary.ts';

/** A step of ours, or all of them together: each track has its own days; these are for a track that was given none. */
const step = (name: Step | 'total', role: string, workingDays: number): ClockRule<Action> => ({
  title: clockTitles[name],
  budget: { workingDays },
  own: ({ track }: Facts) => daysOf(track, name),
  ladder: [
    { at: 80, notify: [{ role }] },
    { at: 100, notify: [{ role }, { role: 'leader' }] },
    { at: 200, notify: [{ role: 'leader' }] },
  ],
});

const daysOf = ({ days, total }: TrackRow, name: Step | 'total'): Budget => ({
  workingDays: name === 'total' ? total : (days[name] ?? 1),
});

export const powerApplication = defineProcess<Inputs, Facts, Reference>()({
  name: 'powerApplication',
  code: 'PA',
  version: 1,
  title: { en: 'Power application', zh: '用电报装' },
  states: {
    ...openStates,
    appealed: { en: 'under appeal', zh: '申诉中' },
    connected: { en: 'connected', zh: '已接电' },
    withdrawn: { en: 'withdrawn', zh: '已撤回' },
    rejected: { en: 'rejected', zh: '不予办理' },
  },
  closed: ['connected', 'withdrawn', 'rejected'],
  promised: ['total'],
  clocks: {
    total: step('total', 'accountManager', 38),
    customer: {
      title: clockTitles.customer,
      budget: { workingDays: 60 },
      // It binds nobody: the customer is reminded, and we are.
      ladder: [
        { at: 80, notify: [{ party: 'customer' }] },
        { at: 100, notify: [{ party: 'customer' }, { role: 'accountManager' }] },
      ],
    },
    accept: step('accept', 'windowClerk', 1),
    survey: step('survey', 'surveyor', 2),
    scheme: step('scheme', 'schemeDesigner', 15),
    designReview: step('designReview', 'schemeReviewer', 10),
    midInspection: step('midInspection', 'inspector', 5),
    finalInspection: step('finalInspection', 'inspector', 5),
    connect: step('connect', 'installer', 5),
    appeal: {
      title: clockTitles.appeal,
      budget: { workingDays: 10 },
      ladder: [
        { at: 80, notify: [{ party: 'customer' }] },
        { at: 100, act: 'letStand' },
      ],
    },
    appealRuling: {
      title: clockTitles.appealRuling,
      budget: { workingDays: 5 },
      ladder: [
        { at: 80, notify: [{ role: 'leader' }] },
        { at: 100, notify: [{ role: 'leader' }] },
        { at: 200, notify: [{ role: 'leader' }, { role: 'admin' }] },
      ],
    },
  },
  lifecycle,
  roles: rolesOf('customer', ...staffRoles),
  fallback: 'leader',
  parts: ({ customer, manager }) => [
    { person: customer, role: 'customer' },
    manager && { person: manager.id, role: 'accountManager' },
  ],
  // Customers may be people of ours.
  own: { people: ({ customer }) => [customer], offices: staffRoles },
  inPerson: ({ customer }) => [customer],
  limits,
  staff: staffRoles,
  personal: ['windowClerk', 'accountManager', 'surveyor', 'inspector', 'installer', 'leader'],
  start: filing,
  actions: { ...accepting, ...scheming, ...signing, ...building, ...connecting, ...contact, ...ending },
});
