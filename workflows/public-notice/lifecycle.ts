/** What runs and is waited for in each state of a public notice. */
import type { Lifecycle } from '../kernel/lifecycle.ts';
import type { TaskSpec } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { decidersOfAll, lacksProof, openOf } from './rows.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

/** One task, however many objections there are. */
const deciding = (facts: Facts): readonly TaskSpec<Action, Role>[] =>
  openOf(facts).length > 0 ? [{ action: 'decide', role: 'leader', clock: 'decide', except: decidersOfAll(facts) }] : [];

const proving = (facts: Facts, state: State): readonly TaskSpec<Action, Role>[] =>
  lacksProof(facts, state) ? [{ action: 'prove', role: 'noticeOfficer', clock: 'proof' }] : [];

const running = (facts: Facts, state: State): readonly Clock[] => [
  ...(openOf(facts).length > 0 ? (['decide'] as const) : []),
  ...(lacksProof(facts, state) ? (['proof'] as const) : []),
];

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  published: {
    runs: (facts) => ['window', ...running(facts, 'published')],
    tasks: (facts) => [...deciding(facts), ...proving(facts, 'published')],
  },
  deciding: {
    runs: (facts) => running(facts, 'deciding'),
    tasks: (facts) => {
      const work = [...deciding(facts), ...proving(facts, 'deciding')];
      return work.length > 0 ? work : [{ action: 'withdraw', role: 'noticeOfficer' }];
    },
  },
  passed: {},
  partlyPassed: {},
  withdrawn: {},
};
