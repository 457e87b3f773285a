/** How a pickup ends: nobody came, the sender calls it off, or the claim window is over; and what is paid for it. */

import { credit, endParties, hold, release } from '../effects/index.ts';
import { timeTo } from '../kernel/moments.ts';
import { yuan } from '../kernel/parts.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import { unservedNotice } from './collecting.ts';
import { onlySender, spokenFor, withoutConsent } from './mine.ts';
import { noParcel, withChanged } from './parcels.ts';
import { courierKeys, slotKeys } from './room.ts';
import { windowEnd } from './settled.ts';
import { notify } from './telling.ts';
import { leavesTrial } from './trials.ts';
import { OPEN, type RulesOf } from './vocabulary.ts';

/** So long, in milliseconds, the opening of a claim is waited for. */
const OPENING = 3_600_000;

const notedAlready = (paymentRef: string): Refusal =>
  refuse(
    'paymentNoted',
    `Payment ${paymentRef} of this payer was noted already. Look at their pickups; another payment has a reference of its own.`,
    `该付款人的付款${paymentRef}已登记，请核对其寄件；其他付款请填写各自的流水号。`,
  );

const CANCEL = { en: 'Cancel', zh: '取消寄件' };

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
    title: CANCEL,
    description: { en: 'Free until the courier is there; later it is noted.', zh: '骑手到场前可免责取消，之后将记录。' },
    event: 'Cancelled',
    by: ['grower', 'liveHost', 'stationClerk'],
    from: ['booked', 'offered', 'accepted'],
    to: ['cancelled'],
    guard: onlySender,
    decide: ({ current, actor, input: { reason, consent } }) => {
      const { id, facts } = current;
      const wrong = withoutConsent({ current, actor }, { consent });
      if (wrong) return wrong;
      const { courier, offer } = facts;
      const told = courier?.id ?? offer?.to;
      const room = [slotKeys(facts.slot.id, facts.day), ...(courier ? [courierKeys(courier.id, facts)] : [])];
      return {
        state: 'cancelled',
        reason,
        facts: { courier: null, offer: null, offerUntil: null, broadcast: null, cancelledLate: courier?.arrivedAt != null },
        effects: [
          release(...room.flatMap(({ parcels, grams }) => [parcels, grams])),
          ...leavesTrial(facts.trial, id, facts.parcels),
          ...(courier ? [endParties({ role: 'courier', person: courier.id })] : []),
        ],
        notify: [
          ...(told === undefined ? [] : [notify({ person: told }, 'cancelled', { reason })]),
          ...spokenFor({ current, actor }, CANCEL),
        ],
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
      const charged = facts.parcels.filter((parcel) => parcel.charge !== null && (n === undefined || parcel.n === n));
      if (charged.length === 0) return noParcel(facts, n ?? 1);
      const noted = notedAlready(paymentRef);
      if (facts.paymentRefs?.includes(paymentRef)) return noted;
      const owed = charged.reduce((sum, { charge, paid }) => sum + (charge?.fen ?? 0) - paid, 0);
      if (fen > owed)
        return refuse(
          'tooMuch',
          `${yuan(owed)} yuan are owed${n === undefined ? '' : ` for parcel ${n}`}; no more can be paid.`,
          `${n === undefined ? '本单' : `第${n}件`}应付${yuan(owed)}元，不得多付。`,
        );
      let left = fen;
      const parts = new Map(
        charged.map(({ n: of, charge, paid }) => {
          const part = Math.min(left, (charge?.fen ?? 0) - paid);
          left -= part;
          return [of, part] as const;
        }),
      );
      return {
        reason: paymentRef,
        facts: {
          paymentRefs: [...(facts.paymentRefs ?? []), paymentRef],
          parcels: withChanged(
            facts,
            (parcel) => parts.has(parcel.n),
            (parcel) => ({ paid: parcel.paid + (parts.get(parcel.n) ?? 0) }),
          ),
        },
        effects: [
          // For ever, and over all pickups of this payer: a payment is noted once.
          hold({
            resource: `payment:${facts.payer}/${paymentRef}`,
            title: { en: `payment ${paymentRef}`, zh: `付款${paymentRef}` },
            full: noted,
          }),
          credit(
            ...[...parts]
              .filter(([, part]) => part > 0)
              .map(([of, amount]) => ({
                asset: 'money' as const,
                from: `owed:${facts.payer}`,
                to: `scheme:cash:${actor.id}`,
                amount,
                rule: `paid:${of}`,
              })),
          ),
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
