/** What follows where somebody leaves who was asked for a pickup, or has accepted it. */
import { endParties, release } from '../effects/index.ts';
import { timeTo } from '../kernel/moments.ts';
import { withoutGone } from '../kernel/offers.ts';
import type { Gone, Outcome } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { courierKeys } from './room.ts';
import { DISPATCHER, notify } from './telling.ts';
import type { Clock, Pickup, State } from './vocabulary.ts';

/** It goes to the next at once: the clock by which offers begin rings again. */
const anew = (facts: Facts, now: number) =>
  ({
    state: 'booked',
    clocks: {
      start: { offerFrom: timeTo(Math.max(now, facts.offerFrom), now), unserved: timeTo(Math.max(now, facts.slotUntil), now) },
    },
  }) as const;

export const whenGone = ({ state, facts }: Pickup, gone: Gone, now: number): Outcome<State, Facts, Clock> => {
  if (state === 'offered') {
    const without = withoutGone(facts, gone, now);
    return without ? { ...anew(facts, now), facts: { ...without, offerUntil: null, asking: 'notYet' } } : {};
  }
  const { courier } = facts;
  if (state !== 'accepted' || !courier || ![...gone.left, ...gone.withoutRole].includes(courier.id)) return {};
  const keys = courierKeys(courier.id, facts);
  return {
    ...anew(facts, now),
    facts: { tried: [...facts.tried, { person: courier.id, how: 'left', at: now }], courier: null, asking: 'notYet' },
    effects: [release(keys.parcels, keys.grams), endParties({ role: 'courier', person: courier.id })],
    notify: [notify(DISPATCHER, 'courierLeft', { name: courier.name })],
  };
};
