/** What runs and is waited for in each state of a booking. */
import type { Lifecycle } from '../kernel/lifecycle.ts';
import type { Facts } from './facts.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  waiting: {
    runs: ['start'],
    unattended: { en: 'the host is told when the room is free', zh: '有空时通知主播' },
  },
  asked: {
    runs: ['start'],
    tasks: () => [{ action: 'approve', role: 'roomKeeper', clock: 'start' }],
  },
  booked: {
    runs: ({ remindAt }) => (remindAt === null ? ['start'] : ['start', 'reminder']),
    tasks: ({ host }) => [
      { action: 'checkIn', person: host.id, clock: 'start', otherwise: { action: 'cancel', role: 'roomKeeper' } },
    ],
  },
  inUse: {
    runs: ['end'],
    tasks: ({ host }) => [{ action: 'giveBack', person: host.id, clock: 'end', otherwise: { role: 'roomKeeper' } }],
  },
  finished: {},
  noShow: {},
  cancelled: {},
  refused: {},
};
