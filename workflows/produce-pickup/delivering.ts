/** Parcels are delivered, or lost, and the recipient says how they came. */
import { attach } from '../effects/index.ts';
import { moment } from '../kernel/moments.ts';
import { type Outcome, type Refusal, refuse } from '../kernel/process.ts';
import type { Facts, Parcel } from './facts.ts';
import { onlySender, othersParcel } from './mine.ts';
import { isSettled, noParcel, parcelOf, withChanged, withParcel } from './parcels.ts';
import { settledInto, windowEnd } from './settled.ts';
import { notify, recipientOf, SENDER } from './telling.ts';
import { receiptToTrial } from './trials.ts';
import type { Clock, GuardContext, RulesOf, State } from './vocabulary.ts';

const settledAlready = ({ n, settledAt }: Parcel): Refusal =>
  refuse(
    'settledAlready',
    `Parcel ${n} was settled at ${moment(settledAt ?? 0)}. Look at its state.`,
    `第${n}件已于${moment(settledAt ?? 0)}办结，请查看其状态。`,
  );

/** The sender's own words, or those of whoever follows this parcel. */
export const senderOrRecipient = (context: GuardContext): Refusal | undefined =>
  context.actor.id.startsWith('follower:') ? undefined : onlySender(context);

/** Parcels are lost: they count as all bad, and the sender is offered a claim. */
const lost = (
  facts: Facts,
  id: string,
  which: readonly Parcel[],
  now: number,
  claimHours: number,
): Outcome<State, Facts, Clock> => {
  const numbers = which.map(({ n }) => n);
  const parcels = withChanged(
    facts,
    ({ n }) => numbers.includes(n),
    () => ({ state: 'lost', settledAt: now }),
  );
  return {
    ...settledInto(parcels, now, claimHours),
    effects: which.flatMap(({ n, units }) => receiptToTrial(facts.trial, { pickup: id, n, units: units ?? 1, bad: units ?? 1 })),
    notify: which.map(({ n }) => notify(SENDER, 'lost', { n, hours: claimHours })),
  };
};

export const delivering: RulesOf<'deliver' | 'confirmReceipt' | 'reportLost' | 'giveUp'> = {
  deliver: {
    title: { en: 'Deliver', zh: '投递' },
    description: {
      en: 'To a station or a locker only with the recipient’s consent.',
      zh: '投放驿站、快递柜须经收件人同意。',
    },
    event: 'Delivered',
    by: ['carrier', 'trunkClerk'],
    from: ['onTrunk', 'undeliverable'],
    to: ['onTrunk', 'undeliverable', 'delivered', 'closed'],
    decide: ({ current: { id, facts }, now, input: { n, to, consent }, limits }) => {
      const parcel = parcelOf(facts, n);
      if (!parcel) return noParcel(facts, n);
      if (isSettled(parcel)) return settledAlready(parcel);
      if (parcel.state !== 'onTrunk' && parcel.state !== 'undeliverable')
        return refuse('notOnTrunk', `Parcel ${n} wasn’t handed to the trunk yet.`, `第${n}件尚未交干线。`);
      if (!consent && (to === 'station' || (parcel.upstairs && to !== 'recipient')))
        return refuse(
          'noConsent',
          `The recipient of parcel ${n} hasn’t consented to that. Call them first, or hand it over in person.`,
          `第${n}件未取得收件人同意，请先联系收件人或当面投交。`,
        );
      const outcome = settledInto(withParcel(facts, n, { state: 'delivered', settledAt: now, to }), now, limits.claimHours);
      const until = moment(windowEnd({ settledAt: now }, limits.claimHours) ?? now);
      return {
        ...outcome,
        notify: [notify(SENDER, 'delivered', { n, until }), notify(recipientOf(parcel), 'deliveredToYou', { n, until, of: id })],
      };
    },
  },
  confirmReceipt: {
    title: { en: 'Say how it came', zh: '确认收货情况' },
    description: { en: 'Good and bad units are counted for the packaging.', zh: '完好与损坏数用于统计包装损耗。' },
    event: 'ReceiptConfirmed',
    by: ['follower', 'grower', 'liveHost', 'stationClerk'],
    from: ['onTrunk', 'undeliverable', 'delivered'],
    guard: senderOrRecipient,
    decide: ({ current, actor, now, input: { n, good, bad, photos } }) => {
      const { id, facts } = current;
      const others = othersParcel({ current, actor }, n);
      if (others) return others;
      const parcel = parcelOf(facts, n);
      if (!parcel) return noParcel(facts, n);
      if (parcel.state !== 'delivered') return refuse('notDelivered', `Parcel ${n} isn’t delivered yet.`, `第${n}件尚未签收。`);
      const byRecipient = actor.id.startsWith('follower:');
      if (parcel.receipt?.byRecipient && !byRecipient)
        return refuse(
          'recipientSaid',
          `The recipient of parcel ${n} has counted it; their word stands.`,
          `第${n}件已由收件人确认，以收件人为准。`,
        );
      const units = parcel.units ?? 1;
      if (good + bad > units)
        return refuse(
          'moreThanSent',
          `${units} were sent in parcel ${n}; count the good and the bad ones again.`,
          `第${n}件共寄${units}，完好与损坏合计不得超过，请重新清点。`,
        );
      return {
        facts: { parcels: withParcel(facts, n, { receipt: { good, bad, at: now, ...(byRecipient ? { byRecipient } : {}) } }) },
        effects: [attach(photos), ...receiptToTrial(facts.trial, { pickup: id, n, units, bad })],
      };
    },
  },
  reportLost: {
    title: { en: 'Report a parcel lost', zh: '报遗失' },
    event: 'ReportedLost',
    by: ['trunkClerk'],
    from: ['onTrunk', 'undeliverable'],
    to: ['onTrunk', 'undeliverable', 'delivered', 'closed'],
    decide: ({ current: { id, facts }, now, input: { n }, limits }) => {
      const parcel = parcelOf(facts, n);
      if (!parcel) return noParcel(facts, n);
      return isSettled(parcel) ? settledAlready(parcel) : lost(facts, id, [parcel], now, limits.claimHours);
    },
  },
  giveUp: {
    title: { en: 'Count as lost', zh: '逾期视为遗失' },
    event: 'GivenUp',
    by: ['clock:delivery'],
    from: ['onTrunk', 'undeliverable'],
    to: ['onTrunk', 'undeliverable', 'delivered', 'closed'],
    decide: ({ current: { id, facts }, now, limits }) => {
      const overdue = facts.parcels.filter((parcel) => !isSettled(parcel) && parcel.state !== 'undeliverable');
      return overdue.length === 0 ? {} : lost(facts, id, overdue, now, limits.claimHours);
    },
  },
};
