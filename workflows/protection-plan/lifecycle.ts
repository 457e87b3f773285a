/** What runs and is waited for in each state of a plan. */
import type { Lifecycle } from '../kernel/lifecycle.ts';
import type { Facts } from './facts.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  drafting: {
    tasks: ({ plannedBy }) => [
      {
        action: 'submit',
        person: plannedBy,
        role: 'protectionPlanner',
        // A draft that nobody is left to finish ends.
        otherwise: { action: 'withdraw', role: 'leader' },
      },
    ],
    untimed: { en: 'the planner submits the plan when it is ready', zh: '编制完成后提交，无时限' },
  },
  awaitingApproval: {
    runs: ['approval'],
    tasks: ({ authors }) => [{ action: 'approve', role: 'leader', clock: 'approval', except: authors }],
  },
  inForce: {
    runs: ({ change }) => (change ? ['season', 'approval'] : ['season']),
    tasks: ({ change, authors }) =>
      change ? [{ action: 'approveChange', role: 'leader', clock: 'approval', except: [...authors, change.by] }] : [],
  },
  closed: {},
  withdrawn: {},
};
