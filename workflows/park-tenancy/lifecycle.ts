/** What runs and is waited for in each state of a tenancy. */
import { openPayment } from '../effects/index.ts';
import { answerTasks } from '../kernel/answers.ts';
import type { Lifecycle } from '../kernel/lifecycle.ts';
import type { TaskSpec } from '../kernel/process.ts';
import { isOpened } from '../kernel/scores.ts';
import type { Facts } from './facts.ts';
import { momentsOf } from './holding.ts';
import { reviewOf } from './reviewing.ts';
import { depositDue } from './signing.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

type Task = TaskSpec<Action, Role>;

const firm = (action: Action, otherwise: Action, clock?: Clock): Task => ({
  ...{ action, role: 'firmAgent', otherwise: { action: otherwise, role: 'parkManager' } },
  ...(clock === undefined ? {} : { clock }),
});
const park = (action: Action, clock?: Clock): Task => ({
  ...{ action, role: 'parkManager' },
  ...(clock === undefined ? {} : { clock }),
});

/** Whoever has an offer before them answers it. */
const answer = ({ offers }: Facts): readonly Task[] => {
  const last = offers.at(-1);
  if (!last) return [park('offer', 'answer')];
  return last.side === 'park' ? [firm('agree', 'withdraw', 'answer')] : [park('agree', 'answer')];
};

const TO_PUBLISH: Task = { action: 'publish', role: 'noticeOfficer', otherwise: { role: 'parkManager' } };

const toReserve = ({ publicProperty, notice, rights, signatures }: Facts): readonly Task[] => {
  if (publicProperty && (notice === 'none' || notice === 'withdrawn')) return [TO_PUBLISH];
  if ((publicProperty && notice !== 'passed') || rights.some(({ lapsed }) => !lapsed)) return [];
  return toSign(signatures, 'reservation');
};

const toSign = (signatures: Facts['signatures'], clock: Clock, otherwise: Action = 'withdraw'): readonly Task[] => {
  const has = (side: 'firm' | 'park') => signatures.some((one) => one.side === side);
  return [...(has('firm') ? [] : [firm('sign', otherwise, clock)]), ...(has('park') ? [] : [park('sign', clock)])];
};

const toMoveIn = (facts: Facts): readonly Task[] => {
  if (facts.deposit === null && depositDue(facts) > 0)
    return [{ action: 'payDeposit', role: 'cashier', clock: 'handOver', otherwise: { role: 'parkManager' } }];
  return facts.handover === null ? [park('handOver', 'handOver')] : [firm('takeOver', 'giveNotice', 'handOver')];
};

/** A renewal is signed, and its deposit entered, as of a first letting. */
const toRenew = ({ written, signatures, depositOpen }: NonNullable<Facts['renewing']>): readonly Task[] => [
  ...(written ? toSign(signatures, 'signature', 'comment') : []),
  ...(depositOpen > 0
    ? [{ action: 'payDeposit', role: 'cashier', clock: 'signature', otherwise: { role: 'parkManager' } } as const]
    : []),
];

const renting = ({ rivals, change, renewal, renewing, offers, publicProperty, notice }: Facts): readonly Task[] => {
  const last = offers.at(-1);
  const sinceAsked = renewal !== null && last && last.at >= renewal.at ? last : undefined;
  return [
    ...(rivals.length > 0 ? [firm('match', 'comment', 'match')] : []),
    ...(renewing === null ? [] : toRenew(renewing)),
    ...(change === null ? [] : [park('allowChange')]),
    ...(renewal === null || renewing !== null
      ? []
      : sinceAsked === undefined
        ? [park('offer')]
        : publicProperty && notice !== 'passed'
          ? notice === 'running'
            ? []
            : notice === 'struck'
              ? [park('offer')]
              : [TO_PUBLISH]
          : [sinceAsked.side === 'park' ? firm('agree', 'comment') : park('agree')]),
  ];
};

const leaving = (facts: Facts): readonly Task[] => {
  const { exit, handover, settlement, payments, rivals } = facts;
  if (rivals.length > 0) return [firm('match', 'inspectExit', 'match')];
  if (settlement === null)
    return [park(exit === null && handover?.takenAt != null ? 'inspectExit' : 'settle', isOver(facts) ? 'settle' : 'term')];
  const open = openPayment(payments);
  if (open) return [{ action: open.state === 'unclear' ? 'clearPayment' : 'confirmPayment', role: 'cashier' }];
  return settlement.refund > 0 && !payments.some(({ state }) => state === 'confirmed')
    ? [{ action: 'refund', role: 'cashier' }]
    : [park('close')];
};

const isOver = ({ ending }: Facts): boolean => ending === null || ending.isOver;

/** Rent, arrears and term run to moments of their own. */
const running = (facts: Facts): readonly Clock[] => {
  const moments = momentsOf(facts);
  return (Object.keys(moments) as (keyof typeof moments)[]).filter((clock) => moments[clock] !== null);
};

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  intent: { runs: ['answer'], tasks: () => [park('admit', 'answer'), park('reject', 'answer')] },
  fitReview: {
    runs: ['review'],
    tasks: (facts) => {
      const review = reviewOf(facts);
      return isOpened(review)
        ? [park('concludeReview', 'review')]
        : answerTasks(review, { group: 'reviewers', clock: 'review' }, (person) => [
            { action: 'score', person, role: 'fitReviewer' },
          ]);
    },
  },
  negotiating: { runs: ['answer'], tasks: answer },
  reserved: {
    runs: ['reservation'],
    tasks: toReserve,
  },
  awaitingSignature: { runs: ['signature'], tasks: ({ signatures }) => toSign(signatures, 'signature') },
  signed: { runs: ['handOver'], tasks: toMoveIn },
  movedIn: {
    runs: (facts) => [
      ...running(facts),
      ...(facts.rivals.length > 0 ? (['match'] as const) : []),
      ...(facts.renewing === null ? [] : (['signature'] as const)),
    ],
    tasks: renting,
    untimed: { en: 'rent, arrears and the term have their days', zh: '租金、催缴和租期各有期日' },
  },
  ending: {
    runs: (facts) => [
      ...running(facts),
      ...(isOver(facts) ? (['settle'] as const) : []),
      ...(facts.rivals.length > 0 ? (['match'] as const) : []),
    ],
    tasks: leaving,
  },
  ended: {},
  rejected: {},
  withdrawn: {},
  lapsed: {},
};
