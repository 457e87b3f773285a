/** How a pickup ends: nobody came, the sender calls it off, or the claim window is over; and what is paid for it. */
import { credit, endParties } from '../effects/index.ts';
import { timeTo } from '../kernel/moments.ts';
import { refuse } from '../kernel/process.ts';
import { unservedNotice } from './collecting.ts';
import { onlySender } from './mine.ts';
import { noParcel, parcelOf, withChanged, withParcel } from './parcels.ts';
import { windowEnd } from './settled.ts';
import { notify, yuan } from './telling.ts';
import { leavesTrial } from './trials.ts';
import { OPEN, type RulesOf } from './vocabulary.ts';

/** So long, in milliseconds, the opening of a claim is waited for. */
const OPENING = 3_600_000;

export const ending: RulesOf<'fail' | 'cancel' | 'settle' | 'pay' | 'comment'> = {
  fail: {
    title: { en: 'Not served', zh: '未能揽收' },
    event: 'Failed',
    by: ['clock:unserved'],
    from: ['booked', 'offered'],
    to: ['unserved'],
    decide: ({ current: { id, facts }, reference: { nextFree } }) => ({
      state: 'unserved',
      effects: leavesTrial(facts.trial, id, facts.parcels),
      facts: {
        offer: null,
        offerUntil: null,
        broadcast: null,
        next: nextFree ? { day: nextFree.day, slot: nextFree.id, from: nextFree.from } : null,
      },
      notify: [unservedNotice(nextFree)],
    }),
  },
  cancel: {
    title: { en: 'Cancel', zh: '取消寄件' },
    description: { en: 'Free until the courier is there; later it is noted.', zh: '骑手到场前可免责取消，之后将记录。' },
    event: 'Cancelled',
    by: ['grower', 'liveHost', 'stationClerk'],
    from: ['booked', 'offered', 'accepted'],
    to: ['cancelled'],
    guard: onlySender,
    decide: ({ current: { id, facts }, input: { reason } }) => {
      const { courier, offer } = facts;
      const told = courier?.id ?? offer?.to;
      return {
        state: 'cancelled',
        reason,
        facts: { courier: null, offer: null, offerUntil: null, broadcast: null, cancelledLate: courier?.arrivedAt != null },
        effects: [
          ...leavesTrial(facts.trial, id, facts.parcels),
          ...(courier ? [endParties({ role: 'courier', person: courier.id })] : []),
        ],
        notify: told === undefined ? [] : [notify({ person: told }, 'cancelled', { reason })],
      };
    },
  },
  settle: {
    title: { en: 'Close', zh: '办结' },
    description: {
      en: 'The claim window is over. With a claim open, it closes when that has ended.',
      zh: '理赔期满办结；尚有理赔的，待其结束后办结。',
    },
    event: 'Settled',
    by: ['clock:claimWindow'],
    from: ['delivered'],
    to: ['closed'],
    decide: ({ current: { facts }, now, limits }) => {
      const end = Math.max(0, ...facts.parcels.map((parcel) => windowEnd(parcel, limits.claimHours) ?? 0));
      const opening = facts.parcels.some(({ claimOpen, claim }) => claimOpen && claim === null);
      // A claim of the last minute is still on its way; one that never comes holds nothing up.
      if (opening && now < end + OPENING) return { clocks: { start: { claimWindow: timeTo(end + OPENING, now) } } };
      const parcels = withChanged(
        facts,
        ({ correction, claimOpen, claim }) => correction !== null || (claimOpen && claim === null),
        ({ claimOpen, claim }) => ({ correction: null, claimOpen: claimOpen && claim !== null }),
      );
      return {
        facts: { windowOver: true, parcels },
        ...(parcels.some(({ claimOpen }) => claimOpen) ? {} : { state: 'closed' as const }),
      };
    },
  },
  pay: {
    title: { en: 'Note a payment', zh: '登记付款' },
    event: 'Paid',
    by: ['cashier', 'carrier'],
    from: ['collected', 'stored', 'onTrunk', 'undeliverable', 'delivered', 'closed'],
    decide: ({ current: { facts }, actor, input: { n, fen, paymentRef } }) => {
      const parcel = parcelOf(facts, n);
      if (!parcel?.charge) return noParcel(facts, n);
      const owed = parcel.charge.fen - parcel.paid;
      if (fen > owed)
        return refuse(
          'tooMuch',
          `${yuan(owed)} yuan are owed for parcel ${n}; no more can be paid.`,
          `第${n}件应付${yuan(owed)}元，不得多付。`,
        );
      return {
        reason: paymentRef,
        facts: { parcels: withParcel(facts, n, { paid: parcel.paid + fen }) },
        effects: [
          credit({ asset: 'money', from: `owed:${facts.payer}`, to: `scheme:cash:${actor.id}`, amount: fen, rule: `paid:${n}` }),
        ],
      };
    },
  },
  comment: {
    title: { en: 'Comment', zh: '留言' },
    event: 'Commented',
    by: [
      'grower',
      'liveHost',
      'stationClerk',
      'courier',
      'pickupDispatcher',
      'trunkClerk',
      'coldStoreKeeper',
      'cashier',
      'leader',
    ],
    from: [...OPEN, 'closed', 'cancelled', 'unserved'],
    guard: ({ current: { facts, openedBy }, actor }) =>
      actor.grants.some(({ role }) => !['grower', 'liveHost', 'courier'].includes(role)) ||
      [facts.grower, openedBy, facts.courier?.id, facts.collected?.by].includes(actor.id)
        ? undefined
        : refuse('notYourPickup', 'Those who have to do with this pickup comment on it.', '仅本单相关人员可留言。'),
    decide: ({ input: { text } }) => ({ reason: text }),
  },
};
