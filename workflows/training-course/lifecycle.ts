/** What a course waits for in each state, and which clocks run meanwhile. */
import type { Lifecycle } from '../kernel/lifecycle.ts';
import type { TaskSpec } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

/** The academy asks somebody else, where it hasn't a lecturer who answers. */
const anotherAsked = { action: 'askLecturer', role: 'academyAdmin' } as const;

const answered = ({ asked }: Facts): readonly TaskSpec<Action, Role>[] =>
  asked ? [{ action: 'takeCourse', person: asked.id, clock: 'answer', otherwise: anotherAsked }] : [];

/** For the lecturer. Where there is none, or none any more, the academy asks somebody. */
const taught = (facts: Facts, action: Action): readonly TaskSpec<Action, Role>[] => {
  const { lecturer, asked } = facts;
  const waits = answered(facts);
  if (lecturer) return [{ action, person: lecturer.id, otherwise: anotherAsked }, ...waits];
  return asked ? waits : [anotherAsked];
};

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  offered: {
    runs: ({ asked }) => (asked ? ['answer'] : []),
    tasks: (facts) => (facts.asked ? answered(facts) : [anotherAsked]),
    untimed: { en: 'the academy looks for a lecturer', zh: '学院另邀讲师' },
  },
  ready: {
    runs: ({ asked }) => (asked ? ['answer'] : []),
    tasks: (facts) => taught(facts, 'publish'),
    untimed: { en: 'the course is published when its content is ready', zh: '课程准备就绪后发布' },
  },
  open: {
    runs: ({ asked, reminder }) => [...(asked ? ['answer' as const] : []), ...(reminder === null ? [] : ['reminder' as const])],
    tasks: (facts) => taught(facts, 'finish'),
    untimed: { en: 'the sessions have days of their own', zh: '按课次安排授课' },
  },
  // Those who were there may evaluate, and needn't.
  evaluating: {
    runs: ['evaluation'],
    unattended: { en: 'those who were there evaluate it if they like, until the time is over', zh: '到场学员自愿评价，到期截止' },
  },
  closed: {},
  cancelled: {},
};
