/** What runs, rests and is waited for in each state of an issue report. */
import type { Lifecycle } from '../kernel/lifecycle.ts';
import { isFollower, unique } from '../kernel/parts.ts';
import { isUnconfirmed } from './emergency.ts';
import type { Facts } from './facts.ts';
import { reportersWithAccount } from './guards.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

/** A unit without handlers, or one that has ended, can't do the work: the dispatch desk gives it to another. */
const TO_ANOTHER_UNIT = { action: 'transfer', role: 'dispatcher' } as const;

/** The desk puts down what it knows where the reporter can't be reached any more. */
const BY_THE_DESK = { role: 'dispatcher' } as const;

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  reported: {
    // The time to handle it begins with the first dispatch, and isn't stopped by going back to the desk.
    runs: (facts) => [...(facts.firstDispatchAt === null ? [] : (['handle'] as const)), 'dispatch', ...handOver(facts)],
    tasks: (facts) => [
      { action: 'dispatch', role: 'dispatcher', clock: 'dispatch', except: reportersWithAccount(facts) },
      ...toConfirm(facts),
    ],
  },
  dispatched: {
    runs: (facts) => [
      acceptClock(facts),
      ...(facts.dispatch?.forced ? [] : (['objection'] as const)),
      'handle',
      ...handOver(facts),
    ],
    tasks: (facts) => [
      {
        action: 'accept',
        role: 'handler',
        clock: acceptClock(facts),
        except: reportersWithAccount(facts),
        otherwise: TO_ANOTHER_UNIT,
      },
      ...toConfirm(facts),
    ],
  },
  handling: {
    runs: (facts) => ['handle', ...handOver(facts)],
    tasks: (facts) => [
      ...toConfirm(facts),
      // Reopened again and again, nobody goes on before the leader has decided who does.
      facts.leaderToAssign
        ? { action: 'assign', role: 'leader', clock: 'handle', except: reportersWithAccount(facts) }
        : { action: 'done', ...worker(facts), clock: 'handle', otherwise: TO_ANOTHER_UNIT },
      ...(facts.extensionAsked
        ? [
            {
              action: 'decideExtension',
              role: approverOf(facts) ?? 'leader',
              clock: 'handle',
              except: [facts.extensionAsked.by, ...reportersWithAccount(facts)],
            } as const,
          ]
        : []),
      ...(facts.suspensionAsked
        ? [
            {
              action: 'decideSuspension',
              role: 'leader',
              clock: 'handle',
              except: [facts.suspensionAsked.by, ...reportersWithAccount(facts)],
            } as const,
          ]
        : []),
    ],
  },
  awaitingReporter: {
    runs: (facts) => ['answer', ...handOver(facts)],
    rests: ['dispatch', 'handle'],
    // One group: the others are still asked when one of them leaves.
    tasks: ({ reporters, handedOver }) => [
      ...toConfirm({ handedOver }),
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
    runs: (facts) => [isFinal(facts) ? 'finalRuling' : 'ruling', 'handle', ...handOver(facts)],
    // Not the leader, who may have objected for the unit: the dispatch desk has no part in it.
    tasks: (facts) => [
      ...toConfirm(facts),
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
    runs: (facts) => ['suspension', ...handOver(facts)],
    rests: ['handle'],
    tasks: (facts) => [{ action: 'resume', ...worker(facts), clock: 'suspension' }, ...toConfirm(facts)],
  },
  verifying: {
    runs: (facts) => ['verify', ...handOver(facts)],
    // Resting, not stopped: a failed check gives no fresh time.
    rests: ['handle'],
    tasks: (facts) => [
      { action: 'verify', role: 'officer', clock: 'verify', except: handsOf(facts), otherwise: { role: 'dispatcher' } },
      ...toConfirm(facts),
    ],
  },
  closed: { runs: ['reopenWindow'] },
  merged: {
    rests: [
      'dispatch',
      'accept',
      'acceptUrgent',
      'objection',
      'handle',
      'answer',
      'ruling',
      'finalRuling',
      'suspension',
      'verify',
      'handOver',
    ],
  },
  rejected: {},
};

/** Who has returned it last, or reported it, and doesn't rule on that. */
const objectors = (facts: Facts): readonly string[] => [
  ...facts.objections.slice(-1).map(({ by }) => by),
  ...reportersWithAccount(facts),
];

/** The handler who took the work, and the role that it falls to. */
const worker = ({ handler }: Facts) => ({ role: 'handler', ...(handler === null ? {} : { person: handler }) }) as const;

/** Danger isn't left for the next working day. */
export const acceptClock = ({ handedOver }: Pick<Facts, 'handedOver'>): 'acceptUrgent' | 'accept' =>
  handedOver ? 'acceptUrgent' : 'accept';

/** The time in which somebody at the emergency channel is to confirm that they have it. */
const handOver = (facts: Pick<Facts, 'handedOver'>): readonly 'handOver'[] => (isUnconfirmed(facts) ? ['handOver'] : []);

const toConfirm = (facts: Pick<Facts, 'handedOver'>) =>
  isUnconfirmed(facts) ? [{ action: 'confirmHandOver', role: 'dispatcher', clock: 'handOver' } as const] : [];

/** Who may not check it: whoever worked on it or reported it. */
const handsOf = ({ workedOn, reporters }: Pick<Facts, 'workedOn' | 'reporters'>): readonly string[] => [
  ...workedOn,
  ...reporters.map(({ id }) => id),
];

/** Extensions of the time that runs now; after a reopening it is fresh, and none has been granted. */
export const extensionsOf = ({ extensions, reopenings }: Pick<Facts, 'extensions' | 'reopenings'>): number =>
  extensions.filter(({ reopening }) => reopening === reopenings).length;

/** Who grants the next extension: the shift leader the first, the leader the second, nobody a third. */
export const approverOf = (facts: Pick<Facts, 'extensions' | 'reopenings'>): 'shiftLeader' | 'leader' | undefined =>
  (['shiftLeader', 'leader'] as const)[extensionsOf(facts)];

/** Whether the objection that is being ruled on, or the next one, is the second and last. */
export const isFinal = ({ objections }: Pick<Facts, 'objections'>): boolean => objections.length >= 2;
