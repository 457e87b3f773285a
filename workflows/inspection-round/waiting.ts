/** Whom a round notifies, and what its plan or schedule hears of it. */
import { actOn, type Effect } from '../effects/index.ts';
import { isGone, notifier, personOrRole } from '../kernel/parts.ts';
import type { Recipient } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Notices } from './notices.ts';
import type { Round, State } from './vocabulary.ts';

/** The patroller who has the round, as long as they are there. */
export const assigneeOf = (current: Round): string | null => {
  const { assignee } = current.facts;
  return assignee !== null && isGone(current, assignee) ? null : assignee;
};

/** The patroller who has the round, or all of the unit where there is none. */
export const thePatroller = (current: Round): Recipient => personOrRole(current, current.facts.assignee, 'patroller');

export const notify = notifier<Notices>();

/** What the plan hears of its round: all of it, with the `revision` that shows the plan which words arrive late. */
export const toPlan = (id: string, revision: number, state: State, facts: Facts): Effect =>
  actOn(facts.plan, 'noteRound', {
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
  });
