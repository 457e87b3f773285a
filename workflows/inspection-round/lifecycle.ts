/** What runs and is waited for in each state of a round. */
import type { Lifecycle } from '../kernel/lifecycle.ts';
import type { TaskSpec } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { type Action, type Clock, plannerRole, type Role, type State } from './vocabulary.ts';

/** The patroller who has the round, or anybody of the unit who patrols; where nobody is left there, the planner gives it to others. */
const byPatroller = (action: 'begin' | 'finish', { assignee, ...facts }: Facts): TaskSpec<Action, Role> => ({
  action,
  ...(assignee === null ? {} : { person: assignee }),
  role: 'patroller',
  clock: 'finish',
  otherwise: { action: 'assign', role: plannerRole(facts) },
});

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  planned: { runs: ['due'], unattended: { en: 'the round is due with its first day', zh: '首日到期后开始' } },
  due: { runs: ['finish'], tasks: (facts) => [byPatroller('begin', facts)] },
  underWay: { runs: ['finish'], tasks: (facts) => [byPatroller('finish', facts)] },
  finished: {},
  cancelled: {},
};
