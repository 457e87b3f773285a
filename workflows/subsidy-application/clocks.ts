/** The times of an application: those of the house are inner, the whole is promised, and the firm has its own. */
import type { ClockRule } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { nextDue } from './recovering.ts';
import type { Action, Clock, Role } from './vocabulary.ts';

/** 80 % tells who does it, 100 % them and the leader, 200 % the leader again. */
const standard = (role: Role): ClockRule<Action>['ladder'] => [
  { at: 80, notify: [{ role }] },
  { at: 100, notify: [{ role }, { role: 'leader' }] },
  { at: 200, notify: [{ role: 'leader' }] },
];

const ours = (en: string, zh: string, workingDays: number, role: Role): ClockRule<Action> => ({
  title: { en, zh },
  budget: { workingDays },
  inner: true,
  ladder: standard(role),
});

const FIRM = { party: 'firm' } as const;

/** The firm’s own time: reminded, and lapsed after as much again. */
const theirs = (en: string, zh: string, workingDays: number): ClockRule<Action> => ({
  title: { en, zh },
  budget: { workingDays },
  ladder: [
    { at: 80, notify: [FIRM] },
    { at: 100, notify: [FIRM, { role: 'windowClerk' }] },
    { at: 200, act: 'lapse' },
  ],
});

const whole = (en: string, zh: string, workingDays: number): ClockRule<Action> => ({
  title: { en, zh },
  budget: { workingDays },
  ladder: [
    { at: 80, notify: [{ role: 'policyReviewer' }, { role: 'financeOfficer' }] },
    { at: 100, notify: [{ role: 'leader' }] },
    { at: 200, notify: [{ role: 'leader' }] },
  ],
});

export const clocks: { readonly [C in Clock]: ClockRule<Action> } = {
  take: theirs('Time to take it', '确认领取时限', 10),
  draft: theirs('Time to submit', '提交时限', 20),
  check: ours('Time to check', '受理时限', 3, 'windowClerk'),
  material: theirs('Time to give what is missing', '补正时限', 10),
  assess: ours('Time to assess', '审核时限', 5, 'policyReviewer'),
  joint: {
    title: { en: 'Time of the joint review', zh: '联审时限' },
    budget: { workingDays: 5 },
    inner: true,
    // Three more working days for the leaders of the silent.
    ladder: [
      { at: 100, act: 'jointOver' },
      { at: 160, act: 'jointOver' },
    ],
  },
  commit: ours('Time to commit', '落实资金时限', 3, 'financeOfficer'),
  publish: ours('Time to publish', '公示准备时限', 5, 'noticeOfficer'),
  pay: ours('Time to pay', '支付时限', 10, 'cashier'),
  wholeAutomatic: whole('Time in all', '总时限', 20),
  wholeFast: { ...whole('Time in all', '总时限', 60), longest: { workingDays: 60 } },
  wholeNormal: {
    ...whole('Time in all', '总时限', 60),
    own: ({ wholeDays }: Facts) => (wholeDays === null ? undefined : { workingDays: wholeDays }),
    setBy: { en: 'the days of its policy item', zh: '政策项目的总时限' },
  },
  hearing: {
    title: { en: 'Time to be heard', zh: '陈述意见期限' },
    budget: { workingDays: 10 },
    ladder: [
      { at: 80, notify: [FIRM] },
      { at: 100, act: 'hearingOver' },
    ],
  },
  decideRecovery: ours('Time to decide on the recovery', '追回决定时限', 10, 'leader'),
  repay: {
    title: { en: 'Time of the next instalment', zh: '本期归还期限' },
    budget: { calendarDays: 30 },
    own: ({ recovery }: Facts) => {
      const due = recovery === null ? null : nextDue(recovery);
      return due === null ? undefined : { until: due };
    },
    setBy: { en: 'the decision on the recovery', zh: '追回决定' },
    ladder: [
      { at: 80, notify: [FIRM] },
      { at: 100, notify: [FIRM, { role: 'clawbackOfficer' }, { role: 'leader' }] },
    ],
  },
};
