/** What a pairing waits for in each state, and which clocks run meanwhile. */
import type { Lifecycle } from '../kernel/lifecycle.ts';
import { unique } from '../kernel/parts.ts';
import type { TaskSpec } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { confirmerOf, otherOf } from './pair.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

type Task = TaskSpec<Action, Role>;

// Nobody answers, signs or reviews for one of the two. The academy leads the way out.
const takenBack = { otherwise: { action: 'withdraw', role: 'academyAdmin' } } as const;
const byAnother = { otherwise: { action: 'replaceMentor', role: 'academyAdmin' } } as const;
const endedEarly = { otherwise: { action: 'endEarly', role: 'academyAdmin' } } as const;

const forOne = ({ mentor }: Facts, person: string, action: Action): Task => ({
  action,
  person,
  ...(person === mentor.id ? byAnother : endedEarly),
});

const confirmations = (facts: Facts): readonly Task[] =>
  unique(facts.sessions.waiting.map((session) => confirmerOf(facts, session).id)).map((person) => ({
    ...forOne(facts, person, 'confirmSession'),
    clock: 'confirming',
  }));

const replacement = ({ successor }: Facts): readonly Task[] =>
  successor ? [{ action: 'acceptReplacement', person: successor.id, ...byAnother }] : [];

const waits = ({ sessions }: Facts): boolean => sessions.waiting.length > 0;

/** The next session, where nothing else is to be done. */
const nextSession = (facts: Facts): readonly Task[] =>
  facts.midTerm && facts.sessions.waiting.length === 0
    ? [facts.mentor, facts.mentee].map(({ id }) => ({ ...forOne(facts, id, 'logSession'), clock: 'silence' }))
    : [];

const nextReview = (facts: Facts): Task => {
  const { mentor, mentee, midTerm, final, disagreement } = facts;
  if (disagreement) return { action: 'settleReview', role: 'academyAdmin', otherwise: { role: 'personnel' } };
  if (final) return { action: 'confirmReview', person: mentee.id, otherwise: { role: 'academyAdmin' } };
  return forOne(facts, mentor.id, midTerm ? 'reviewFinally' : 'reviewMidTerm');
};

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  proposed: {
    runs: ['acceptance'],
    tasks: ({ mentor }) => [{ action: 'acceptAsMentor', person: mentor.id, clock: 'acceptance', ...takenBack }],
  },
  mentorAccepted: {
    runs: ['acceptance'],
    tasks: ({ mentee }) => [{ action: 'acceptAsMentee', person: mentee.id, clock: 'acceptance', ...takenBack }],
  },
  agreeing: {
    runs: ['acceptance'],
    tasks: (facts) => [
      facts.goals
        ? { action: 'sign', person: otherOf(facts, facts.goals.by).id, clock: 'acceptance', ...takenBack }
        : { action: 'setGoals', person: facts.mentor.id, clock: 'acceptance', ...takenBack },
    ],
  },
  active: {
    runs: (facts) => [...(facts.midTerm ? [] : ['midTerm' as const]), 'term', waits(facts) ? 'confirming' : 'silence'],
    // Nothing is silent while somebody has yet to say whether a session took place.
    rests: (facts) => (waits(facts) ? ['silence'] : []),
    tasks: (facts) => [
      ...confirmations(facts),
      ...(facts.midTerm ? [] : [{ ...forOne(facts, facts.mentor.id, 'reviewMidTerm'), clock: 'midTerm' as const }]),
      ...nextSession(facts),
      ...replacement(facts),
    ],
  },
  reviewing: {
    runs: (facts) => (waits(facts) ? ['review', 'confirming'] : ['review']),
    tasks: (facts) => [...confirmations(facts), { ...nextReview(facts), clock: 'review' }, ...replacement(facts)],
  },
  completed: {},
  declined: {},
  withdrawn: {},
  lapsed: {},
  ended: {},
};
