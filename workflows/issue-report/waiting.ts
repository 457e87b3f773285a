/** What an issue report waits for in each state, and what may be done to its clocks. */

import { teller, unique } from '../kernel/parts.ts';
import type { Ask, Recipient, Title } from '../kernel/process.ts';
import type { Action, Clock, Facts, IssueReport, OpenState } from './facts.ts';
import type { NoticeName } from './notices.ts';

export { both, going, unique } from '../kernel/parts.ts';

/** The tasks of a state. Opening others replaces them, so every act that changes what is waited for names them all. */
export const tasksIn = (state: OpenState, facts: Facts): readonly Ask<Action>[] => {
  switch (state) {
    case 'reported':
      return [{ to: 'dispatch', role: 'dispatcher', clock: 'dispatch' }];
    case 'dispatched':
      return [{ to: 'accept', role: 'handler', clock: 'accept' }];
    case 'handling':
      return [
        { to: 'done', ...whoDoes(facts), clock: 'handle' },
        ...(facts.extensionAsked
          ? [{ to: 'decideExtension', role: approverOf(facts.extensions.length) ?? 'leader', clock: 'handle' } as const]
          : []),
        ...(facts.suspensionAsked ? [{ to: 'decideSuspension', role: 'leader', clock: 'handle' } as const] : []),
        ...(facts.leaderToAssign ? [{ to: 'assign', role: 'leader', clock: 'handle' } as const] : []),
      ];
    case 'awaitingReporter':
      return [
        ...unique(facts.reporters.map(({ id }) => id)).map((person) => ({ to: 'answer', person, clock: 'answer' }) as const),
        // Who telephoned has no inbox: the hotline calls them back.
        ...(facts.reporters.some(({ id }) => isFollower(id))
          ? [{ to: 'answer', role: 'hotlineAgent', clock: 'answer' } as const]
          : []),
      ];
    case 'awaitingObjectionRuling':
      return [
        isFinal(facts)
          ? { to: 'ruleFinally', role: 'ruler', clock: 'finalRuling' }
          : { to: 'rule', role: 'ruler', clock: 'ruling' },
      ];
    case 'suspended':
      return [{ to: 'resume', ...whoDoes(facts), clock: 'suspension' }];
    case 'verifying':
      return [{ to: 'verify', role: 'officer', clock: 'verify' }];
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

export const running = (kase: IssueReport): readonly Clock[] =>
  (Object.keys(kase.clocks) as Clock[]).filter((clock) => kase.clocks[clock] === 'running');

/** A message to be sent; its template is in `notices.ts`. */
export const tell = teller<NoticeName>();

export const REPORTERS: Recipient = { party: 'reporter' };

/** Who does the work is told: the handler, or all of the unit where there is none. */
export const theHandler = (kase: IssueReport): Recipient => {
  const person = handlerOf(kase);
  return person === null ? { role: 'handler' } : { person };
};

/** What somebody wrote stands in both languages as they wrote it. */
export const asWritten = (text: string): Title => ({ en: text, zh: text });
