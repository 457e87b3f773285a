/** What runs and is waited for in each state of an application: our time, and apart from it the firm’s. */
import { answerTasks, awaited } from '../kernel/answers.ts';
import type { Lifecycle } from '../kernel/lifecycle.ts';
import type { TaskSpec } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

type Task = TaskSpec<Action, Role>;

/** From submission, or from the firm’s tap, to the money. */
const whole = ({ track, wholeDays }: Facts): readonly Clock[] => {
  if (track === 'automatic') return ['wholeAutomatic'];
  if (track === 'fast') return ['wholeFast'];
  return wholeDays === null ? [] : ['wholeNormal'];
};

const withWhole =
  (...clocks: readonly Clock[]) =>
  (facts: Facts): readonly Clock[] => [...clocks, ...whole(facts)];

/** Where the firm has ended, the leader decides what becomes of it. */
const unlessEnded =
  (tasks: (facts: Facts) => readonly Task[]) =>
  (facts: Facts): readonly Task[] =>
    facts.ended === null
      ? tasks(facts)
      : [
          { action: 'reject', role: 'leader' },
          ...(facts.ended.successor === null ? [] : [{ action: 'passToSuccessor', role: 'leader' } as const]),
        ];

const BY_CLERK = { otherwise: { role: 'windowClerk' } } as const;

/** Which account is still to be given or verified. */
const accounting = ({ account, verifiedUntil, test }: Facts): readonly Task[] => {
  if (verifiedUntil !== null) return [];
  if (account === null) return [{ action: 'setAccount', role: 'firmAgent', ...BY_CLERK }];
  return test === null
    ? [{ action: 'verifyAccount', role: 'cashier' }]
    : [{ action: 'verifyAccount', role: 'firmAgent', otherwise: { action: 'setAccount', role: 'windowClerk' } }];
};

const sending = (facts: Facts): readonly Task[] =>
  facts.approvals.length < facts.approvalsNeeded
    ? [
        {
          ...{ action: 'approvePayment', role: 'financeOfficer', clock: 'pay', except: facts.approvals },
          otherwise: { role: 'leader' },
        },
      ]
    : [{ action: 'instruct', role: 'cashier', clock: 'pay' }];

/** Somebody has to find out whether it arrived. */
const unclear = (payments: Facts['payments']): readonly Task[] =>
  payments.some(({ state }) => state === 'unclear')
    ? [{ action: 'clearPayment', role: 'cashier', otherwise: { role: 'financeOfficer' } }]
    : [];

const recovering = ({ recovery, payments }: Facts): readonly Task[] => {
  if (recovery === null) return [];
  if (!recovery.hearingOver)
    return [
      {
        action: 'answerRecovery',
        role: 'firmAgent',
        clock: 'hearing',
        otherwise: { action: 'comment', role: 'clawbackOfficer' },
      },
    ];
  if (recovery.decidedBy === null) return [{ action: 'decideRecovery', role: 'leader', clock: 'decideRecovery' }];
  return [
    { action: 'repay', role: 'cashier', clock: 'repay' },
    ...unclear(payments),
    ...(recovery.offset !== null && !recovery.offset.agreed
      ? [{ action: 'agreeOffset', role: 'firmAgent', otherwise: { action: 'comment', role: 'clawbackOfficer' } } as const]
      : []),
  ];
};

const recoveryClock = ({ recovery }: Facts): readonly Clock[] => {
  if (recovery === null || !recovery.hearingOver) return ['hearing'];
  return recovery.decidedBy === null ? ['decideRecovery'] : ['repay'];
};

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  offered: {
    runs: ['take'],
    tasks: unlessEnded(() => [
      { action: 'take', role: 'firmAgent', clock: 'take', otherwise: { action: 'comment', role: 'windowClerk' } },
    ]),
  },
  drafted: {
    runs: ['draft'],
    tasks: unlessEnded(() => [
      { action: 'submit', role: 'firmAgent', clock: 'draft', otherwise: { action: 'fillIn', role: 'windowClerk' } },
    ]),
  },
  submitted: {
    runs: withWhole('check'),
    tasks: unlessEnded(({ filedBy }) => [
      {
        ...{ action: 'accept', role: 'windowClerk', clock: 'check' },
        ...(filedBy === null ? {} : { except: [filedBy] }),
        otherwise: { action: 'reject', role: 'leader' },
      },
    ]),
  },
  incomplete: {
    runs: ['material'],
    rests: withWhole('check'),
    tasks: unlessEnded(() => [
      { action: 'giveMaterial', role: 'firmAgent', clock: 'material', otherwise: { action: 'comment', role: 'windowClerk' } },
    ]),
  },
  reviewing: {
    runs: withWhole('assess'),
    tasks: unlessEnded(() => [
      { action: 'assess', role: 'policyReviewer', clock: 'assess', otherwise: { action: 'reject', role: 'leader' } },
    ]),
  },
  jointReview: {
    runs: (facts) => [...(facts.joint !== null && awaited(facts.joint).length > 0 ? (['joint'] as const) : []), ...whole(facts)],
    tasks: unlessEnded((facts) => {
      const { joint, jointUnits } = facts;
      if (joint === null) return [];
      if (awaited(joint).length === 0) return [{ action: 'rule', role: 'leader' }];
      return answerTasks<Action, Role>(joint, { group: 'joint', clock: 'joint' }, (unit) =>
        (jointUnits.find((one) => one.unit === unit)?.people ?? []).map((person) => ({ action: 'agree', person })),
      );
    }),
    untimed: { en: 'the leader rules on objections', zh: '由分管领导裁定异议' },
  },
  approved: {
    runs: withWhole('commit'),
    tasks: unlessEnded(({ passedOver }) => [
      { action: 'commit', role: 'financeOfficer', clock: 'commit', otherwise: { action: 'reject', role: 'leader' } },
      // Where less is left for the firm than was approved, somebody looks at it again.
      ...(passedOver === 'ceiling'
        ? [{ action: 'sendBack', role: 'policyReviewer', otherwise: { action: 'reject', role: 'leader' } } as const]
        : []),
    ]),
  },
  committed: {
    runs: withWhole('publish'),
    tasks: unlessEnded((facts) => [
      facts.objected
        ? { action: 'sendBack', role: 'leader', clock: 'publish' }
        : { action: 'publish', role: 'noticeOfficer', clock: 'publish', otherwise: { action: 'sendBack', role: 'leader' } },
      ...accounting(facts),
    ]),
  },
  onNotice: {
    runs: whole,
    tasks: unlessEnded(accounting),
    untimed: { en: 'its notice has a time of its own', zh: '公示期另行计算' },
  },
  payable: { runs: withWhole('pay'), tasks: unlessEnded((facts) => [...sending(facts), ...accounting(facts)]) },
  instructed: {
    runs: withWhole('pay'),
    tasks: ({ payments }) => {
      const open = unclear(payments);
      return open.length > 0 ? open : [{ action: 'confirmPayment', role: 'cashier', clock: 'pay' }];
    },
  },
  recovering: { runs: recoveryClock, tasks: recovering },
  paid: {},
  rejected: {},
  withdrawn: {},
  lapsed: {},
  recovered: {},
  writtenOff: {},
};
