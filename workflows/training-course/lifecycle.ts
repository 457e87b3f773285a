/** What a course waits for in each state, and which clocks run meanwhile. */
import type { Lifecycle } from '../kernel/lifecycle.ts';
import type { TaskSpec } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

/** For the lecturer, or for the academy in their place. */
const taught = ({ lecturer }: Facts, action: Action): readonly TaskSpec<Action, Role>[] => [
  lecturer ? { action, person: lecturer.id, otherwise: { role: 'academyAdmin' } } : { action, role: 'academyAdmin' },
];

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  offered: {
    runs: ({ asked }) => (asked ? ['answer'] : []),
    tasks: ({ asked }) =>
      asked
        ? [
            {
              action: 'takeCourse',
              person: asked.id,
              clock: 'answer',
              otherwise: { action: 'askLecturer', role: 'academyAdmin' },
            },
          ]
        : [{ action: 'askLecturer', role: 'academyAdmin' }],
    untimed: { en: 'the academy looks for a lecturer', zh: '学院另邀讲师' },
  },
  ready: {
    tasks: (facts) => taught(facts, 'publish'),
    untimed: { en: 'the course is published when its content is ready', zh: '课程准备就绪后发布' },
  },
  open: {
    tasks: (facts) => taught(facts, 'finish'),
    untimed: { en: 'the sessions have days of their own', zh: '按课次安排授课' },
  },
  // Those who were there may evaluate, and needn't.
  evaluating: { runs: ['evaluation'], tasks: () => [] },
  closed: {},
  cancelled: {},
};
