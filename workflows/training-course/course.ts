/** A course and those in it: who has a place, who waits, who was there for long enough. */
import { isAcademy } from '../academy/administration.ts';
import { notifier, reservedTo } from '../kernel/parts.ts';
import { type Actor, holdsRole, type Refusal, refuse } from '../kernel/process.ts';
import type { Enrolment, Facts } from './facts.ts';
import type { NoticeName } from './notices.ts';
import type { Course, GuardContext } from './vocabulary.ts';

const PREFIX = 'person:';
const keyOf = (person: string): `person:${string}` => `person:${person}`;

export const enrolmentOf = (facts: Partial<Facts>, person: string): Enrolment | undefined => facts[keyOf(person)];

/** Enrolments as facts to be changed. */
export const enrolmentFacts = (changes: Readonly<Record<string, Enrolment>>): Partial<Facts> => {
  const changed: Record<`person:${string}`, Enrolment> = {};
  for (const [person, enrolment] of Object.entries(changes)) changed[keyOf(person)] = enrolment;
  return changed;
};

/** Everybody who ever asked for a place, first come first. */
export const enrolments = (facts: Partial<Facts>): readonly (Enrolment & { readonly id: string })[] =>
  Object.entries(facts)
    .flatMap(([key, value]) => (key.startsWith(PREFIX) ? [{ id: key.slice(PREFIX.length), ...(value as Enrolment) }] : []))
    .toSorted((a, b) => a.turn - b.turn);

export const inState = (facts: Facts, state: Enrolment['state']) => enrolments(facts).filter((one) => one.state === state);

/** The facts for people who don't work on the course: of the enrolments, their own and those of the people whom they lead. */
export const ownPart = (facts: Partial<Facts>, actor: Actor): Partial<Facts> =>
  Object.fromEntries(
    Object.entries(facts).filter(([key, value]) => {
      if (!key.startsWith(PREFIX) || key === keyOf(actor.id)) return true;
      const { unit } = value as Enrolment;
      return unit !== null && holdsRole(actor, ['leader'], { unit });
    }),
  ) as Partial<Facts>;

/** Whether somebody was there for as much as the format asks: a share of the minutes of a live stream, else of the sessions. */
export const attendedEnough = ({ format, sessions }: Facts, { attended }: Enrolment): boolean => {
  const [got, all] =
    format.attendance === 'minutes'
      ? [Object.values(attended).reduce((sum, n) => sum + n, 0), sessions.reduce((sum, { minutes }) => sum + minutes, 0)]
      : [Object.keys(attended).length, sessions.length];
  return got > 0 && got * 100 >= format.percent * all;
};

/** For the lecturer and the academy; for other lecturers too after the lecturer of the course has gone. */
export const onlyLecturer = (context: GuardContext): Refusal | undefined => {
  const { lecturer } = context.current.facts;
  if (isAcademy(context)) return undefined;
  const refusal = () =>
    refuse(
      'lecturersOwn',
      `This is for the lecturer of this course${lecturer ? `, ${lecturer.name}` : ''}, or for the academy.`,
      `此项由本课程讲师${lecturer?.name ?? ''}或学院办理。`,
    );
  return lecturer ? reservedTo(context, [lecturer.id], refusal) : refusal();
};

/** The session of this number once it has begun. */
export const begunSession = ({ facts: { sessions } }: Course, n: number, now: number) => {
  const session = sessions.find((one) => one.n === n);
  if (!session)
    return refuse(
      'noSuchSession',
      `This course has the sessions 1 to ${sessions.length}; give one of these.`,
      `本课程共${sessions.length}次课，请填写其中一次。`,
    );
  return session.from > now
    ? refuse('sessionToCome', `Session ${n} hasn’t begun; wait until it has.`, `第${n}次课尚未开始，请在开始后登记。`)
    : session;
};

export const notify = notifier<NoticeName>();
