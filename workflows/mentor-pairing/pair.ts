/** The two of a pairing: who they are, what they wait for, and how it ends for both. */
import { notifier } from '../kernel/parts.ts';
import { type Actor, holdsRole, type Notice, type Refusal, refuse, type TaskSpec } from '../kernel/process.ts';
import type { Facts, Person } from './facts.ts';
import type { Limits } from './limits.ts';
import type { NoticeName } from './notices.ts';
import type { Action, Clock, Pairing, PairingOutcome, Reference, State } from './vocabulary.ts';

export type GuardContext = { readonly current: Pairing; readonly actor: Actor; readonly now: number };

export const isMentor = ({ current, actor }: Pick<GuardContext, 'current' | 'actor'>): boolean =>
  current.facts.mentor.id === actor.id;
export const isMentee = ({ current, actor }: Pick<GuardContext, 'current' | 'actor'>): boolean =>
  current.facts.mentee.id === actor.id;

/** The one of the two that isn't this person. */
export const otherOf = ({ mentor, mentee }: Facts, person: string): Person => (person === mentor.id ? mentee : mentor);

export const onlyMentor = (context: GuardContext): Refusal | undefined =>
  isMentor(context)
    ? undefined
    : refuse(
        'mentorsOwn',
        `This is for ${context.current.facts.mentor.name}, the mentor of this pairing. Ask them to do it.`,
        `此项由本结对的导师${context.current.facts.mentor.name}办理。`,
      );

export const onlyMentee = (context: GuardContext): Refusal | undefined =>
  isMentee(context)
    ? undefined
    : refuse(
        'menteesOwn',
        `This is for ${context.current.facts.mentee.name}, the mentee of this pairing. Ask them to do it.`,
        `此项由本结对的学员${context.current.facts.mentee.name}办理。`,
      );

export const onlyPair = (context: GuardContext): Refusal | undefined =>
  isMentor(context) || isMentee(context)
    ? undefined
    : refuse(
        'pairsOwn',
        `This is for the two of this pairing, ${context.current.facts.mentor.name} and ${context.current.facts.mentee.name}.`,
        `此项由本结对双方${context.current.facts.mentor.name}、${context.current.facts.mentee.name}办理。`,
      );

/** Why these two can't be paired, whoever proposes it. */
export const unfit = (
  { mentor, supervises, limits }: Pick<Reference['replaceMentor'], 'mentor' | 'supervises' | 'limits'>,
  mentee: Person,
): Refusal | undefined => {
  if (mentor.id === mentee.id)
    return refuse('selfPairing', 'Nobody is their own mentor; choose somebody else.', '不得与自己结对，请另选人员。');
  if (!holdsRole(mentor, ['mentor']))
    return refuse(
      'notAMentor',
      `${mentor.name} isn’t a mentor of the academy; choose one who is, or have the role entered.`,
      `${mentor.name}不在导师库中，请另选导师或先登记角色。`,
    );
  if (supervises && limits.supervisorMayMentor === 0)
    return refuse(
      'ownSupervisor',
      `One of ${mentor.name} and ${mentee.name} leads the other’s unit; choose a mentor outside the line of command.`,
      `${mentor.name}与${mentee.name}为上下级，请另选非直接管理关系的导师。`,
    );
  return undefined;
};

/** The places that a pairing takes up, under the numbers that the tenant allows. */
export const mentorPlace = ({ id, name }: Person, { menteesPerMentor }: Limits) => ({
  resource: `mentor:${id}`,
  title: { en: `The time of ${name} as a mentor`, zh: `导师${name}的带教名额` },
  shared: true,
  most: menteesPerMentor,
});
export const menteePlace = ({ id, name }: Person, { mentorsPerMentee }: Limits) => ({
  resource: `mentee:${id}`,
  title: { en: `The time of ${name} as a mentee`, zh: `学员${name}的结对名额` },
  shared: true,
  most: mentorsPerMentee,
});

/** The tasks of a state; every act that changes what is waited for names them all. What waits for who leaves comes to the academy, which names another or ends it. */
export const tasksIn = (state: State, facts: Facts): readonly TaskSpec<Action>[] =>
  waitingIn(state, facts).map((task) => ({ ...task, role: 'academyAdmin' }));

const waitingIn = (state: State, facts: Facts): readonly TaskSpec<Action>[] => {
  const { mentor, mentee, goals, sessions, midTerm, final, successor } = facts;
  const running = (): readonly TaskSpec<Action>[] => [
    ...[...new Set(sessions.waiting.map(({ by }) => otherOf(facts, by).id))].map(
      (person) => ({ action: 'confirmSession', person }) as const,
    ),
    ...(midTerm ? [] : [{ action: 'reviewMidTerm', person: mentor.id, clock: 'midTerm' } as const]),
    ...(successor ? [{ action: 'acceptReplacement', person: successor.id } as const] : []),
  ];
  switch (state) {
    case 'proposed':
      return [{ action: 'acceptAsMentor', person: mentor.id, clock: 'acceptance' }];
    case 'mentorAccepted':
      return [{ action: 'acceptAsMentee', person: mentee.id, clock: 'acceptance' }];
    case 'agreeing':
      return goals
        ? [{ action: 'sign', person: otherOf(facts, goals.by).id, clock: 'acceptance' }]
        : [{ action: 'setGoals', person: mentor.id, clock: 'acceptance' }];
    case 'active':
      return running();
    case 'reviewing':
      return [
        ...running(),
        final
          ? { action: 'confirmReview', person: mentee.id, clock: 'review' }
          : { action: 'reviewFinally', person: mentor.id, clock: 'review' },
      ];
    case 'completed':
    case 'declined':
    case 'withdrawn':
    case 'lapsed':
    case 'ended':
      return [];
  }
};

export const notify = notifier<NoticeName>();

/** Both hear it. */
export const tellBoth = (
  { mentor, mentee }: Facts,
  notice: NoticeName,
  words: NonNullable<Notice['params']> = {},
): readonly Notice[] => [mentor, mentee].map(({ id }) => notify({ person: id }, notice, words));

/** A pairing that is over gives both their places back and stops its clocks; nothing of what was earned is touched. */
export const over = (
  current: Pairing,
  state: State,
  more: Omit<PairingOutcome, 'state' | 'clocks' | 'release'> = {},
): PairingOutcome => ({
  ...more,
  state,
  clocks: { stop: (Object.keys(current.clocks) as Clock[]).filter((clock) => current.clocks[clock] !== 'stopped') },
  release: [`mentor:${current.facts.mentor.id}`, `mentee:${current.facts.mentee.id}`],
});
