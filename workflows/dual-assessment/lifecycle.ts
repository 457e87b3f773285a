/** What an assessment waits for in each state, and which clocks run meanwhile. */
import type { Lifecycle } from '../kernel/lifecycle.ts';
import type { TaskSpec } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

type Task = TaskSpec<Action, Role>;

// Nobody sits a paper for the candidate. The academy withdraws one who has gone.
const withdrawn = { otherwise: { action: 'withdraw', role: 'academyAdmin' } } as const;

const scoring = ({ practice }: Facts): readonly Task[] =>
  practice.until === null ? [{ action: 'scorePractice', role: 'examiner' }] : [];

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  open: {
    runs: ['completion'],
    tasks: (facts) => [
      ...(facts.theory.until === null ? [{ action: 'startPaper', person: facts.person.id, ...withdrawn } as const] : []),
      ...scoring(facts),
    ],
  },
  sitting: {
    runs: ['paper', 'completion'],
    tasks: (facts) => [{ action: 'sendAnswers', person: facts.person.id, clock: 'paper', ...withdrawn }, ...scoring(facts)],
  },
  passed: {},
  failed: {},
  withdrawn: {},
  lapsed: {},
};
