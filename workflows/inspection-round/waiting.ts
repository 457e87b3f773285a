/** What a round waits for in each state, who is told, and what its plan hears of it. */
import { notifier } from '../kernel/parts.ts';
import type { Recipient, TaskSpec } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { NoticeName } from './notices.ts';
import type { Action, OpenState, Round, RoundOutcome, State } from './vocabulary.ts';

const whoGoes = ({ assignee }: Facts) => ({ role: 'patroller', ...(assignee === null ? {} : { person: assignee }) });

export const tasksIn = (state: OpenState, facts: Facts): readonly TaskSpec<Action>[] => {
  switch (state) {
    case 'planned':
      return [];
    case 'due':
      return [{ action: 'begin', ...whoGoes(facts), clock: 'finish' }];
    case 'underWay':
      return [{ action: 'finish', ...whoGoes(facts), clock: 'finish' }];
  }
};

/** Who has it now, as the open task says: somebody who left has it no more. */
export const assigneeOf = ({ state, tasks, facts }: Round): string | null =>
  state === 'due' || state === 'underWay' ? (tasks.find(({ role }) => role === 'patroller')?.person ?? null) : facts.assignee;

export const thePatroller = (current: Round): Recipient => {
  const person = assigneeOf(current);
  return person === null ? { role: 'patroller' } : { person };
};

export const notify = notifier<NoticeName>();

/** What the plan hears of its round: all of it, so that words that arrive late, told by their `revision`, can be left aside. */
export const toPlan = (id: string, revision: number, state: State, facts: Facts): NonNullable<RoundOutcome['act']> => [
  {
    on: facts.plan,
    action: 'noteRound',
    input: {
      round: id,
      number: facts.number,
      revision,
      state,
      overdue: facts.overdue,
      inspected: facts.inspections.map(({ kind, id: item }) => ({ kind, id: item })),
      ...(facts.unit ? { unit: facts.unit } : {}),
      ...(facts.assignee === null ? {} : { assignee: facts.assignee }),
      ...(facts.beganAt === null ? {} : { beganAt: facts.beganAt }),
      ...(facts.finishedAt === null ? {} : { finishedAt: facts.finishedAt }),
    },
  },
];
