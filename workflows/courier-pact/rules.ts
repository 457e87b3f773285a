/** The couriers’ pact 契约小哥: joined by consent, learnt, signed, renewed every year, left at any time, and withdrawn for fraud. */
import { defineProcess, type Gone } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { questioning } from './questioning.ts';
import { ended, opening, pacting } from './signing.ts';
import { KEEPER, notify } from './telling.ts';
import { type Pact, type PactOutcome, type Reference, roles } from './vocabulary.ts';

/** Who isn't a courier any more has no pact; what they were asked about is decided all the same. */
const whenGone = (current: Pact, { left, withoutRole }: Gone): PactOutcome =>
  current.state !== 'questioned' && [...left, ...withoutRole].includes(current.facts.courier.id)
    ? { ...ended(current, 'left', 'gone'), notify: [notify(KEEPER, 'left', { reason: '—' })] }
    : {};

export const courierPact = defineProcess<Inputs, Facts, Reference>()({
  name: 'courierPact',
  code: 'CP',
  version: 1,
  title: { en: 'Courier’s pact', zh: '契约小哥' },
  states: {
    joined: { en: 'joined, not signed yet', zh: '待签署' },
    active: { en: 'active', zh: '有效' },
    due: { en: 'to be renewed', zh: '待续签' },
    questioned: { en: 'asked about its reports', zh: '核查中' },
    left: { en: 'left', zh: '已退出' },
    lapsed: { en: 'lapsed', zh: '已失效' },
    withdrawn: { en: 'withdrawn', zh: '已取消' },
  },
  closed: ['left', 'lapsed', 'withdrawn'],
  clocks: {
    join: {
      title: { en: 'Time to sign', zh: '签署期限' },
      budget: { calendarDays: 30 },
      ladder: [
        { at: 80, notify: [{ party: 'courier' }] },
        { at: 100, act: 'lapse' },
      ],
    },
    term: {
      title: { en: 'Time until it is renewed', zh: '续签期前' },
      budget: { calendarDays: 335 },
      own: ({ renewFrom }: Facts) => (renewFrom === null ? undefined : { until: renewFrom }),
      ladder: [{ at: 100, act: 'fallDue' }],
      inner: true,
    },
    renewal: {
      title: { en: 'Time to renew', zh: '续签期限' },
      budget: { calendarDays: 30 },
      own: ({ until }: Facts) => (until === null ? undefined : { until }),
      ladder: [
        { at: 80, notify: [{ party: 'courier' }] },
        { at: 100, act: 'lapse' },
      ],
    },
    hearing: {
      title: { en: 'Time to be heard', zh: '说明期限' },
      budget: { workingDays: 5 },
      ladder: [
        { at: 80, notify: [{ party: 'courier' }] },
        { at: 100, act: 'hearingOver' },
      ],
    },
    decide: {
      title: { en: 'Time to decide', zh: '决定时限' },
      budget: { workingDays: 5 },
      ladder: [
        { at: 80, notify: [{ role: 'leader' }] },
        { at: 100, notify: [{ role: 'leader' }, { role: 'allianceSecretary' }] },
      ],
    },
  },
  lifecycle,
  roles,
  fallback: 'allianceSecretary',
  parts: ({ courier }) => [{ person: courier.id, role: 'courier' }],
  own: { people: ({ courier }) => [courier.id], offices: ['allianceSecretary', 'leader'] },
  limits,
  staff: ['allianceSecretary', 'leader'],
  personal: ['allianceSecretary', 'leader'],
  whenGone,
  start: opening,
  actions: { ...pacting, ...questioning },
});
