/** A pickup is offered to one courier after another, in the order that the roster and their load give. */
import { addParties, endParties, hold, release } from '../effects/index.ts';
import { moment, timeTo } from '../kernel/moments.ts';
import { nextOffer, passedBy, type Tried } from '../kernel/offers.ts';
import { both } from '../kernel/parts.ts';
import { holdsRole, type Outcome, type Refusal, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Limits } from './limits.ts';
import { onlyCourier } from './mine.ts';
import { LEFT_OUT, ranked } from './order-of-offers.ts';
import { gramsOf } from './parcels.ts';
import { courierHolds, courierKeys } from './room.ts';
import { DISPATCHER, notify, SENDER } from './telling.ts';
import type { Capacity, Clock, GuardContext, Offering, RulesOf, State } from './vocabulary.ts';

type Out = Outcome<State, Facts, Clock>;
type At = { readonly now: number; readonly limits: Limits };

const MINUTE = 60_000;

/** To a moment, or at once where it has gone by. */
const until = (at: number, now: number) => timeTo(Math.max(at, now), now);

/** Offers it to the next in the order, or, where nobody is left, leaves it to the dispatcher. `before` says who was asked and how it ended. */
const toTheNext = (
  facts: Facts,
  { tried }: { readonly tried: readonly Tried[] },
  { candidates }: Offering,
  { now, limits }: At,
): Out & { readonly state: 'offered' | 'booked' } => {
  const load = { parcels: facts.parcels.length, grams: gramsOf(facts.parcels), night: facts.night, tried, sender: facts.grower };
  const { order, leftOut } = ranked(candidates, load, limits);
  const to = nextOffer({ candidates: order, tried });
  const known = { tried, leftOut, courier: null, broadcast: null };
  if (!to)
    return {
      state: 'booked',
      facts: { ...known, offer: null, offerUntil: null, asking: 'byHand' },
      notify: [notify(DISPATCHER, 'nobodyTakesIt', { from: moment(facts.slotFrom), ...both('slot', facts.slot.title) })],
    };
  const minutes = facts.slotFrom - now <= limits.urgentBefore * MINUTE ? limits.urgentOfferMinutes : limits.offerMinutes;
  return {
    state: 'offered',
    facts: { ...known, offer: { to: to.id, at: now }, offerName: to.name, offerUntil: now + minutes * MINUTE, asking: 'inTurn' },
    clocks: { start: { offer: { clockMinutes: minutes } } },
    notify: [
      notify({ person: to.id }, 'offered', {
        ...both('slot', facts.slot.title),
        ...both('product', facts.product.title),
        from: moment(facts.slotFrom),
        until: moment(now + minutes * MINUTE),
        parcels: facts.parcels.length,
      }),
    ],
  };
};

/** A courier has it no more: their room is free again, and it goes to the next. The evening before, it waits until offers begin. */
export const backToOffers = (facts: Facts, how: Tried['how'], offering: Offering, at: At): Out => {
  const { courier } = facts;
  if (!courier) return {};
  const keys = courierKeys(courier.id, facts);
  const tried = [...facts.tried, { person: courier.id, how, at: at.now }];
  const back = { effects: [release(keys.parcels, keys.grams), endParties({ role: 'courier', person: courier.id })] };
  const unserved = until(facts.slotUntil, at.now);
  if (at.now < facts.offerFrom)
    return {
      ...back,
      state: 'booked',
      facts: { tried, courier: null, asking: 'notYet' },
      clocks: { start: { unserved, offerFrom: until(facts.offerFrom, at.now) } },
    };
  const next = toTheNext(facts, { tried }, offering, at);
  return { ...next, ...back, clocks: { start: { ...next.clocks?.start, unserved } } };
};

/** Gives it to this courier, in place of who had it before. */
const given = (
  facts: Facts,
  courier: { readonly id: string; readonly name: string },
  capacity: Capacity,
  { now, limits }: At,
): Out & { readonly state: 'accepted' } => {
  const before = facts.courier;
  const load = { parcels: facts.parcels.length, grams: gramsOf(facts.parcels) };
  const keys = before ? courierKeys(before.id, facts) : undefined;
  const due = Math.max(facts.slotFrom + limits.pickupMinutes * MINUTE, now + 15 * MINUTE);
  return {
    state: 'accepted',
    facts: {
      courier: { id: courier.id, name: courier.name, at: now, arrivedAt: null },
      offer: null,
      offerUntil: null,
      broadcast: null,
    },
    clocks: { start: { pickup: until(due, now), reoffer: until(due + limits.reofferMinutes * MINUTE, now) } },
    effects: [
      ...(keys ? [release(keys.parcels, keys.grams)] : []),
      hold(...courierHolds(courier, facts, load, capacity)),
      ...(before ? [endParties({ role: 'courier', person: before.id })] : []),
      addParties({ role: 'courier', person: courier.id }),
    ],
    notify: [notify(SENDER, 'accepted', { name: courier.name, from: moment(facts.slotFrom), until: moment(facts.slotUntil) })],
  };
};

const tired = ({ night }: Facts, { nights }: Capacity, { nightOffersPerWeek }: Limits, name: string): Refusal | undefined =>
  night && nights >= nightOffersPerWeek
    ? refuse(
        'tired',
        `${name} has gone out on ${nights} nights this week already. Somebody else takes this one.`,
        `${name}本周已夜间出单${nights}晚，本单请由他人承接。`,
      )
    : undefined;

/** Why this pickup isn't this courier's to accept now: they weren't asked, or somebody else is. */
const notOffered = ({ current: { facts }, actor, now }: GuardContext): Refusal | undefined => {
  const { offer, offerName, offerUntil, broadcast, leftOut } = facts;
  if (broadcast?.includes(actor.id)) return undefined;
  if (offer?.to === actor.id && now <= (offerUntil ?? now)) return undefined;
  const why = leftOut.find(({ courier }) => courier === actor.id)?.why;
  const [en, zh] =
    why === undefined ? ['', ''] : [` You weren’t asked: ${LEFT_OUT[why][0]}.`, `您未被派单：${LEFT_OUT[why][1]}。`];
  return refuse(
    'notOffered',
    offer
      ? `This pickup is offered to ${offer.to === actor.id ? 'you no longer; your time to answer is over' : `${offerName} until ${moment(offerUntil ?? now)}`}.${en} It comes to you when it is your turn.`
      : `This pickup is offered to nobody at present.${en} The dispatcher may give it to you.`,
    offer
      ? `本单${offer.to === actor.id ? '的接单时限已过' : `正由${offerName}考虑，${moment(offerUntil ?? now)}前答复`}。${zh}轮到您时将通知您。`
      : `本单目前未派给任何人。${zh}调度员可直接指派。`,
  );
};

export const offering: RulesOf<'offerNext' | 'accept' | 'decline' | 'assign' | 'broadcast' | 'giveBack' | 'reoffer'> = {
  offerNext: {
    title: { en: 'Offer it to the next courier', zh: '派给下一位骑手' },
    description: {
      en: 'Fewest pickups within seven days first, then who was asked longest ago, then the roster. Declining never counts against anybody.',
      zh: '七天内接单最少者优先，其次为最久未派者，再按值班表顺序。婉拒不影响排序。',
    },
    event: 'PassedOn',
    by: ['clock:offerFrom', 'clock:offer'],
    from: ['booked', 'offered'],
    to: ['offered', 'booked'],
    decide: ({ current: { facts }, now, reference, limits }) =>
      toTheNext(facts, facts.offer ? passedBy(facts, 'timedOut', now) : facts, reference, { now, limits }),
  },
  accept: {
    title: { en: 'Accept', zh: '接单' },
    event: 'Accepted',
    by: ['courier'],
    from: ['offered', 'booked'],
    to: ['accepted'],
    anywhere: true,
    guard: notOffered,
    decide: ({ current: { facts }, actor, now, reference: { capacity }, limits }) =>
      tired(facts, capacity, limits, actor.name) ?? given(facts, actor, capacity, { now, limits }),
  },
  decline: {
    title: { en: 'Decline', zh: '婉拒' },
    description: { en: 'It goes to the next. It never lowers your rank.', zh: '转下一位骑手，不影响您的排序。' },
    event: 'Declined',
    by: ['courier'],
    from: ['offered'],
    to: ['offered', 'booked'],
    anywhere: true,
    guard: (context) => (context.current.facts.offer?.to === context.actor.id ? undefined : notOffered(context)),
    decide: ({ current: { facts }, now, input, reference, limits }) => ({
      ...toTheNext(facts, passedBy(facts, 'declined', now), reference, { now, limits }),
      reason: input.text ?? input.reason,
    }),
  },
  assign: {
    title: { en: 'Assign', zh: '指派' },
    description: { en: 'To a courier who has agreed by telephone or on the spot.', zh: '经电话或当面确认后指派骑手。' },
    event: 'Assigned',
    by: ['pickupDispatcher'],
    from: ['booked', 'offered', 'accepted'],
    to: ['accepted'],
    guard: ({ current: { facts } }) =>
      facts.dropOff
        ? refuse(
            'broughtThere',
            'These parcels are brought to the station; no courier is needed.',
            '本单送站交寄，无须指派骑手。',
          )
        : undefined,
    decide: ({ current: { facts }, now, input, reference: { courier, capacity }, limits }) => {
      if (!holdsRole(courier, ['courier']))
        return refuse('notACourier', `${courier.name} isn’t a courier; choose one who is.`, `${courier.name}不是骑手，请另选。`);
      if (facts.grower === courier.id)
        return refuse(
          'ownParcels',
          `${courier.name} sends these parcels, and doesn’t take them in. Choose somebody else.`,
          `${courier.name}为本单寄件人，不得自行收寄，请另选骑手。`,
        );
      if (facts.courier?.id === courier.id)
        return refuse('hasIt', `${courier.name} has this pickup already.`, `本单已由${courier.name}承接。`);
      const declined = facts.tried.findLast(({ person }) => person === courier.id)?.how === 'declined';
      if (declined && input.agreedBy === undefined)
        return refuse(
          'declinedThis',
          `${courier.name} has declined this pickup. Ask them, and say how they agreed, or choose somebody else.`,
          `${courier.name}已婉拒本单，请与其确认并填写确认方式，或另选骑手。`,
        );
      const weary = tired(facts, capacity, limits, courier.name);
      if (weary) return weary;
      const outcome = given(facts, courier, capacity, { now, limits });
      return {
        ...outcome,
        reason: input.reason,
        notify: [
          ...(outcome.notify ?? []),
          notify({ person: courier.id }, 'assigned', {
            reason: input.reason,
            from: moment(facts.slotFrom),
            ...both('slot', facts.slot.title),
          }),
          ...(facts.courier ? [notify({ person: facts.courier.id }, 'taken', { name: courier.name })] : []),
        ],
      };
    },
  },
  broadcast: {
    title: { en: 'Open it to all on duty', zh: '开放抢单' },
    description: {
      en: 'All couriers of the slot may accept it; the first has it.',
      zh: '本时段全部值班骑手均可接单，先接先得。',
    },
    event: 'Broadcast',
    by: ['pickupDispatcher'],
    from: ['booked'],
    guard: ({ current: { facts } }) =>
      facts.dropOff
        ? refuse('broughtThere', 'These parcels are brought to the station; no courier is needed.', '本单送站交寄，无须派单。')
        : undefined,
    decide: ({ current: { facts }, reference: { candidates }, now }) => {
      const there = candidates.filter(({ id, onLeave }) => !onLeave && id !== facts.grower).map(({ id }) => id);
      if (there.length === 0)
        return refuse(
          'nobodyOnDuty',
          'Nobody is on duty in this slot. Assign a courier, or put somebody on the roster.',
          '本时段无人值班，请直接指派骑手或补充值班表。',
        );
      return {
        facts: { broadcast: there, asking: 'byHand' },
        clocks: { stop: ['offerFrom'] },
        notify: there.map((person) =>
          notify({ person }, 'broadcast', { from: moment(Math.max(now, facts.slotFrom)), ...both('slot', facts.slot.title) }),
        ),
      };
    },
  },
  giveBack: {
    title: { en: 'Give it back', zh: '退单' },
    description: {
      en: 'It goes to the next. Shortly before the slot it counts as a broken promise.',
      zh: '转下一位骑手；临近时段退单记为失约。',
    },
    event: 'GivenBack',
    by: ['courier'],
    from: ['accepted'],
    to: ['booked', 'offered'],
    anywhere: true,
    guard: onlyCourier,
    decide: ({ current: { facts }, actor, now, input: { reason }, reference, limits }) => {
      const late = now > facts.slotFrom - limits.giveBackMinutes * MINUTE;
      const outcome = backToOffers(facts, 'gaveBack', reference, { now, limits });
      return {
        ...outcome,
        reason,
        facts: { ...outcome.facts, ...(late ? { brokenPromises: [...facts.brokenPromises, { by: actor.id, at: now }] } : {}) },
        notify: [...(outcome.notify ?? []), ...(late ? [notify(DISPATCHER, 'brokenPromise', { name: actor.name, reason })] : [])],
      };
    },
  },
  reoffer: {
    title: { en: 'Offer it anew', zh: '重新派单' },
    description: { en: 'Nobody has collected it in time.', zh: '未按时揽收，重新派单。' },
    event: 'OfferedAnew',
    by: ['clock:reoffer'],
    from: ['accepted'],
    to: ['booked', 'offered'],
    decide: ({ current: { facts }, now, reference, limits }) => {
      // Whoever stands there waits for the grower, and is late by no fault of theirs; not for ever.
      const arrivedAt = facts.courier?.arrivedAt;
      const patience = arrivedAt == null ? 0 : Math.max(arrivedAt, facts.slotFrom) + (limits.waitMinutes + 30) * MINUTE;
      if (now < patience) return { clocks: { start: { reoffer: until(patience, now) } } };
      const outcome = backToOffers(facts, 'timedOut', reference, { now, limits });
      const { courier } = facts;
      return {
        ...outcome,
        facts: {
          ...outcome.facts,
          brokenPromises: [...facts.brokenPromises, ...(courier ? [{ by: courier.id, at: now }] : [])],
        },
        notify: [
          ...(outcome.notify ?? []),
          ...(courier
            ? [notify({ person: courier.id }, 'takenAway'), notify(SENDER, 'offeredAnew', { name: courier.name })]
            : []),
        ],
      };
    },
  },
};
