/** What runs and is waited for in each state of a pact. */
import type { Lifecycle } from '../kernel/lifecycle.ts';
import type { Facts } from './facts.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

/** Who keeps the pact ends it where its courier isn’t there any more. */
const ENDED_BY_KEEPER = { otherwise: { action: 'leave', role: 'allianceSecretary' } } as const;

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  joined: {
    runs: ['join'],
    tasks: ({ courier }) => [{ action: 'sign', person: courier.id, clock: 'join', ...ENDED_BY_KEEPER }],
  },
  active: { runs: ['term'], unattended: { en: 'it runs until it is to be renewed', zh: '至续签期开始前持续有效' } },
  due: {
    runs: ['renewal'],
    tasks: ({ courier }) => [{ action: 'renew', person: courier.id, clock: 'renewal', ...ENDED_BY_KEEPER }],
  },
  questioned: {
    runs: ({ suspicion }) => [suspicion?.heard === true ? 'decide' : 'hearing'],
    tasks: ({ courier, suspicion }) => [
      suspicion?.heard === true
        ? { action: 'decide', role: 'leader', clock: 'decide' }
        : {
            ...{ action: 'answer', person: courier.id, clock: 'hearing' },
            otherwise: { action: 'comment', role: 'allianceSecretary' },
          },
    ],
  },
  left: {},
  lapsed: {},
  withdrawn: {},
};
