/** What an issue report waits for in each state, and what may be done to its clocks. */

import { notifier, unique } from '../kernel/parts.ts';
import type { Recipient, TaskSpec, Title } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { NoticeName } from './notices.ts';
import type { Action, Clock, IssueReport, OpenState } from './vocabulary.ts';

export { both, going, unique } from '../kernel/parts.ts';

/** The tasks of a state. Opening others replaces them, so every act that changes what is waited for names them all. */
export const tasksIn = (state: OpenState, facts: Facts): readonly TaskSpec<Action>[] => {
  switch (state) {
    case 'reported':
      return [{ action: 'dispatch', role: 'dispatcher', clock: 'dispatch' }];
    case 'dispatched':
      return [{ action: 'accept', role: 'handler', clock: 'accept' }];
    case 'handling':
      return [
        { action: 'done', ...whoDoes(facts), clock: 'handle' },
        ...(facts.extensionAsked
          ? [{ action: 'decideExtension', role: approverOf(facts.extensions.length) ?? 'leader', clock: 'handle' } as const]
          : []),
        ...(facts.suspensionAsked ? [{ action: 'decideSuspension', role: 'leader', clock: 'handle' } as const] : []),
        ...(facts.leaderToAssign ? [{ action: 'assign', role: 'leader', clock: 'handle' } as const] : []),
      ];
    case 'awaitingReporter':
      return [
        ...unique(facts.reporters.map(({ id }) => id)).map((person) => ({ action: 'answer', person, clock: 'answer' }) as const),
        // Who telephoned has no inbox: the hotline calls them back.
        ...(facts.reporters.some(({ id }) => isFollower(id))
          ? [{ action: 'answer', role: 'hotlineAgent', clock: 'answer' } as const]
          : []),
      ];
    case 'awaitingObjectionRuling':
      return [
        isFinal(facts)
          ? { action: 'ruleFinally', role: 'ruler', clock: 'finalRuling' }
          : { action: 'rule', role: 'ruler', clock: 'ruling' },
      ];
    case 'suspended':
      return [{ action: 'resume', ...whoDoes(facts), clock: 'suspension' }];
    case 'verifying':
      return [{ action: 'verify', role: 'officer', clock: 'verify' }];
  }
};

/** The first handler to whom the work was given, or whoever of the unit takes it. The role stays, so that the work finds another when they leave. */
const whoDoes = ({ handler }: Facts) => ({ role: 'handler', ...(handler === null ? {} : { person: handler }) });

/** Who has the work now, as the open task says: somebody who left has it no more, though the facts still name them. */
export const handlerOf = ({ state, tasks, facts }: IssueReport): string | null =>
  state === 'handling' || state === 'suspended' ? (tasks.find(({ role }) => role === 'handler')?.person ?? null) : facts.handler;

/** Who grants the next extension: the shift leader the first, the leader the second, nobody a third. */
export const approverOf = (granted: number): 'shiftLeader' | 'leader' | undefined =>
  (['shiftLeader', 'leader'] as const)[granted];

/** Whether the objection that is being ruled on, or the next one, is the second and last. */
export const isFinal = ({ objections }: Facts): boolean => objections.length >= 2;

export const isFollower = (id: string): boolean => id.startsWith('follower:');

export const running = (current: IssueReport): readonly Clock[] =>
  (Object.keys(current.clocks) as Clock[]).filter((clock) => current.clocks[clock] === 'running');

/** A message to be sent; its template is in `notices.ts`. */
export const notify = notifier<NoticeName>();

export const REPORTERS: Recipient = { party: 'reporter' };

/** Who does the work is told: the handler, or all of the unit where there is none. */
export const theHandler = (current: IssueReport): Recipient => {
  const person = handlerOf(current);
  return person === null ? { role: 'handler' } : { person };
};

/** What somebody wrote stands in both languages as they wrote it. */
export const asWritten = (text: string): Title => ({ en: text, zh: text });
