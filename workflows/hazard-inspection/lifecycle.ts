/** What runs, rests and is waited for in each state of a hazard. */
import type { Lifecycle } from '../kernel/lifecycle.ts';
import type { TaskSpec } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';
import { lacksPermit, openPermits } from './waiting.ts';

type Task = TaskSpec<Action, Role>;

const assign: Task = { action: 'assign', role: 'leader', clock: 'takeUp', otherwise: { role: 'protectionPlanner' } };

/** The rectifier, or anybody of the unit who rectifies; where nobody is left there, the leader gives it to others. */
const byRectifier = (action: 'accept' | 'rectify', clock: Clock, { rectifier }: Pick<Facts, 'rectifier'>): Task => ({
  action,
  ...(rectifier === null ? {} : { person: rectifier }),
  role: 'rectifier',
  clock,
  otherwise: { action: 'assign', role: 'leader' },
});

/** Issuers open a permit, which is a case of its own, or say that none is needed. */
const awaitingPermit: Task = { action: 'waivePermit', role: 'permitIssuer', clock: 'rectify', otherwise: { role: 'leader' } };

const securing = ({ grade, measures, finder }: Facts): readonly Task[] =>
  grade.guarded && measures.length === 0
    ? [{ action: 'secure', person: finder, role: 'patroller', clock: 'rectify', otherwise: { role: 'leader' } }]
    : [];

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  found: {
    runs: ['takeUp', 'rectify'],
    // A rectifier of the unit who is at hand need not wait for the leader.
    tasks: (facts) => [assign, byRectifier('accept', 'takeUp', { rectifier: null }), ...securing(facts)],
  },
  assigned: {
    runs: ['takeUp', 'rectify'],
    tasks: (facts) => [byRectifier('accept', 'takeUp', facts), ...securing(facts)],
  },
  rectifying: {
    runs: ['rectify'],
    tasks: (facts) => [
      lacksPermit(facts) && openPermits(facts).length === 0 ? awaitingPermit : byRectifier('rectify', 'rectify', facts),
      ...securing(facts),
    ],
  },
  rechecking: {
    runs: ['recheck'],
    // A failed recheck gives no fresh time.
    rests: ['rectify'],
    tasks: (facts) => [
      { action: 'recheck', role: 'patroller', clock: 'recheck', except: facts.workedOn, otherwise: { role: 'leader' } },
      ...securing(facts),
    ],
  },
  closed: {},
  withdrawn: {},
};
