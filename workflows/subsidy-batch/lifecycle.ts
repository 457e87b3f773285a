/** What runs and is waited for in each state of a batch. */
import type { Lifecycle } from '../kernel/lifecycle.ts';
import type { Facts } from './facts.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  listed: {
    runs: ['approve'],
    tasks: ({ listedBy }) => [
      { action: 'approve', role: 'policyReviewer', clock: 'approve', except: [listedBy], otherwise: { role: 'leader' } },
    ],
  },
  opening: {
    runs: ['open'],
    tasks: () => [{ action: 'openNext', role: 'policyReviewer', clock: 'open', otherwise: { action: 'stop', role: 'leader' } }],
  },
  gathering: {
    runs: ['gather'],
    tasks: () => [{ action: 'publish', role: 'noticeOfficer', clock: 'gather', otherwise: { role: 'leader' } }],
  },
  onNotice: {
    untimed: { en: 'the notice has its own time', zh: '按公示期办理' },
    unattended: { en: 'the end of its notice', zh: '公示结束后继续' },
  },
  finished: {},
  withdrawn: {},
};
