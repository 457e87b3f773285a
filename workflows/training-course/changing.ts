/** What changes after a course was planned: its time, its place, how many there are, and that people are reminded. */
import { book } from '../effects/index.ts';
import { type Notice, refuse } from '../kernel/process.ts';
import { presence } from './attending.ts';
import {
  begun,
  enrolmentFacts,
  enrolments,
  inState,
  notify,
  onlyLecturer,
  overlapOf,
  reminding,
  whenAndWhere,
} from './course.ts';
import type { Enrolment, Facts, Session } from './facts.ts';
import { concerned, movedUp } from './places.ts';
import type { RulesOf } from './vocabulary.ts';

export const changing: RulesOf<'change' | 'remind'> = {
  change: {
    title: { en: 'Change the course', zh: '变更课程' },
    description: {
      en: 'Its sessions still to come, its places, room or link; everybody concerned is told. What is left out stays.',
      zh: '变更后续课次、名额、教室或直播链接，并通知所有相关人员；未填写的不变。',
    },
    event: 'Changed',
    by: ['lecturer', 'academyAdmin'],
    from: ['offered', 'ready', 'open'],
    guard: onlyLecturer,
    decide: ({ current, actor, now, input, reference, limits }) => {
      const { facts, state } = current;
      const kept = begun(facts, now);
      const coming = reference.sessions.map((session, index) => ({ ...session, n: kept.length + index + 1 }));
      const sessions = reference.sessions.length > 0 ? [...kept, ...coming] : facts.sessions;
      const past = coming.find(({ from }) => from < now);
      if (past)
        return refuse(
          'sessionPast',
          `Sessions that have begun stay as they are, and session ${past.n} would begin in the past; give the sessions still to come.`,
          `已开始的课次不可变更，第${past.n}次课开始时间已过，请只填写后续课次。`,
        );
      const overlap = overlapOf(sessions);
      if (overlap) return overlap;
      const places = input.places ?? facts.places;
      const taken = inState(facts, 'enrolled').length;
      if (places < taken)
        return refuse(
          'placesTaken',
          `${taken} people have a place; give at least ${taken} places, or have places given back first.`,
          `已有${taken}人获得名额，名额不得少于${taken}；请先办理退出。`,
        );
      const changed = {
        sessions,
        places,
        room: input.room ?? facts.room,
        link: input.link ?? facts.link,
        text: input.text ?? facts.text,
      };
      const again = checkedInTooEarly(facts, sessions);
      const after: Facts = { ...facts, ...changed, ...enrolmentFacts(again) };
      const moved = state === 'open' ? movedUp(after, {}, { now, busy: reference.busy }) : { facts: {}, notify: [], effects: [] };
      const reminder = state === 'open' ? reminding(after, now, limits) : undefined;
      const retimed = sessions !== facts.sessions;
      return {
        facts: { ...changed, ...enrolmentFacts(again), ...moved.facts, ...reminder?.facts },
        reason: input.reason,
        ...(reminder ? { clocks: reminder.clocks } : {}),
        notify: [
          ...told(after, actor.id, input.reason),
          ...Object.keys(again).map((id) => notify({ person: id }, 'checkInAgain')),
          ...(retimed ? reference.clashing : []).map(({ person, caseId, other }) =>
            notify({ person }, 'clashes', { caseId, other }),
          ),
          ...moved.notify,
        ],
        effects: [
          ...(retimed && facts.lecturer ? [book([facts.lecturer.id], sessions)] : []),
          ...(retimed && taken > 0
            ? [
                book(
                  inState(facts, 'enrolled').map(({ id }) => id),
                  sessions,
                  true,
                ),
              ]
            : []),
          // Sessions that are past are booked anew with the rest; who was there was there.
          ...(retimed
            ? inState(after, 'enrolled').flatMap((one) => (hasAttended(one) ? [presence(after, one.id, one)] : []))
            : []),
          ...moved.effects,
        ],
      };
    },
  },
  remind: {
    title: { en: 'Remind of the next session', zh: '课前提醒' },
    event: 'Reminded',
    by: ['clock:reminder'],
    from: ['open'],
    decide: ({ current: { facts }, now, limits }) => {
      const session = facts.sessions.find(({ n }) => n === facts.reminder);
      // The session of which was reminded is past for the next reminder.
      const next = reminding(facts, Math.max(now, session?.from ?? now), limits);
      const words = session ? whenAndWhere(facts, session) : undefined;
      return {
        facts: next.facts,
        clocks: next.clocks,
        notify: words
          ? [
              ...inState(facts, 'enrolled').map(({ id }) => notify({ person: id }, 'sessionComes', words)),
              ...(facts.lecturer ? [notify({ person: facts.lecturer.id }, 'sessionComes', words)] : []),
            ]
          : [],
      };
    },
  },
};

const hasAttended = ({ attended }: Enrolment): boolean => Object.keys(attended).length > 0;

/** Those who had checked in to a session before it began that is at another time now: nobody has been there yet. */
const checkedInTooEarly = (facts: Facts, sessions: readonly Session[]): Readonly<Record<string, Enrolment>> => {
  const stays = (n: string) => {
    const [before, after] = [facts.sessions, sessions].map((all) => all.find((session) => String(session.n) === n));
    return before?.from === after?.from && before?.until === after?.until;
  };
  return Object.fromEntries(
    enrolments(facts).flatMap(({ id, ...enrolment }) => {
      const attended = Object.fromEntries(Object.entries(enrolment.attended).filter(([n]) => stays(n)));
      return Object.keys(attended).length < Object.keys(enrolment.attended).length ? [[id, { ...enrolment, attended }]] : [];
    }),
  );
};

/** Everybody with a place, everybody who waits for one, and who teaches or is asked to. */
const told = (facts: Facts, by: string, reason: string): readonly Notice[] => {
  const words = { ...whenAndWhere(facts), reason };
  return [...concerned(facts), facts.lecturer, facts.asked].flatMap((one) =>
    one && one.id !== by ? [notify({ person: one.id }, 'changed', words)] : [],
  );
};
