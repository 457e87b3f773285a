/** The clocks of a micro-renovation, and what each does as it goes. */
import type { LadderStep } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { ALL, LEAD, LEADER } from './telling.ts';
import type { Action } from './vocabulary.ts';

type Ladder = readonly LadderStep<Action>[];

/** Whoever does it hears first, then with the lead, then the leader. */
const house = (...who: readonly { readonly role: string }[]): Ladder => [
  { at: 80, notify: who },
  { at: 100, notify: [...who, LEADER] },
  { at: 200, notify: [LEADER] },
];

const REVIEWERS = [{ role: 'heritageReviewer' }, { role: 'fireReviewer' }, { role: 'utilityReviewer' }] as const;

export const clocks = {
  survey: {
    title: { en: 'Time to visit all homes', zh: '入户走访时限' },
    budget: { workingDays: 20 },
    ladder: house({ role: 'surveyor' }, LEAD),
  },
  draft: { title: { en: 'Time to plan', zh: '方案编制时限' }, budget: { workingDays: 20 }, ladder: house(LEAD) },
  vote: {
    title: { en: 'Time to vote', zh: '表决期限' },
    budget: { workingDays: 15 },
    own: ({ vote }: Facts) => (vote ? { until: vote.to } : undefined),
    setBy: { en: 'the day on which the vote is opened to end, and the limits of a vote', zh: '表决截止日及表决期限参数' },
    ladder: [
      { at: 80, notify: [ALL] },
      { at: 100, act: 'closeVote' },
    ],
  },
  signatures: {
    title: { en: 'Time to sign for works inside', zh: '户内工程签字期限' },
    budget: { workingDays: 10 },
    ladder: [
      { at: 80, notify: [ALL, LEAD] },
      { at: 100, act: 'endSigning' },
    ],
  },
  dues: {
    title: { en: 'Time to pay dues', zh: '缴款期限' },
    budget: { calendarDays: 30 },
    ladder: [
      { at: 70, act: 'remindDues' },
      { at: 100, act: 'remindDues' },
      { at: 200, act: 'remindDues', notify: [LEADER] },
    ],
  },
  review: { title: { en: 'Time to review', zh: '会审时限' }, budget: { workingDays: 10 }, ladder: house(...REVIEWERS, LEAD) },
  works: {
    title: { en: 'Time of the works', zh: '工期' },
    budget: { workingDays: 90 },
    own: ({ contract }: Facts) => (contract ? { until: contract.endsAt } : undefined),
    setBy: { en: 'the end that the contract names', zh: '合同约定的工期' },
    ladder: house({ role: 'contractor' }, { role: 'siteSupervisor' }, LEAD),
  },
  inspect: {
    title: { en: 'Time to inspect', zh: '验收时限' },
    budget: { workingDays: 5 },
    ladder: house({ role: 'siteSupervisor' }, LEAD),
  },
  jointLook: {
    title: { en: 'Time to look together', zh: '联合查看时限' },
    budget: { workingDays: 2 },
    ladder: house({ role: 'siteSupervisor' }, LEAD),
  },
  audit: {
    title: { en: 'Time to audit', zh: '审价时限' },
    budget: { workingDays: 30 },
    ladder: house({ role: 'auditorOfWorks' }, LEAD),
  },
  pay: {
    title: { en: 'Time to pay', zh: '付款时限' },
    budget: { calendarDays: 30 },
    longest: { calendarDays: 60 },
    ladder: house({ role: 'cashier' }, LEAD),
  },
  defects: {
    title: { en: 'Time of defects', zh: '缺陷责任期' },
    budget: { calendarDays: 365 },
    own: ({ settlement }: Facts) => (settlement ? { until: settlement.endsAt } : undefined),
    setBy: { en: 'the months for which money is kept back', zh: '缺陷责任期月数' },
    ladder: [{ at: 100, act: 'endDefects' }],
  },
  defectAnswer: {
    title: { en: 'Time to answer a defect', zh: '报修答复时限' },
    budget: { workingDays: 3 },
    ladder: house({ role: 'contractor' }, LEAD),
  },
  repair: {
    title: { en: 'Time to repair', zh: '修复时限' },
    budget: { workingDays: 15 },
    ladder: house({ role: 'contractor' }, LEAD),
  },
  releaseCheck: {
    title: { en: 'Time to check the release', zh: '质保金核查时限' },
    budget: { calendarDays: 14 },
    ladder: house(LEAD),
  },
  releasePay: {
    title: { en: 'Time to pay what was kept back', zh: '质保金返还时限' },
    budget: { calendarDays: 14 },
    ladder: house({ role: 'cashier' }, LEAD),
  },
} as const;
