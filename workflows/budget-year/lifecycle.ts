/** What runs and is waited for in each state of a budget. */
import type { Lifecycle } from '../kernel/lifecycle.ts';
import type { TaskSpec } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

const approving = ({ proposal }: Facts): readonly TaskSpec<Action, Role>[] =>
  proposal === null
    ? []
    : [{ action: 'approve', role: 'financeOfficer', clock: 'approve', except: [proposal.by], otherwise: { role: 'leader' } }];

const running = ({ proposal, isOver }: Facts): readonly Clock[] => [
  ...(proposal === null ? [] : (['approve'] as const)),
  ...(isOver ? [] : (['carryOver'] as const)),
];

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  open: {
    runs: running,
    tasks: (facts) =>
      facts.changes.length === 0 && facts.proposal === null ? [{ action: 'allocate', role: 'financeOfficer' }] : approving(facts),
    untimed: { en: 'what is committed goes on as long as it takes', zh: '已承诺的按其进度执行' },
  },
  frozen: {
    runs: running,
    // After the year, what is committed is paid or given back; then it is closed.
    tasks: (facts) => {
      if (facts.proposal !== null) return approving(facts);
      return [{ action: facts.isOver ? 'close' : 'thaw', role: 'financeOfficer' }];
    },
    untimed: { en: 'what is committed goes on as long as it takes', zh: '已承诺的按其进度执行' },
  },
  closed: {},
};
