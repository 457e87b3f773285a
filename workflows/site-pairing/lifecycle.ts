/** What runs and is waited for in each state of a site pairing. */
import type { Lifecycle } from '../kernel/lifecycle.ts';
import type { Facts } from './facts.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

/** Nobody else speaks for a site whose worker has left: the academy names another. */
const NAME_ANOTHER = { action: 'changeWorker', role: 'academyAdmin' } as const;

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  proposed: {
    runs: ['agreement'],
    tasks: ({ worker }) => [{ action: 'agree', person: worker.id, clock: 'agreement', otherwise: NAME_ANOTHER }],
  },
  active: {
    runs: ['visit'],
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
  closed: {},
  declined: {},
  ended: {},
};
