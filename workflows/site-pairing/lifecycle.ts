/** What runs and is waited for in each state of a site pairing. */
import type { Lifecycle } from '../kernel/lifecycle.ts';
import type { Facts } from './facts.ts';
import { openOf } from './group.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

/** Nobody else speaks for a site whose worker has left: the academy names another. */
const NAME_ANOTHER = { action: 'changeWorker', role: 'academyAdmin' } as const;

const BY_THE_ACADEMY = { action: 'end', role: 'academyAdmin' } as const;

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  proposed: {
    runs: ['agreement'],
    tasks: ({ worker }) => [{ action: 'agree', person: worker.id, clock: 'agreement', otherwise: NAME_ANOTHER }],
  },
  active: {
    runs: ['visit', 'term'],
    // The group goes on without a lecturer who leaves; after the last of them the academy names another group.
    tasks: ({ worker, visits, lecturers }) => [
      ...(visits.waiting.length > 0 ? [{ action: 'confirmVisit', person: worker.id, otherwise: NAME_ANOTHER } as const] : []),
      ...lecturers.map(
        ({ id }) =>
          ({
            action: 'logVisit',
            person: id,
            clock: 'visit',
            group: 'lecturers',
            otherwise: { action: 'changeGroup', role: 'academyAdmin' },
          }) as const,
      ),
    ],
  },
  // The time is over: what was done is confirmed, and the site says whether all is done.
  closing: {
    runs: ['closing'],
    tasks: (facts) => {
      const { worker, visits } = facts;
      if (visits.waiting.length > 0)
        return [{ action: 'confirmVisit', person: worker.id, clock: 'closing', otherwise: NAME_ANOTHER }];
      // Without a visit, or with a difficulty open, the site can't say that all is done.
      return visits.confirmed > 0 && openOf(facts).length === 0
        ? [{ action: 'close', person: worker.id, clock: 'closing', otherwise: BY_THE_ACADEMY }]
        : [{ ...BY_THE_ACADEMY, clock: 'closing' }];
    },
  },
  closed: {},
  declined: {},
  ended: {},
};
