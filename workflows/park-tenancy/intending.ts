/** How a firm asks for rooms in a park, and how that ends before anything is signed. */
import { addParties } from '../effects/index.ts';
import { clipped } from '../kernel/parts.ts';
import { refuse } from '../kernel/process.ts';
import { subjectId } from '../kernel/subjects.ts';
import type { Facts } from './facts.ts';
import { FIRM, letsGoOfAll, MANAGER, noticeUnderWay, notify, other, sideOf, takenBack } from './holding.ts';
import { renewalLapsed } from './renewing.ts';
import type { Opening, RulesOf, State } from './vocabulary.ts';

const OPEN = ['intent', 'fitReview', 'negotiating', 'reserved', 'awaitingSignature'] as const satisfies readonly State[];

const blank = {
  ...{ criteria: [], review: null, score: null, rejectedFor: null, offers: [], agreed: null, waits: [], rights: [] },
  ...{ notice: 'none', signatures: [], deposit: null, handover: null, lease: null, billing: null, termAt: null },
  ...{
    renewal: null,
    renewing: null,
    rivals: [],
    waived: false,
    change: null,
    sublets: [],
    ending: null,
    exit: null,
    settlement: null,
  },
  ...{ account: null, payments: [], payers: [], firmEnd: null, results: null },
} as const satisfies Partial<Facts>;

export const intending: Opening = {
  title: { en: 'Ask for rooms', zh: '提交入驻意向' },
  description: {
    en: 'What the firm needs, and what it will do there. It is reviewed before rooms are spoken of.',
    zh: '说明需求和经营计划，先评审后洽谈房源。',
  },
  event: 'IntentFiled',
  by: ['firmAgent', 'parkManager', 'case'],
  to: ['intent'],
  decide: ({ input, reference: { park, firm, today } }) => {
    const { area, floorLoad, powerKw, use, from, months, plan, staff } = input;
    if (from < today) return refuse('dayOver', 'The first day is over. Choose one to come.', '起租日已过，请选择今后的日期。');
    return {
      state: 'intent',
      title: `${park.title.zh} ${clipped(firm.name)}`,
      facts: {
        ...blank,
        park: { id: park.id, title: park.title },
        publicProperty: park.publicProperty,
        firm,
        wish: { area, floorLoad, powerKw, use, from, months, plan, staff },
      },
      ...(park.unit === null ? {} : { unit: park.unit }),
      effects: [addParties({ role: 'firm', person: subjectId('firm', firm.uscc), name: firm.name })],
      notify: [notify(MANAGER, 'intended', { firm: firm.name, park: park.title.zh })],
    };
  },
};

export const leavingEarly: RulesOf<'reject' | 'withdraw' | 'noteReservation' | 'lapse' | 'comment' | 'reportResults'> = {
  reject: {
    title: { en: 'Reject', zh: '不予入驻' },
    event: 'Rejected',
    by: ['parkManager', 'leader'],
    from: ['intent', 'fitReview', 'negotiating'],
    to: ['rejected'],
    decide: ({ input: { ground, reason } }) => ({
      state: 'rejected',
      reason,
      facts: { rejectedFor: ground },
      notify: [notify(FIRM, 'rejected', { reason })],
    }),
  },
  withdraw: {
    title: { en: 'Go no further', zh: '撤回' },
    description: {
      en: 'By the firm, or by the park where the firm asks for it or is no more. The rooms are free for others.',
      zh: '企业撤回，或企业委托、终止时由园区办理，房源释放。',
    },
    event: 'Withdrawn',
    by: ['firmAgent', 'parkManager', 'leader'],
    from: OPEN,
    to: ['withdrawn'],
    decide: ({ current, actor, input: { reason }, reference: { notices } }) =>
      noticeUnderWay(current.facts, notices) ?? {
        state: 'withdrawn',
        reason,
        effects: [...letsGoOfAll(current), ...takenBack(notices)],
        notify: [notify(other(sideOf(actor)), 'withdrawn', { reason })],
      },
  },
  noteReservation: {
    title: { en: 'Remind of the reservation', zh: '预留期限提醒' },
    event: 'ReservationNoted',
    by: ['clock:reservation'],
    from: ['reserved'],
    decide: () => ({ notify: [FIRM, MANAGER].map((to) => notify(to, 'reservationEnds')) }),
  },
  lapse: {
    title: { en: 'Lapse', zh: '失效' },
    description: {
      en: 'By the time to answer or to sign. A renewal that nobody signs lapses alone; the lease stays as it was.',
      zh: '逾期未答复或未签约即失效；续租逾期未签的仅续租失效，原租约不变。',
    },
    event: 'Lapsed',
    by: ['clock:answer', 'clock:reservation', 'clock:signature'],
    from: ['negotiating', 'reserved', 'awaitingSignature', 'movedIn'],
    to: ['lapsed'],
    decide: ({ current, now, reference, limits }) => {
      const { facts, state } = current;
      if (state === 'movedIn') return facts.renewing === null ? {} : renewalLapsed(current, reference, now, limits);
      // Only a firm that has an offer before it lets it lapse; where the park owes an answer, or a room is waited for, those are told.
      if (state === 'negotiating' && (facts.offers.at(-1)?.side !== 'park' || facts.waits.length > 0))
        return refuse(
          'parkAnswers',
          'The park owes the next offer, or a room is waited for. Offer, or reject it.',
          '应由园区报价或正在候补房源，请报价或不予入驻。',
        );
      return {
        state: 'lapsed',
        effects: [...letsGoOfAll(current), ...takenBack(reference.notices)],
        notify: [notify(FIRM, 'lapsed'), notify(MANAGER, 'lapsed')],
      };
    },
  },
  comment: {
    title: { en: 'Comment', zh: '备注' },
    event: 'Commented',
    by: ['firmAgent', 'parkManager', 'cashier', 'noticeOfficer', 'leader'],
    from: [...OPEN, 'signed', 'movedIn', 'ending', 'ended', 'rejected', 'withdrawn', 'lapsed'],
    decide: () => ({}),
  },
  reportResults: {
    title: { en: 'Report results', zh: '填报经营成效' },
    description: {
      en: 'Once a year, for the comparison of scores with what came of them.',
      zh: '每年填报，用于对照评审分数与实际成效。',
    },
    event: 'ResultsReported',
    by: ['firmAgent', 'parkManager'],
    from: ['movedIn', 'ending', 'ended'],
    decide: ({ now, input }) => ({ facts: { results: { ...input, at: now } } }),
  },
};
