/** The live-line work permit 带电作业票: from issuing to the return of the line. Each file it is put together from is one subject. */
import { timeTo } from '../kernel/moments.ts';
import { defineProcess } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import { closing } from './closing.ts';
import { crew } from './crew.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { interrupting } from './interrupting.ts';
import { issuing } from './issuing.ts';
import { qualificationsOf, whenGone } from './leavers.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { permitting } from './permitting.ts';
import { preparing } from './preparing.ts';
import { stepping } from './stepping.ts';
import type { Reference } from './vocabulary.ts';

/**
 * A permit is open from permission 许可 to closing 终结: that is when its leader executes it and its crew is on the line. Several may be
 * issued ahead for one leader or section, as tomorrow's work is prepared today; what they compete for is taken when work is permitted.
 */
export const liveWorkPermit = defineProcess<Inputs, Facts, Reference>()({
  name: 'liveWorkPermit',
  code: 'LP',
  version: 1,
  title: { en: 'Live-line work permit', zh: '带电作业票' },
  states: {
    issued: { en: 'issued', zh: '已签发' },
    briefing: { en: 'being briefed', zh: '站班会签名' },
    working: { en: 'open, at work', zh: '已许可作业中' },
    suspended: { en: 'suspended', zh: '作业暂停' },
    expired: { en: 'expired, to be ended', zh: '已到期待终结' },
    handedBack: { en: 'handed back', zh: '已交回待移交' },
    closed: { en: 'closed', zh: '已终结' },
    cancelled: { en: 'cancelled', zh: '已作废' },
    lapsed: { en: 'lapsed', zh: '已失效' },
  },
  closed: ['closed', 'cancelled', 'lapsed'],
  clocks: {
    begin: {
      title: { en: 'Time to begin', zh: '许可时限' },
      // Each permit runs to the end of its own period.
      budget: { clockMinutes: 24 * 60 },
      ladder: [
        { at: 80, notify: [{ party: 'leader' }, { party: 'permitter' }] },
        { at: 100, act: 'lapse' },
      ],
    },
    validity: {
      title: { en: 'Validity', zh: '作业票有效期' },
      budget: { clockMinutes: 24 * 60 },
      own: ({ until, permitted }: Facts) => (permitted ? timeTo(until, permitted.at) : undefined),
      ladder: [
        { at: 80, notify: [{ party: 'leader' }, { party: 'permitter' }] },
        { at: 95, notify: [{ party: 'leader' }, { party: 'permitter' }] },
        { at: 100, act: 'expire' },
        { at: 110, notify: [{ party: 'leader' }, { party: 'permitter' }, { party: 'issuer' }] },
      ],
    },
  },
  lifecycle,
  roles: rolesOf('permitIssuer', 'workLeader', 'permitter', 'guardian', 'lineWorker', 'leader', 'admin'),
  fallback: 'leader',
  parts: ({ issuer, leader, permitter, guardian, members }) => [
    { person: issuer.id, role: 'permitIssuer' },
    { person: leader.id, role: 'workLeader' },
    { person: permitter.id, role: 'permitter' },
    { person: guardian.id, role: 'guardian' },
    ...members.map(({ id }) => ({ person: id, role: 'lineWorker' as const })),
  ],
  qualifications: qualificationsOf,
  whenGone,
  limits,
  staff: ['permitIssuer', 'permitter', 'workLeader', 'leader'],
  personal: ['permitIssuer', 'permitter', 'workLeader', 'leader'],
  start: issuing,
  actions: { ...preparing, ...permitting, ...stepping, ...interrupting, ...crew, ...closing },
});
