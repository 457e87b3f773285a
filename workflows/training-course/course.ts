/** A course and those in it: who has a place, who waits, who was there for long enough. */
import { isAcademy } from '../academy/administration.ts';
import { both, notifier, reservedTo } from '../kernel/parts.ts';
import { type Actor, holdsRole, type Refusal, refuse } from '../kernel/process.ts';
import type { Enrolment, Facts, Session } from './facts.ts';
import type { Limits } from './limits.ts';
import type { Notices } from './notices.ts';
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
    .flatMap(([key, value]) =>
      key.startsWith(PREFIX) && value ? [{ id: key.slice(PREFIX.length), ...(value as Enrolment) }] : [],
    )
    .toSorted((a, b) => a.turn - b.turn);

export const inState = (facts: Facts, state: Enrolment['state']) => enrolments(facts).filter((one) => one.state === state);

/** Roles that read who has evaluated the course. */
const OVERSEERS = ['academyAdmin', 'personnel', 'auditor', 'admin'] as const;

/**
 * The facts as somebody sees them: of the enrolments, people who don't work on the course see their own, with their place on the waitlist,
 * and those of the people whom they lead. Who teaches isn't told who has evaluated the course.
 */
export const shownPart = (facts: Partial<Facts>, actor: Actor, isStaff: boolean): Partial<Facts> => {
  if (holdsRole(actor, OVERSEERS)) return facts;
  const inLine = enrolments(facts).filter(({ state }) => state === 'waiting');
  return Object.fromEntries(
    Object.entries(facts).flatMap(([key, value]): [string, unknown][] => {
      // What an event changed may have been nothing before.
      if (!key.startsWith(PREFIX)) return [[key, value]];
      if (!value) return key === keyOf(actor.id) || isStaff ? [[key, value]] : [];
      const { rated, ...enrolment } = value as Enrolment;
      const rank = inLine.findIndex(({ id }) => keyOf(id) === key) + 1;
      const ranked = { ...enrolment, ...(rank > 0 ? { rank } : {}) };
      if (key === keyOf(actor.id)) return [[key, { ...ranked, ...(rated === undefined ? {} : { rated }) }]];
      const leads = enrolment.unit !== null && holdsRole(actor, ['leader'], { unit: enrolment.unit });
      return isStaff || leads ? [[key, ranked]] : [];
    }),
  ) as Partial<Facts>;
};

/** Whether somebody was there for as much as the format asks: a share of the minutes of a live stream, else of the sessions. */
export const attendedEnough = ({ format, sessions }: Pick<Facts, 'format' | 'sessions'>, { attended }: Enrolment): boolean => {
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

/** Why sessions can't follow each other so. */
export const overlapOf = (sessions: readonly Session[]): Refusal | undefined => {
  const overlap = sessions.find(({ from }, index) => index > 0 && from < (sessions[index - 1]?.until ?? 0));
  return (
    overlap &&
    refuse(
      'sessionsOverlap',
      `Session ${overlap.n} begins before the one before it has ended; put the sessions in order.`,
      `第${overlap.n}次课早于上一次课结束时间，请按先后顺序填写。`,
    )
  );
};

/** Sessions that have begun. */
export const begun = ({ sessions }: Facts, now: number): readonly Session[] => sessions.filter(({ from }) => from <= now);

/** When and where a session is, as notices say it; the first one where none is named. */
export const whenAndWhere = (facts: Facts, session = facts.sessions[0]) => ({
  day: session?.day ?? '',
  time: session?.time ?? '',
  ...both('place', { en: placeOf(facts, 'en'), zh: placeOf(facts, 'zh') }),
});

const placeOf = ({ site, room, link }: Facts, language: 'en' | 'zh'): string =>
  [site?.[language], room, link].filter((part) => part).join(language === 'en' ? ', ' : '，') || '—';

const MINUTE = 60_000;

/** The clock to the reminder of the next session, and of which one it reminds; none where all have begun. */
export const reminding = ({ sessions }: Facts, now: number, { remindHours }: Pick<Limits, 'remindHours'>) => {
  const next = sessions.find(({ from }) => from > now);
  if (!next) return { facts: { reminder: null }, clocks: {} };
  const minutes = Math.max(0, Math.floor((next.from - now) / MINUTE) - remindHours * 60);
  return { facts: { reminder: next.n }, clocks: { start: { reminder: { clockMinutes: minutes } } } };
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

export const notify = notifier<Notices>();
