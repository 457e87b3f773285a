/** The two of a pairing: what is theirs alone, whether they fit, and the places that they take up. */
import { type Effect, type Hold, release } from '../effects/index.ts';
import { groupNotifier, notifier } from '../kernel/parts.ts';
import { holdsRole, type Refusal, refuse } from '../kernel/process.ts';
import type { Facts, Person, Session } from './facts.ts';
import type { Limits } from './limits.ts';
import type { Notices } from './notices.ts';
import type { GuardContext, Reference } from './vocabulary.ts';

export const isMentor = ({ current, actor }: Pick<GuardContext, 'current' | 'actor'>): boolean =>
  current.facts.mentor.id === actor.id;
export const isMentee = ({ current, actor }: Pick<GuardContext, 'current' | 'actor'>): boolean =>
  current.facts.mentee.id === actor.id;

/** The one of the two that isn't this person. */
export const otherOf = ({ mentor, mentee }: Facts, person: string): Person => (person === mentor.id ? mentee : mentor);

/** Who says whether a session took place: the one of its two who hasn't logged it. */
export const confirmerOf = ({ mentor, mentee }: Facts, { by }: Session): Person => (by === mentee.id ? mentor : mentee);

// What one of the two agrees to, or says about the other, nobody says for them, also when they have gone.
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

/** Why these two can't be paired. */
export const unfit = (
  { mentor, supervises }: Pick<Reference['replaceMentor'], 'mentor' | 'supervises'>,
  mentee: Person,
  limits: Limits,
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
export const mentorPlace = ({ id, name }: Person, { menteesPerMentor }: Limits): Hold => ({
  resource: `mentor:${id}`,
  title: { en: `The time of ${name} as a mentor`, zh: `导师${name}的带教名额` },
  shared: true,
  most: menteesPerMentor,
});
export const menteePlace = ({ id, name }: Person, { mentorsPerMentee }: Limits): Hold => ({
  resource: `mentee:${id}`,
  title: { en: `The time of ${name} as a mentee`, zh: `学员${name}的结对名额` },
  shared: true,
  most: mentorsPerMentee,
});

export const notify = notifier<Notices>();

export const notifyBoth = groupNotifier<Notices>()(({ mentor, mentee }: Facts) =>
  [mentor, mentee].map(({ id }) => ({ person: id })),
);

/** Both give their places back. What they earned stays. */
export const freePlaces = ({ mentor, mentee }: Facts): Effect => release(`mentor:${mentor.id}`, `mentee:${mentee.id}`);
