/** The tenancy in a park 园区租赁: asked for, reviewed by fit, negotiated, reserved, signed, let, and ended with its deposit settled. */
import { withoutGonePeople } from '../kernel/answers.ts';
import { defineProcess } from '../kernel/process.ts';
import { isOpened } from '../kernel/scores.ts';
import { subjectId } from '../kernel/subjects.ts';
import { audiences } from './audiences.ts';
import { ending, firmEnded } from './ending.ts';
import type { Facts } from './facts.ts';
import { FIRM, idsOfFirm, LEADER, MANAGER, momentsOf, notify } from './holding.ts';
import type { Inputs } from './inputs.ts';
import { intending, leavingEarly } from './intending.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { matching } from './matching.ts';
import { negotiating } from './negotiating.ts';
import { refunding } from './refunding.ts';
import { renting } from './renting.ts';
import { reviewing } from './reviewing.ts';
import { signing } from './signing.ts';
import { type Reference, roles } from './vocabulary.ts';

const HOUSE = [
  { at: 80, notify: [MANAGER] },
  { at: 100, notify: [MANAGER, LEADER] },
  { at: 200, notify: [LEADER] },
] as const;

const to = (clock: 'rent' | 'arrears' | 'term') => (facts: Facts) => {
  const until = momentsOf(facts)[clock];
  return until === null ? undefined : { until };
};
const BY_LEASE = { en: 'the lease and its limits', zh: '租约及相关参数' };

export const parkTenancy = defineProcess<Inputs, Facts, Reference>()({
  name: 'parkTenancy',
  code: 'TN',
  version: 1,
  title: { en: 'Park tenancy', zh: '园区租赁' },
  states: {
    intent: { en: 'asked for', zh: '已提交意向' },
    fitReview: { en: 'being reviewed', zh: '匹配评审中' },
    negotiating: { en: 'being negotiated', zh: '洽谈中' },
    reserved: { en: 'reserved', zh: '已预留' },
    awaitingSignature: { en: 'waiting for a signature', zh: '待对方签署' },
    signed: { en: 'signed', zh: '已签约' },
    movedIn: { en: 'moved in', zh: '已入驻' },
    ending: { en: 'ending', zh: '退租中' },
    ended: { en: 'ended', zh: '已终止' },
    rejected: { en: 'rejected', zh: '未准入' },
    withdrawn: { en: 'withdrawn', zh: '已撤回' },
    lapsed: { en: 'lapsed', zh: '已失效' },
  },
  closed: ['ended', 'rejected', 'withdrawn', 'lapsed'],
  aside: ['withdrawn'],
  clocks: {
    answer: {
      title: { en: 'Time to answer', zh: '答复时限' },
      budget: { workingDays: 10 },
      ladder: [
        { at: 80, notify: [FIRM, MANAGER] },
        { at: 100, act: 'lapse', notify: [MANAGER, LEADER] },
      ],
    },
    review: {
      title: { en: 'Time of the review', zh: '评审时限' },
      budget: { workingDays: 10 },
      ladder: [
        { at: 80, notify: [{ role: 'fitReviewer' }, MANAGER] },
        { at: 100, act: 'closeReview' },
        { at: 200, notify: [LEADER] },
      ],
    },
    reservation: {
      title: { en: 'Reserved until', zh: '预留期限' },
      budget: { calendarDays: 30 },
      // Seven days and one day before its end, of thirty.
      ladder: [
        { at: 77, act: 'noteReservation' },
        { at: 97, act: 'noteReservation' },
        { at: 100, act: 'lapse' },
      ],
    },
    signature: {
      title: { en: 'Time to sign', zh: '签署时限' },
      budget: { workingDays: 10 },
      ladder: [
        { at: 80, notify: [FIRM, MANAGER] },
        { at: 100, act: 'lapse' },
      ],
    },
    handOver: {
      title: { en: 'Handover', zh: '交付期限' },
      budget: { calendarDays: 1 },
      own: ({ lease }: Facts) => (lease === null ? undefined : { until: lease.startsAt + 86_400_000 }),
      setBy: BY_LEASE,
      ladder: [{ at: 100, notify: [MANAGER, FIRM] }],
    },
    match: {
      title: { en: 'Time to match', zh: '优先承租答复期限' },
      budget: { workingDays: 10 },
      ladder: [
        { at: 80, notify: [FIRM] },
        { at: 100, act: 'waive' },
      ],
    },
    rent: {
      title: { en: 'Next bill', zh: '下次计租' },
      budget: { calendarDays: 30 },
      own: to('rent'),
      setBy: BY_LEASE,
      inner: true,
      ladder: [{ at: 100, act: 'bill' }],
    },
    arrears: {
      title: { en: 'Next reminder of arrears', zh: '下次催缴' },
      budget: { calendarDays: 7 },
      own: to('arrears'),
      setBy: BY_LEASE,
      inner: true,
      ladder: [{ at: 100, act: 'dun' }],
    },
    term: {
      title: { en: 'Term', zh: '租期' },
      budget: { calendarDays: 365 },
      own: to('term'),
      setBy: BY_LEASE,
      ladder: [{ at: 100, act: 'noteTerm' }],
    },
    settle: {
      title: { en: 'Time to settle the deposit', zh: '押金结算时限' },
      budget: { calendarDays: 15 },
      ladder: HOUSE,
    },
  },
  lifecycle,
  roles,
  fallback: 'parkManager',
  parts: ({ review }) => (review?.asked ?? []).map((person) => ({ person, role: 'fitReviewer' as const })),
  own: {
    people: ({ firm }) => idsOfFirm(firm),
    offices: ['parkManager', 'fitReviewer', 'noticeOfficer', 'leader', 'cashier'],
  },
  subjects: { of: ({ firm }) => [subjectId('firm', firm.uscc)], agents: ['firmAgent'] },
  whenSubject: firmEnded,
  limits,
  staff: ['parkManager', 'noticeOfficer', 'cashier', 'bank'],
  openTo: ['leader'],
  audiences,
  personal: ['parkManager', 'cashier'],
  reads: { account: ['cashier'] },
  whenGone: ({ facts, state }, gone) => {
    const review =
      state === 'fitReview' && facts.review && !isOpened(facts.review) ? withoutGonePeople(facts.review, gone) : undefined;
    return review ? { facts: { review }, notify: isOpened(review) ? [notify(MANAGER, 'allScored')] : [] } : {};
  },
  start: intending,
  actions: {
    ...leavingEarly,
    ...reviewing,
    ...negotiating,
    ...signing,
    ...matching,
    ...renting,
    ...ending,
    ...refunding,
  },
});
