/** What runs and is waited for in each state of a difficulty. The time to the answer runs on until there is one. */
import type { Lifecycle } from '../kernel/lifecycle.ts';
import type { Facts } from './facts.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

/** A department with nobody left can't answer: the leader over it hands the difficulty on. */
const TO_ANOTHER_DEPARTMENT = { action: 'handOn', role: 'leader' } as const;

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  raised: {
    runs: ['accept', 'answer'],
    tasks: () => [{ action: 'accept', role: 'handler', clock: 'accept', otherwise: TO_ANOTHER_DEPARTMENT }],
  },
  handling: {
    runs: ['answer'],
    tasks: () => [{ action: 'answer', role: 'handler', clock: 'answer', otherwise: TO_ANOTHER_DEPARTMENT }],
  },
  disputed: { runs: ['ruling', 'answer'], tasks: () => [{ action: 'rule', role: 'leader', clock: 'ruling' }] },
  answered: {
    runs: ['confirm'],
    // The case is the department's here, so the task can't go to the site's other workers by their role.
    tasks: ({ worker }) => [{ action: 'confirm', person: worker.id, clock: 'confirm', otherwise: { role: 'academyAdmin' } }],
  },
  closed: {},
  withdrawn: {},
};
