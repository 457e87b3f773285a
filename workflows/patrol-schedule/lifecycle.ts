/** What runs and is waited for in each state of a schedule. */
import type { Lifecycle } from '../kernel/lifecycle.ts';
import type { Facts } from './facts.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  running: {
    // Once the last turn is taken, it ends with the last day of that round.
    runs: ({ lastAt }) => (lastAt === null ? ['turn'] : ['turn', 'last']),
    unattended: { en: 'its clock opens the rounds', zh: '到期自动下达巡查任务' },
  },
  paused: {
    runs: ({ pause }) => (pause?.untilAt == null ? [] : ['pause']),
    rests: ['turn'],
    tasks: () => [{ action: 'resume', role: 'patrolLeader' }],
    untimed: { en: 'it rests until somebody resumes it', zh: '待人工恢复' },
  },
  ended: {},
};
