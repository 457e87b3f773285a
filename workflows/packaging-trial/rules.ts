/** The packaging trial 包装试验: a packaging is shipped in turn with the one in use, measured, and adopted or dropped by the alliance. */
import { defineProcess, type LadderStep } from '../kernel/process.ts';
import { approving } from './approving.ts';
import { deciding } from './deciding.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { measuring } from './measuring.ts';
import { paying } from './paying.ts';
import { proposing, speaking } from './proposing.ts';
import { shipping } from './shipping.ts';
import { type Action, ENDED, type Reference, roles } from './vocabulary.ts';

const ladder = (act?: Action): readonly LadderStep<Action>[] => [
  { at: 80, notify: [{ role: 'allianceSecretary' }] },
  act ? { at: 100, act } : { at: 100, notify: [{ role: 'allianceSecretary' }, { role: 'leader' }] },
  { at: 200, notify: [{ role: 'leader' }] },
];

export const packagingTrial = defineProcess<Inputs, Facts, Reference>()({
  name: 'packagingTrial',
  code: 'PT',
  version: 1,
  title: { en: 'Packaging trial', zh: '包装试验' },
  states: {
    proposed: { en: 'proposed', zh: '待批准' },
    approved: { en: 'approved', zh: '待发运' },
    shipping: { en: 'being shipped', zh: '发运中' },
    measuring: { en: 'being measured', zh: '待测量' },
    deciding: { en: 'put to the vote', zh: '表决中' },
    settling: { en: 'being settled', zh: '待结算' },
    adopted: { en: 'adopted', zh: '已采用' },
    dropped: { en: 'dropped', zh: '未采用' },
    withdrawn: { en: 'withdrawn', zh: '已撤回' },
  },
  closed: ENDED,
  clocks: {
    approve: { title: { en: 'Time to approve', zh: '批准时限' }, budget: { workingDays: 3 }, ladder: ladder() },
    revise: {
      title: { en: 'Time to change it', zh: '修改时限' },
      budget: { workingDays: 10 },
      ladder: [
        { at: 80, notify: [{ party: 'proposer' }] },
        { at: 100, act: 'lapse' },
      ],
    },
    shipping: {
      title: { en: 'Time of shipping', zh: '发运期' },
      budget: { calendarDays: 60 },
      // Another run of shipping has the whole time that a trial may have.
      own: ({ days, run }: Facts) => (run === 1 ? { calendarDays: days } : undefined),
      ladder: [
        { at: 80, notify: [{ role: 'allianceSecretary' }, { party: 'proposer' }] },
        { at: 100, act: 'endShipping' },
      ],
    },
    measure: { title: { en: 'Time to measure', zh: '测量时限' }, budget: { workingDays: 5 }, ladder: ladder('publish') },
    vote: {
      title: { en: 'Time to vote', zh: '表决时限' },
      budget: { workingDays: 5 },
      ladder: [
        { at: 80, notify: [{ role: 'allianceMember' }] },
        { at: 100, act: 'decide' },
      ],
    },
    pay: {
      title: { en: 'Time to pay', zh: '付款时限' },
      budget: { workingDays: 3 },
      ladder: [
        { at: 80, notify: [{ role: 'cashier' }] },
        { at: 100, notify: [{ role: 'cashier' }, { role: 'allianceSecretary' }] },
        { at: 200, notify: [{ role: 'leader' }] },
      ],
    },
  },
  lifecycle,
  roles,
  fallback: 'allianceSecretary',
  parts: ({ proposer }) => [{ person: proposer.id }],
  own: {
    // The firm that makes it: whoever is related to it decides nothing about it, either.
    people: ({ proposer, firm }) => [proposer.id, firm.id],
    offices: ['allianceSecretary', 'allianceMember', 'expert', 'trunkClerk', 'stationClerk'],
  },
  limits,
  staff: ['allianceSecretary', 'cashier', 'bank', 'expert', 'trunkClerk', 'stationClerk'],
  openTo: ['allianceMember', 'leader'],
  personal: ['allianceSecretary'],
  reads: { account: ['cashier'] },
  start: proposing,
  actions: { ...speaking, ...approving, ...shipping, ...measuring, ...deciding, ...paying },
});
