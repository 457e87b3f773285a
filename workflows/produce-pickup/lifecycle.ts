/** What runs, rests and is waited for in each state of a pickup. */
import type { Lifecycle } from '../kernel/lifecycle.ts';
import type { TaskSpec } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

type Task = TaskSpec<Action, Role>;

const ASSIGN: Task = { action: 'assign', role: 'pickupDispatcher', clock: 'unserved' };

const ASSIGN_OTHERWISE = { action: 'assign', role: 'pickupDispatcher' } as const;

/** What the sender is asked; the station asks where they have no account or have gone. */
const ofSender = (action: 'agreeWeight' | 'instruct', clock: Clock, { grower }: Pick<Facts, 'grower'>): Task => ({
  action,
  person: grower,
  role: 'stationClerk',
  clock,
});

const weights = (facts: Facts): readonly Task[] =>
  facts.parcels.some(({ correction }) => correction !== null) ? [ofSender('agreeWeight', 'weight', facts)] : [];

const has = ({ parcels }: Pick<Facts, 'parcels'>, ...states: readonly Facts['parcels'][number]['state'][]): boolean =>
  parcels.some(({ state }) => states.includes(state));

const handOver: Task = { action: 'handToTrunk', role: 'trunkClerk', clock: 'pickToTrunk' };

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  booked: {
    runs: ({ asking, dropOff }) => (asking === 'notYet' && !dropOff ? ['offerFrom', 'unserved'] : ['unserved']),
    tasks: ({ asking, dropOff, broadcast }) => {
      if (dropOff) return [{ action: 'dropOff', role: 'stationClerk', clock: 'unserved' }];
      // Couriers are asked when it is time.
      if (asking === 'notYet') return [];
      return [...(broadcast ?? []).map((person) => ({ action: 'accept', person, clock: 'unserved' }) as const), ASSIGN];
    },
  },
  offered: {
    runs: ['offer', 'unserved'],
    tasks: ({ offer }) =>
      offer ? [{ action: 'accept', person: offer.to, clock: 'offer', otherwise: ASSIGN_OTHERWISE }] : [ASSIGN],
  },
  accepted: {
    runs: ['pickup', 'reoffer'],
    tasks: ({ courier }) =>
      courier
        ? [{ action: 'collect', person: courier.id, clock: 'pickup', otherwise: ASSIGN_OTHERWISE }]
        : [{ ...ASSIGN, clock: 'pickup' }],
  },
  collected: {
    runs: ['pickToTrunk'],
    tasks: () => [handOver, { action: 'store', role: 'coldStoreKeeper', clock: 'pickToTrunk' }],
  },
  stored: {
    runs: ['pickToTrunk', 'coldHold'],
    tasks: () => [handOver],
  },
  onTrunk: {
    runs: (facts) => ['delivery', ...(weights(facts).length > 0 ? (['weight'] as const) : [])],
    tasks: (facts) => [
      { action: 'deliver', role: 'trunkClerk', clock: 'delivery' },
      ...(has(facts, 'collected', 'stored') ? [{ ...handOver, clock: 'delivery' }] : []),
      ...(has(facts, 'collected') ? [{ action: 'store', role: 'coldStoreKeeper', clock: 'delivery' } as const] : []),
      ...weights(facts),
    ],
  },
  undeliverable: {
    runs: (facts) => [
      'instruct',
      ...(has(facts, 'onTrunk', 'collected', 'stored') ? (['delivery'] as const) : []),
      ...(weights(facts).length > 0 ? (['weight'] as const) : []),
    ],
    tasks: (facts) => [
      ofSender('instruct', 'instruct', facts),
      ...(has(facts, 'onTrunk') ? [{ action: 'deliver', role: 'trunkClerk', clock: 'delivery' } as const] : []),
      ...weights(facts),
    ],
  },
  delivered: {
    runs: (facts) => [
      ...(facts.windowOver ? [] : (['claimWindow'] as const)),
      ...(weights(facts).length > 0 ? (['weight'] as const) : []),
    ],
    tasks: weights,
    untimed: { en: 'a claim is open, and ends by its own times', zh: '理赔未结，按理赔时限办理' },
  },
  closed: {},
  cancelled: {},
  unserved: {},
};
