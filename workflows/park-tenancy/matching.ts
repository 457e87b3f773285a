/** The right of a sitting tenant to have the rooms on the terms that another has agreed to, before that one signs. */

import { actOn } from '../effects/index.ts';
import { daysAfter } from '../kernel/days.ts';
import { moment } from '../kernel/moments.ts';
import { yuan } from '../kernel/parts.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import type { Facts, Part } from './facts.ts';
import {
  agreedOf,
  FIRM,
  holdsAnew,
  letsGo,
  MANAGER,
  nextOfTerm,
  noNotice,
  notify,
  rewound,
  taken,
  takenBack,
  takesPromised,
} from './holding.ts';
import { latest, partsOf } from './lease.ts';
import { toSignFirst } from './renewing.ts';
import type { ParkTenancy, RulesOf, State } from './vocabulary.ts';

const ANY = [
  'intent',
  'fitReview',
  'negotiating',
  'reserved',
  'awaitingSignature',
  'signed',
  'movedIn',
  'ending',
  'ended',
  'rejected',
  'withdrawn',
  'lapsed',
] as const satisfies readonly State[];

/** Refuses a signature while a sitting tenant may still match. */
export const sittingFirst = ({ rights }: Pick<Facts, 'rights'>): Refusal | undefined =>
  rights.some(({ lapsed }) => !lapsed)
    ? refuse(
        'sittingTenantFirst',
        'The sitting tenant of a room has ten working days to take it on equal terms. Wait for their answer.',
        '在租企业享有同等条件优先承租权，答复期限内不得签约，请待其答复。',
      )
    : undefined;

const without = ({ rivals }: Facts, gone: string): Facts['rivals'] => rivals.filter((one) => one.case !== gone);

/** Whether the tenant may stay on another’s terms: the lease runs, or ends because the park has said so at its term. */
const mayStay = ({ state, facts: { ending, exit } }: Pick<ParkTenancy, 'state' | 'facts'>): boolean =>
  state === 'movedIn' || (state === 'ending' && exit === null && ending?.side === 'park' && ending.cause === 'term');

const lastOfPart = ({ to }: Part, { lease, ending }: Pick<Facts, 'lease' | 'ending'>): string =>
  to ?? ending?.to ?? lease?.to ?? '';

/** The last day of the tenant in these rooms. */
const lastOfRooms = (facts: Pick<Facts, 'lease' | 'ending'>, rooms: readonly string[]): string =>
  latest(...(facts.lease?.parts ?? []).filter(({ room }) => rooms.includes(room.id)).map((part) => lastOfPart(part, facts)), '');

/** The lease with the rooms of the first offer shown going on by it, each behind its own last day. The others end when they would have. */
export const matchedLease = (
  facts: Pick<Facts, 'lease' | 'ending' | 'rivals'>,
): { readonly parts: readonly Part[]; readonly from: string; readonly to: string } | undefined => {
  const [rival] = facts.rivals;
  if (!rival || facts.lease === null) return undefined;
  const from = daysAfter(
    lastOfRooms(
      facts,
      rival.rooms.map(({ id }) => id),
    ),
    1,
  );
  const before = facts.lease.parts.map((part) => ({ ...part, to: lastOfPart(part, facts) }));
  const after = partsOf({ ...rival, from }).map((part) => ({ ...part, to: rival.to }));
  const to = latest(...before.map((part) => part.to), rival.to);
  // What runs to the end of the lease has no day of its own.
  return { parts: [...before, ...after.map((part) => (part.to === to ? { ...part, to: null } : part))], from, to };
};

export const matching: RulesOf<'showRival' | 'rivalGone' | 'match' | 'waive' | 'rightLapsed' | 'outmatched'> = {
  showRival: {
    title: { en: 'Another’s offer is shown', zh: '告知第三方条件' },
    event: 'RivalShown',
    by: ['case'],
    from: ANY,
    decide: ({ current: { id, state, facts }, now, input, reference: { terms } }) => {
      const answer = (action: 'outmatched' | 'rightLapsed') => ({ effects: [actOn(input.case, action, { case: id })] });
      if (terms === null || facts.lease === null || facts.waived || !mayStay({ state, facts })) return answer('rightLapsed');
      if (state === 'movedIn' && (facts.lease.indefinite || lastOfRooms(facts, input.rooms) >= terms.from))
        return answer('outmatched');
      const { rooms, ...rest } = terms;
      const shown = { case: input.case, ...rest, rooms: rooms.filter((room) => input.rooms.includes(room.id)), at: now };
      return {
        facts: { rivals: [...without(facts, input.case), shown] },
        // Whoever comes later doesn't give more time against whoever came before.
        ...(without(facts, input.case).length === 0 ? { clocks: { start: { match: 'default' } } } : {}),
        notify: [
          notify(FIRM, 'rivalShown', {
            rooms: shown.rooms.map(({ title }) => title.zh).join('、'),
            rent: yuan(terms.rentFen),
            months: terms.months,
          }),
          notify(MANAGER, 'rivalWaits', { other: input.case }),
        ],
      };
    },
  },
  rivalGone: {
    title: { en: 'Another’s offer is gone', zh: '第三方条件已撤' },
    event: 'RivalGone',
    by: ['case'],
    from: ANY,
    // Whoever let the rooms go may ask for them again.
    decide: ({ current: { facts }, input }) => ({ facts: { rivals: without(facts, input.case), waived: false } }),
  },
  match: {
    title: { en: 'Take the rooms on these terms', zh: '行使优先承租权' },
    description: {
      en: 'The rooms of the first offer that is shown go on from their last day on its terms; then the next offer comes up.',
      zh: '首项条件所涉房间自届满起按该条件续租；如有其他条件，再逐项答复。',
    },
    event: 'Matched',
    by: ['firmAgent'],
    from: ['movedIn', 'ending'],
    to: ['movedIn'],
    guard: ({ current: { facts } }) => (facts.rivals.length === 0 ? nothingShown() : toSignFirst(facts)),
    decide: ({ current, now, reference, limits }) => {
      const { id, facts, state } = current;
      const [rival] = facts.rivals;
      const next = matchedLease(facts);
      if (!rival || facts.lease === null || next === undefined) return nothingShown();
      if (reference.taken) return taken(reference.taken);
      const endsAt = reference.at[daysAfter(next.to, 1)] as number;
      const rivals = without(facts, rival.case);
      return rewound(current, {
        ...(state === 'ending' ? { state: 'movedIn' } : {}),
        facts: {
          lease: { ...facts.lease, to: next.to, endsAt, indefinite: false, parts: next.parts },
          ...{ ...noNotice(reference.notices), rivals, renewal: null, ending: null, termAt: nextOfTerm(endsAt, now, limits) },
          ...(facts.billing ? { billing: { ...facts.billing, nextAt: facts.billing.nextAt ?? now } } : {}),
        },
        ...(rivals.length > 0 ? { clocks: { start: { match: 'default' } } } : {}),
        effects: [
          ...holdsAnew(next.parts, facts.lease.parts, next.to, reference, limits),
          ...takenBack(reference.notices),
          actOn(rival.case, 'outmatched', { case: id }),
        ],
        notify: [FIRM, MANAGER].map((to) => notify(to, 'renewed', { until: moment(endsAt) })),
      });
    },
  },
  waive: {
    title: { en: 'Let the rooms go', zh: '放弃优先承租权' },
    description: { en: 'Also by itself, when the time is over.', zh: '逾期未答复视为放弃。' },
    event: 'RightWaived',
    by: ['firmAgent', 'clock:match'],
    from: ['movedIn', 'ending'],
    guard: ({ current: { facts } }) => (facts.rivals.length === 0 ? nothingShown() : undefined),
    decide: ({ current: { id, facts }, actor }) => {
      // By itself the time of the first is over; whoever was shown later has their own.
      const [over, later] = actor.id === 'clock:match' ? [facts.rivals.slice(0, 1), facts.rivals.slice(1)] : [facts.rivals, []];
      return {
        facts: { rivals: later, waived: later.length === 0, renewal: null },
        ...(later.length > 0 ? { clocks: { start: { match: 'default' } } } : {}),
        effects: over.map((rival) => actOn(rival.case, 'rightLapsed', { case: id })),
        notify: [notify(FIRM, 'rightLapsed'), notify(MANAGER, 'rightLapsed')],
      };
    },
  },
  rightLapsed: {
    title: { en: 'The sitting tenant lets go', zh: '在租方优先权消灭' },
    event: 'RightLapsed',
    by: ['case'],
    from: ANY,
    decide: ({ current: { state, facts }, input, reference, limits }) => {
      const right = facts.rights.find((one) => one.case === input.case && !one.lapsed);
      const terms = agreedOf(facts);
      if (state !== 'reserved' || !right || !terms) return {};
      const rights = facts.rights.map((one) => (one === right ? { ...one, lapsed: true } : one));
      return {
        facts: { rights },
        effects: [takesPromised(terms, right.rooms, reference, limits)],
        notify: rights.every(({ lapsed }) => lapsed) ? [FIRM, MANAGER].map((to) => notify(to, 'maySign')) : [],
      };
    },
  },
  outmatched: {
    title: { en: 'The sitting tenant stays', zh: '在租方行使优先权' },
    description: { en: 'Other rooms or another time are spoken of.', zh: '另行洽谈其他房源或时间。' },
    event: 'Outmatched',
    by: ['case'],
    from: ANY,
    to: ['negotiating'],
    decide: ({ current: { id, state, facts }, input, reference: { notices } }) => {
      const terms = agreedOf(facts);
      if (state !== 'reserved' || !terms || !facts.rights.some((one) => one.case === input.case)) return {};
      return {
        state: 'negotiating',
        facts: { agreed: null, rights: [], ...noNotice(notices) },
        effects: [
          letsGo(terms),
          ...takenBack(notices),
          ...facts.rights
            .filter((one) => one.case !== input.case && !one.lapsed)
            .map((one) => actOn(one.case, 'rivalGone', { case: id })),
        ],
        notify: [notify(FIRM, 'outmatched'), notify(MANAGER, 'outmatched')],
      };
    },
  },
};

const nothingShown = (): Refusal =>
  refuse('nothingToMatch', 'No offer of another is shown to you. Ask for a renewal.', '目前没有待响应的第三方条件，可申请续租。');
