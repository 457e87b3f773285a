/** What both sides offer, version by version, until one agrees to what the other has offered; also for a renewal. */

import { actOn } from '../effects/index.ts';
import { yuan } from '../kernel/parts.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import type { Offer } from './facts.ts';
import { FIRM, LEADER, MANAGER, notify, other, othersFirst, sideOf, taken, takenBack, takes, waitsFor } from './holding.ts';
import type { Limits } from './limits.ts';
import { agreedToRenew, toSignFirst } from './renewing.ts';
import type { GuardContext, ParkTenancy, Reference, RulesOf, TenancyOutcome } from './vocabulary.ts';

const MOST_OFFERS = 60;

/** Nothing is agreed with a firm that is no more. */
export const firmGone = ({ facts: { firm, firmEnd }, state }: Pick<ParkTenancy, 'facts' | 'state'>): Refusal | undefined =>
  firmEnd === null
    ? undefined
    : state === 'movedIn'
      ? refuse(
          'firmGone',
          `By the register ${firm.name} has ended. Go on with its successor, or give notice.`,
          `${firm.name}已终止，请由承继企业续租或办理终止通知。`,
        )
      : refuse(
          'firmGone',
          `By the register ${firm.name} has ended. Withdraw this; whoever goes on in its place asks for rooms itself.`,
          `${firm.name}已终止，请撤回本件，由承继企业另行提交入驻意向。`,
        );

const noRenewal = ({ facts, state }: ParkTenancy): Refusal | undefined =>
  state === 'movedIn' && facts.renewal === null
    ? refuse('noRenewal', 'No renewal was asked for. The firm asks for it first.', '尚未申请续租，请企业先申请。')
    : undefined;

/** The offer that is on the table. In a tenancy that runs, offers of its beginning are none. */
export const standing = ({ facts, state }: Pick<ParkTenancy, 'facts' | 'state'>): Offer | undefined => {
  const last = facts.offers.at(-1);
  return state === 'movedIn' && last && (facts.renewal === null || last.at < facts.renewal.at) ? undefined : last;
};

const mayAgree = ({ current, actor }: GuardContext): Refusal | undefined => {
  const wrong = firmGone(current) ?? noRenewal(current) ?? toSignFirst(current.facts);
  if (wrong) return wrong;
  if (current.facts.rivals.length > 0)
    return refuse(
      'rivalShown',
      'Another has agreed to terms for rooms of this lease. The firm takes them on those terms, or lets them go; a renewal on others comes after that.',
      '第三方已就本租约房源达成条件，须由企业先按同等条件承租或放弃，其后方可另行续租。',
    );
  const last = standing(current);
  if (!last) return refuse('noOffer', 'Nothing was offered yet. Make an offer.', '尚无报价，请先报价。');
  return last.side === sideOf(actor)
    ? refuse(
        'ownOffer',
        'This is your side’s own offer. Wait for the other side, or offer anew.',
        '这是己方报价，请待对方答复或重新报价。',
      )
    : undefined;
};

const stale = (version: number, last: Offer): Refusal | undefined =>
  version === last.version
    ? undefined
    : refuse(
        'staleVersion',
        `Version ${last.version} stands now, and you have read ${version}. Read it, and answer that one.`,
        `现行报价为第${last.version}版，您所阅为第${version}版，请阅后按现行版本答复。`,
      );

const rentTooLow = ({ floor, rentFen, approvedBy }: Offer): boolean => floor !== null && rentFen < floor && approvedBy === null;

const belowFloor = ({ floor, rentFen, version }: Offer): Refusal =>
  refuse(
    'belowFloor',
    `${yuan(rentFen)} yuan per m² lies below the lowest rent of ${yuan(floor ?? 0)}. A leader approves version ${version} first, or offer more.`,
    `每平方米${yuan(rentFen)}元低于底价${yuan(floor ?? 0)}元，须由分管领导先批准第${version}版，或提高报价。`,
  );

export const negotiating: RulesOf<'offer' | 'approveRent' | 'agree' | 'waitFor'> = {
  offer: {
    title: { en: 'Offer', zh: '报价' },
    description: {
      en: 'Takes the place of the offers before. The other side agrees or offers anew.',
      zh: '替代之前的报价，由对方同意或另行报价。',
    },
    event: 'Offered',
    by: ['firmAgent', 'parkManager'],
    from: ['negotiating', 'movedIn'],
    guard: ({ current }) => firmGone(current) ?? noRenewal(current) ?? toSignFirst(current.facts),
    decide: ({ current, actor, now, input: { conditions, reason }, reference: { terms, floor, notices } }) => {
      const { facts, state } = current;
      const side = sideOf(actor);
      if (facts.offers.length >= MOST_OFFERS)
        return refuse(
          'tooManyOffers',
          `There were ${MOST_OFFERS} offers. Agree to the last one, or end it.`,
          `报价已达${MOST_OFFERS}版，请同意最新报价或终止洽谈。`,
        );
      if (reason === undefined && (terms.rentFen === 0 || (floor !== null && terms.rentFen < floor)))
        return refuse(
          'rentNeedsReason',
          `Say why the rent is ${terms.rentFen === 0 ? 'nothing' : `below ${yuan(floor ?? 0)} yuan per m²`}.`,
          `租金${terms.rentFen === 0 ? '为零' : `低于底价每平方米${yuan(floor ?? 0)}元`}，请说明理由。`,
        );
      const offer: Offer = {
        ...{ version: facts.offers.length + 1, side, by: actor.id, at: now, ...terms, floor },
        ...{ conditions: conditions ?? null, reason: reason ?? null, approvedBy: null },
      };
      const told = {
        version: offer.version,
        rooms: offer.rooms.map(({ title }) => title.zh).join('、'),
        rent: yuan(offer.rentFen),
        months: offer.months,
      };
      return {
        // What was made public of other terms says nothing of these.
        facts: { offers: [...facts.offers, offer], waits: [], ...(state === 'movedIn' ? { notice: 'none' as const } : {}) },
        ...(state === 'negotiating' ? { clocks: { start: { answer: 'default' } } } : {}),
        effects: takenBack(notices),
        notify: [notify(other(side), 'offered', told), ...(rentTooLow(offer) ? [notify(LEADER, 'belowFloor', told)] : [])],
      };
    },
  },
  approveRent: {
    title: { en: 'Approve the rent', zh: '批准低价' },
    event: 'RentApproved',
    by: ['leader'],
    from: ['negotiating', 'movedIn'],
    apart: [{ did: 'offer', who: ({ offers }) => offers.at(-1)?.by ?? null }],
    decide: ({ current, actor, input: { version } }) => {
      const last = standing(current);
      if (!last || !rentTooLow(last))
        return refuse('nothingToApprove', 'No offer lies below the lowest rent.', '没有低于底价的报价。');
      return (
        stale(version, last) ?? {
          facts: { offers: [...current.facts.offers.slice(0, -1), { ...last, approvedBy: actor.id }] },
          notify: [notify(MANAGER, 'rentApproved', { version })],
        }
      );
    },
  },
  agree: {
    title: { en: 'Agree', zh: '同意报价' },
    description: {
      en: 'The rooms are reserved. A renewal of six months or more is signed, and its deposit settled, before it binds.',
      zh: '房源随即预留。六个月以上的续租须双方签约并结清押金后生效。',
    },
    event: 'Agreed',
    by: ['firmAgent', 'parkManager'],
    from: ['negotiating', 'movedIn'],
    to: ['reserved'],
    guard: mayAgree,
    decide: ({ current, input: { version }, now, reference, limits }) => {
      const last = standing(current) as Offer;
      const wrong = stale(version, last);
      if (wrong) return wrong;
      if (rentTooLow(last)) return belowFloor(last);
      if (current.state === 'movedIn' && current.facts.publicProperty && current.facts.notice !== 'passed')
        return refuse(
          'notPublished',
          `The rooms are public property: version ${last.version} is made public before it is agreed to, and has to pass.`,
          `房源为公有资产，第${last.version}版续租条件须先公示并通过，方可同意。`,
        );
      if (last.from < reference.today)
        return refuse('dayOver', 'The first day of this offer is over. Offer a later one.', '该报价的起租日已过，请另行报价。');
      const { billing } = current.facts;
      if (current.state === 'movedIn' && billing !== null && last.from <= billing.billedTo)
        return refuse(
          'billedAlready',
          `Rent was billed through ${billing.billedTo} meanwhile. Offer a later first day.`,
          `期间租金已计至${billing.billedTo}，请以之后的起租日另行报价。`,
        );
      if (reference.taken) return taken(reference.taken);
      if (current.state === 'movedIn' && reference.sitting.length > 0) return othersFirst();
      return current.state === 'movedIn'
        ? agreedToRenew(current, last, reference, { limits, now })
        : reserved(current, last, reference, limits);
    },
  },
  waitFor: {
    title: { en: 'Wait for rooms', zh: '登记候补' },
    description: {
      en: 'You hear when one is free in your time. Nothing is reserved by itself.',
      zh: '有空房时通知，不会自动预留。',
    },
    event: 'Waited',
    by: ['firmAgent', 'parkManager'],
    from: ['negotiating'],
    decide: ({ reference: { rooms, during } }) => ({
      facts: { waits: rooms.map(({ id, title }) => ({ id, title })) },
      effects: waitsFor(rooms, during),
    }),
  },
};

const reserved = ({ id }: ParkTenancy, offer: Offer, reference: Reference['agree'], limits: Limits): TenancyOutcome => {
  const { sitting } = reference;
  return {
    state: 'reserved',
    facts: {
      agreed: offer.version,
      rights: sitting.map((one) => ({ ...one, lapsed: false })),
      waits: [],
      notice: 'none',
      signatures: [],
    },
    effects: [
      takes(
        offer,
        sitting.flatMap(({ rooms }) => rooms),
        reference,
        limits,
      ),
      ...sitting.map((one) => actOn(one.case, 'showRival', { case: id, rooms: one.rooms, version: offer.version })),
    ],
    notify: [FIRM, MANAGER].map((to) => notify(to, 'reserved', { version: offer.version })),
  };
};
