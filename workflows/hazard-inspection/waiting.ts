/** What a hazard waits for in each state, who is told, and what its plan hears of it. */
import { notifier } from '../kernel/parts.ts';
import type { Recipient, TaskSpec } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { NoticeName } from './notices.ts';
import type { Action, Hazard, HazardOutcome, OpenState } from './vocabulary.ts';

/** The tasks of a state. Opening others replaces them, so every act that changes what is waited for names them all. */
export const tasksIn = (state: OpenState, facts: Facts): readonly TaskSpec<Action>[] => [
  ...stepIn(state, facts),
  ...(facts.grade.guarded && facts.measures.length === 0
    ? [{ action: 'secure', role: 'patroller', person: facts.finder, clock: 'rectify' } as const]
    : []),
];

const stepIn = (state: OpenState, facts: Facts): readonly TaskSpec<Action>[] => {
  switch (state) {
    case 'found':
      return [
        { action: 'assign', role: 'leader', clock: 'takeUp' },
        // Whoever of the unit is at hand need not wait to be asked.
        { action: 'accept', role: 'rectifier', clock: 'takeUp' },
      ];
    case 'assigned':
      return [{ action: 'accept', ...whoRectifies(facts), clock: 'takeUp' }];
    case 'rectifying':
      return [{ action: 'rectify', ...whoRectifies(facts), clock: 'rectify' }];
    case 'rechecking':
      return [{ action: 'recheck', role: 'patroller', clock: 'recheck' }];
  }
};

/** The role stays beside the person, so that the work finds another when they leave. */
const whoRectifies = ({ rectifier }: Facts) => ({ role: 'rectifier', ...(rectifier === null ? {} : { person: rectifier }) });

/** Who has it to rectify now, as the open task says: somebody who left has it no more, though the facts still name them. */
export const rectifierOf = ({ state, tasks, facts }: Hazard): string | null =>
  state === 'assigned' || state === 'rectifying'
    ? (tasks.find(({ role }) => role === 'rectifier')?.person ?? null)
    : facts.rectifier;

/** Who rectifies it is told: the rectifier, or all of the unit where there is none. */
export const theRectifier = (current: Hazard): Recipient => {
  const person = rectifierOf(current);
  return person === null ? { role: 'rectifier' } : { person };
};

/** A message to be sent; its template is in `notices.ts`. */
export const notify = notifier<NoticeName>();

export const openPermits = ({ permits }: Facts): readonly string[] => permits.filter(({ open }) => open).map(({ id }) => id);

/** What the plan under which it was found hears of it. Words that arrive late are told by their `revision`. */
export const toPlan = (
  id: string,
  revision: number,
  facts: Facts,
  state: 'open' | 'closed' | 'withdrawn',
): HazardOutcome['act'] =>
  facts.plan === null
    ? []
    : [
        {
          on: facts.plan,
          action: 'noteHazard',
          input: {
            hazard: id,
            revision,
            state,
            grade: facts.grade.code,
            line: facts.line?.id,
            round: facts.round ?? undefined,
            foundAt: facts.foundAt,
            closedAt: facts.closedAt ?? undefined,
          },
        },
      ];
