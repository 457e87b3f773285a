/** A claim for a parcel is a case of its own; the pickup opens it, and closes only when it has ended. */
import { actOn, openCase } from '../effects/index.ts';
import { moment } from '../kernel/moments.ts';
import { refuse } from '../kernel/process.ts';
import { lateDaysOf, whyNotClaimable } from '../loss-claim/filing.ts';
import { senderOrRecipient } from './delivering.ts';
import { isForSender, othersParcel, spokenFor, withoutConsent } from './mine.ts';
import { noParcel, parcelOf, withParcel } from './parcels.ts';
import { claimable, windowEnd } from './settled.ts';
import { notify, SENDER } from './telling.ts';
import type { RulesOf } from './vocabulary.ts';

const HOUR = 3_600_000;

const CLAIM = { en: 'Claim', zh: '申请理赔' };

export const claiming: RulesOf<'claim' | 'claimOpened' | 'claimEnded'> = {
  claim: {
    title: CLAIM,
    description: {
      en: 'Within two days of the delivery of this parcel. Who claims for a parcel that is claimed for already joins that claim.',
      zh: '自该件签收起两天内提出；已有理赔的，加入该理赔。',
    },
    event: 'Claimed',
    by: ['grower', 'liveHost', 'follower', 'stationClerk'],
    from: ['onTrunk', 'undeliverable', 'delivered'],
    guard: senderOrRecipient,
    decide: ({ current, actor, now, input, reference, limits }) => {
      const { id, facts } = current;
      const { n, kind, badUnits, asked, photos, account } = input;
      const wrongly = withoutConsent({ current, actor }, input);
      if (wrongly) return wrongly;
      const others = othersParcel({ current, actor }, n);
      if (others) return others;
      const parcel = parcelOf(facts, n);
      if (!parcel) return noParcel(facts, n);
      if (!claimable(parcel))
        return refuse(
          'notClaimable',
          `Parcel ${n} was given away, sent back or disposed of as the sender wished or the rule says; no claim follows from that.`,
          `第${n}件已按寄件人指示或规则退回、转赠或处置，不能申请理赔。`,
        );
      if (kind === 'lost' && parcel.receipt !== null)
        return refuse(
          'wasReceived',
          `The recipient has said how parcel ${n} came. Claim for what is damaged, spoiled or short.`,
          `第${n}件已确认收货，请按破损、变质或短少申请。`,
        );
      const end = windowEnd(parcel, limits.claimHours);
      if (end !== null && now > end)
        return refuse(
          'windowOver',
          `Claims for parcel ${n} were open until ${moment(end)}. Turn to the carrier, or to the postal administration.`,
          `第${n}件的理赔期已于${moment(end)}届满，可向承运企业或邮政管理部门反映。`,
        );
      const { units } = parcel;
      const isRecipient = actor.id.startsWith('follower:');
      const forSender = isForSender({ current, actor });
      const as = isRecipient ? 'recipient' : 'sender';
      const claimant = isRecipient
        ? { id: actor.id, name: parcel.recipient?.name ?? '', ...(parcel.recipient ? { phone: parcel.recipient.phone } : {}) }
        : {
            // Whoever has the station claim for them is the one who is paid.
            id: facts.grower,
            name: forSender ? facts.contact.name : actor.name,
            ...(facts.contact.phone === null ? {} : { phone: facts.contact.phone }),
          };
      const wants = {
        ...{ kind, badUnits, asked },
        ...(account === undefined ? {} : { account }),
        ...(forSender && input.consent !== undefined ? { spokenBy: { id: actor.id, consent: input.consent } } : {}),
      };
      const promised = facts.collected && facts.collected.at + facts.hours * HOUR;
      const lateDays = lateDaysOf(promised, parcel.settledAt);
      const whyNot = (many: number) => whyNotClaimable({ kind, badUnits, units, photos: many, lateDays }, reference);
      if (parcel.claimed) {
        // Photos are there already.
        if (parcel.claimOpen && parcel.claim !== null)
          return (
            whyNot(reference.photosMin) ?? {
              effects: [actOn(parcel.claim, 'join', { as, claimant, photos, ...wants })],
              notify: spokenFor({ current, actor }, CLAIM),
            }
          );
        return refuse(
          'claimed',
          parcel.claimOpen
            ? `A claim for parcel ${n} is being opened; try again in a minute to join it.`
            : `There was a claim for parcel ${n} already, and it has ended.`,
          parcel.claimOpen ? `第${n}件的理赔正在立案，请稍后再试以加入。` : `第${n}件已申请过理赔并已结束。`,
        );
      }
      // Refused later, nobody would hear of it.
      const wrong = whyNot(photos.length);
      if (wrong) return wrong;
      return {
        facts: { parcels: withParcel(facts, n, { claimed: true, claimOpen: true, claimBad: badUnits }) },
        effects: [
          openCase('lossClaim', {
            pickup: id,
            n,
            as,
            claimant,
            ...wants,
            ...(units === null ? {} : { units }),
            photos,
          }),
        ],
        notify: [notify(SENDER, 'claimed', { n }), ...spokenFor({ current, actor }, CLAIM)],
      };
    },
  },
  claimOpened: {
    title: { en: 'A claim was opened', zh: '理赔已立案' },
    event: 'ClaimOpened',
    by: ['case'],
    from: ['onTrunk', 'undeliverable', 'delivered', 'closed'],
    decide: ({ current: { facts }, input: { n, claim, again } }) => {
      const parcel = parcelOf(facts, n);
      if (!parcel) return noParcel(facts, n);
      // A word that comes after the claim's end opens nothing, unless its payment came back.
      return { facts: { parcels: withParcel(facts, n, { claim, claimed: true, claimOpen: again || parcel.claimOpen }) } };
    },
  },
  claimEnded: {
    title: { en: 'A claim has ended', zh: '理赔已结束' },
    event: 'ClaimEnded',
    by: ['case'],
    from: ['onTrunk', 'undeliverable', 'delivered', 'closed'],
    to: ['closed'],
    decide: ({ current: { state, facts }, input: { n, claim, end } }) => {
      const parcels = withParcel(facts, n, {
        // Withdrawn, nothing was decided: within its time it may be claimed for again.
        ...(end === 'withdrawn' ? { claim: null, claimed: false } : { claim, claimed: true }),
        claimOpen: false,
        // What wasn’t recognised isn’t a loss of the packaging.
        ...(end === 'paid' ? {} : { claimBad: null }),
      });
      const over = state === 'delivered' && facts.windowOver && parcels.every(({ claimOpen }) => !claimOpen);
      return { facts: { parcels }, ...(over ? { state: 'closed' as const } : {}) };
    },
  },
};
