/** A batch of subsidies 惠企补贴批次: offered to all firms of a list without an application of theirs, and published together. */
import { defineProcess } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { firmsOf, listing, opening } from './listing.ts';
import { noticing } from './noticing.ts';
import { offering } from './offering.ts';
import { type Reference, roles } from './vocabulary.ts';

export const subsidyBatch = defineProcess<Inputs, Facts, Reference>()({
  name: 'subsidyBatch',
  code: 'SB',
  version: 1,
  title: { en: 'Batch of subsidies', zh: '惠企补贴批次' },
  states: {
    listed: { en: 'listed', zh: '待复核' },
    opening: { en: 'being offered', zh: '发出中' },
    gathering: { en: 'gathering', zh: '待公示' },
    onNotice: { en: 'on notice', zh: '公示中' },
    finished: { en: 'finished', zh: '已办结' },
    withdrawn: { en: 'withdrawn', zh: '已撤回' },
  },
  closed: ['finished', 'withdrawn'],
  aside: ['withdrawn'],
  clocks: {
    approve: {
      title: { en: 'Time to approve', zh: '复核时限' },
      budget: { workingDays: 3 },
      inner: true,
      ladder: [
        { at: 80, notify: [{ role: 'policyReviewer' }] },
        { at: 100, notify: [{ role: 'policyReviewer' }, { role: 'leader' }] },
        { at: 200, notify: [{ role: 'leader' }] },
      ],
    },
    open: {
      title: { en: 'Time until all is offered', zh: '发出时限' },
      budget: { workingDays: 1 },
      inner: true,
      ladder: [
        { at: 100, notify: [{ role: 'policyReviewer' }] },
        { at: 200, notify: [{ role: 'policyReviewer' }, { role: 'leader' }] },
      ],
    },
    gather: {
      // Firms have twice ten working days to take an offer.
      title: { en: 'Time until it is published', zh: '公示前时限' },
      budget: { workingDays: 25 },
      inner: true,
      ladder: [
        { at: 80, notify: [{ role: 'noticeOfficer' }] },
        { at: 100, notify: [{ role: 'noticeOfficer' }, { role: 'leader' }] },
        { at: 200, notify: [{ role: 'leader' }] },
      ],
    },
  },
  lifecycle,
  roles,
  fallback: 'leader',
  own: { people: firmsOf, offices: ['policyReviewer', 'leader'] },
  limits,
  staff: ['policyReviewer', 'noticeOfficer', 'financeOfficer', 'leader'],
  personal: ['policyReviewer', 'leader'],
  start: opening,
  actions: {
    ...listing,
    ...offering,
    ...noticing,
    comment: {
      title: { en: 'Comment', zh: '备注' },
      event: 'Commented',
      by: ['policyReviewer', 'noticeOfficer', 'financeOfficer', 'leader'],
      from: ['listed', 'opening', 'gathering', 'onNotice', 'finished', 'withdrawn'],
      decide: () => ({}),
    },
  },
});
