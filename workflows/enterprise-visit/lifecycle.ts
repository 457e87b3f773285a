/** What runs and is waited for in each state of a visit. */
import type { Lifecycle } from '../kernel/lifecycle.ts';
import type { TaskSpec } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

/** Of the officer of the visit, or of their grid; where nobody is there, the leader gives it to somebody. */
const forOfficer = ({ officer }: Facts, action: Action, clock: Clock): TaskSpec<Action, Role> => ({
  action,
  ...(officer === null ? {} : { person: officer.id }),
  role: 'officer',
  clock,
  otherwise: { action: 'reassign', role: 'serviceLeader' },
});

/** A round ends at a moment; what the firm has called for doesn't. */
const until = ({ until }: Facts): readonly Clock[] => (until === null ? [] : ['hold']);

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  planned: {
    runs: (facts) => ['arrange', ...until(facts)],
    tasks: (facts) => [forOfficer(facts, 'arrange', 'arrange')],
  },
  arranged: {
    runs: (facts) => ['come', ...until(facts)],
    tasks: (facts) => [forOfficer(facts, 'checkIn', 'come')],
  },
  underWay: {
    runs: ['record'],
    tasks: (facts) => [forOfficer(facts, 'record', 'record')],
  },
  recorded: {
    runs: ['confirm'],
    tasks: () => [{ action: 'confirm', role: 'firmAgent', clock: 'confirm', otherwise: { role: 'serviceLeader' } }],
  },
  confirmed: {},
  declined: {},
  missed: {},
  cancelled: {},
};
