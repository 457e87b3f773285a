/** What runs, rests and is waited for in each state of an issue report. */
import type { Lifecycle } from '../kernel/lifecycle.ts';
import { isFollower, unique } from '../kernel/parts.ts';
import type { Facts } from './facts.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

/** A unit without handlers, or one that has ended, can't do the work: the dispatch desk gives it to another. */
const TO_ANOTHER_UNIT = { action: 'transfer', role: 'dispatcher' } as const;

/** The desk puts down what it knows where the reporter can't be reached any more. */
const BY_THE_DESK = { role: 'dispatcher' } as const;

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  reported: {
    // The time to handle it begins with the first dispatch, and an upheld objection doesn't stop it.
    runs: ({ objections }) => (objections.length > 0 ? ['dispatch', 'handle'] : ['dispatch']),
    tasks: () => [{ action: 'dispatch', role: 'dispatcher', clock: 'dispatch' }],
  },
  dispatched: {
    runs: ({ dispatch }) => (dispatch?.forced ? ['accept', 'handle'] : ['accept', 'objection', 'handle']),
    tasks: () => [{ action: 'accept', role: 'handler', clock: 'accept', otherwise: TO_ANOTHER_UNIT }],
  },
  handling: {
    runs: ['handle'],
    tasks: (facts) => [
      // Reopened again and again, nobody goes on before the leader has decided who does.
      facts.leaderToAssign
        ? { action: 'assign', role: 'leader', clock: 'handle' }
        : { action: 'done', ...worker(facts), clock: 'handle', otherwise: TO_ANOTHER_UNIT },
      ...(facts.extensionAsked
        ? [
            {
              action: 'decideExtension',
              role: approverOf(facts) ?? 'leader',
              clock: 'handle',
              except: [facts.extensionAsked.by],
            } as const,
          ]
        : []),
      ...(facts.suspensionAsked
        ? [{ action: 'decideSuspension', role: 'leader', clock: 'handle', except: [facts.suspensionAsked.by] } as const]
        : []),
    ],
  },
  awaitingReporter: {
    runs: ['answer'],
    rests: ['dispatch', 'handle'],
    // One group: the others are still asked when one of them leaves.
    tasks: ({ reporters }) => [
      ...unique(reporters.map(({ id }) => id)).map(
        (person) => ({ action: 'answer', person, clock: 'answer', group: 'reporters', otherwise: BY_THE_DESK }) as const,
      ),
      // Reporters who telephoned have no inbox: the hotline calls them back.
      ...(reporters.some(({ id }) => isFollower(id))
        ? [{ action: 'answer', role: 'hotlineAgent', clock: 'answer', group: 'reporters', otherwise: BY_THE_DESK } as const]
        : []),
    ],
  },
  awaitingObjectionRuling: {
    runs: (facts) => [isFinal(facts) ? 'finalRuling' : 'ruling', 'handle'],
    // Not the leader, who may have objected for the unit: the dispatch desk has no part in it.
    tasks: (facts) => [
      isFinal(facts)
        ? {
            action: 'ruleFinally',
            role: 'ruler',
            clock: 'finalRuling',
            except: objectors(facts),
            otherwise: { role: 'dispatcher' },
          }
        : { action: 'rule', role: 'ruler', clock: 'ruling', except: objectors(facts), otherwise: { role: 'dispatcher' } },
    ],
  },
  suspended: {
    runs: ['suspension'],
    rests: ['handle'],
    tasks: (facts) => [{ action: 'resume', ...worker(facts), clock: 'suspension' }],
  },
  verifying: {
    runs: ['verify'],
    // Resting, not stopped: a failed check gives no fresh time.
    rests: ['handle'],
    tasks: ({ workedOn }) => [
      { action: 'verify', role: 'officer', clock: 'verify', except: workedOn, otherwise: { role: 'dispatcher' } },
    ],
  },
  closed: { runs: ['reopenWindow'] },
  merged: { rests: ['dispatch', 'accept', 'objection', 'handle', 'answer', 'ruling', 'finalRuling', 'suspension', 'verify'] },
  rejected: {},
};

/** Who has returned it last, and doesn't rule on that. */
const objectors = ({ objections }: Facts): readonly string[] => objections.slice(-1).map(({ by }) => by);

/** The handler who took the work, and the role that it falls to. */
const worker = ({ handler }: Facts) => ({ role: 'handler', ...(handler === null ? {} : { person: handler }) }) as const;

/** Extensions of the time that runs now; after a reopening it is fresh, and none has been granted. */
export const extensionsOf = ({ extensions, reopenings }: Pick<Facts, 'extensions' | 'reopenings'>): number =>
  extensions.filter(({ reopening }) => reopening === reopenings).length;

/** Who grants the next extension: the shift leader the first, the leader the second, nobody a third. */
export const approverOf = (facts: Pick<Facts, 'extensions' | 'reopenings'>): 'shiftLeader' | 'leader' | undefined =>
  (['shiftLeader', 'leader'] as const)[extensionsOf(facts)];

/** Whether the objection that is being ruled on, or the next one, is the second and last. */
export const isFinal = ({ objections }: Pick<Facts, 'objections'>): boolean => objections.length >= 2;
