/** Another mentor goes on, somebody ends it early, or it falls silent and lapses. */
import { holdsRole, refuse } from '../kernel/process.ts';
import type { Pairing, RulesOf } from './facts.ts';
import {
  isMentee,
  isMentor,
  mentorPlace,
  onlyPair,
  otherOf,
  over,
  type Standing,
  tasksIn,
  tell,
  tellBoth,
  unfit,
} from './pair.ts';

const onlySuccessor = ({ kase, actor }: Standing) =>
  kase.facts.successor?.id === actor.id
    ? undefined
    : refuse('successorsOwn', 'This is for who was asked to go on as the mentor.', '此项由拟接任的导师办理。');

export const ending: RulesOf<'replaceMentor' | 'acceptReplacement' | 'declineReplacement' | 'endEarly' | 'remind' | 'lapse'> = {
  replaceMentor: {
    title: { en: 'Replace the mentor', zh: '更换导师' },
    description: {
      en: 'Somebody else is asked to go on; until they accept, the mentor stays. What was earned stays with whoever earned it.',
      zh: '邀请他人接任导师，接受前原导师不变；已得学分归原得分人。',
    },
    event: 'ReplacementAsked',
    by: ['academyAdmin'],
    from: ['active', 'reviewing'],
    follows: ({ kase: { state, facts }, actor, input, known }) => {
      const { mentor } = known;
      const wrong = unfit(known, facts.mentee);
      if (wrong) return wrong;
      if (mentor.id === facts.mentor.id)
        return refuse(
          'sameMentor',
          `${mentor.name} is the mentor already; name somebody else.`,
          `${mentor.name}已是导师，请另选。`,
        );
      const successor = { id: mentor.id, name: mentor.name, reason: input.reason, by: actor.id };
      return {
        facts: { successor },
        reason: input.reason,
        parties: [{ role: 'successor', person: mentor.id }],
        ask: tasksIn(state, { ...facts, successor }),
        tell: [
          tell({ person: mentor.id }, 'askedToGoOn', { mentee: facts.mentee.name, reason: input.reason }),
          ...tellBoth(facts, 'replacementAsked', { name: mentor.name, reason: input.reason }),
        ],
      };
    },
  },
  acceptReplacement: {
    title: { en: 'Go on as the mentor', zh: '接任导师' },
    event: 'MentorReplaced',
    by: ['mentor'],
    from: ['active', 'reviewing'],
    unless: onlySuccessor,
    follows: ({ kase, actor, now, known: { limits } }) => {
      const { facts } = kase;
      const mentor = { id: actor.id, name: actor.name };
      const { waiting, ...sessions } = facts.sessions;
      // What the former mentor logged or was to confirm can't be confirmed by the two of today; they log it anew if it was theirs.
      const changed = {
        mentor,
        formerMentors: [...facts.formerMentors, { ...facts.mentor, until: now }],
        successor: null,
        final: null,
        sessions: { ...sessions, days: sessions.days.filter((day) => !waiting.some((one) => one.day === day)), waiting: [] },
      };
      return {
        facts: changed,
        title: `${mentor.name} → ${facts.mentee.name}`,
        hold: [mentorPlace(mentor, limits)],
        release: [`mentor:${facts.mentor.id}`],
        ...(kase.clocks.silence === 'running' ? { clocks: { start: { silence: 'default' } } } : {}),
        ask: tasksIn(kase.state, { ...facts, ...changed }),
        tell: [facts.mentor, facts.mentee].map(({ id }) => tell({ person: id }, 'mentorReplaced', { name: mentor.name })),
      };
    },
  },
  declineReplacement: {
    title: { en: 'Decline to go on', zh: '谢绝接任' },
    event: 'ReplacementDeclined',
    by: ['mentor'],
    from: ['active', 'reviewing'],
    unless: onlySuccessor,
    follows: ({ kase: { state, facts }, actor, input: { reason } }) => ({
      facts: { successor: null },
      reason,
      ask: tasksIn(state, { ...facts, successor: null }),
      tell: [tell({ role: 'academyAdmin' }, 'replacementDeclined', { name: actor.name, reason })],
    }),
  },
  endEarly: {
    title: { en: 'End it early', zh: '提前结束' },
    description: {
      en: 'Either of the two may end it with a reason, and so may the academy. What was earned stays.',
      zh: '任一方可说明理由提前结束，学院亦可；已得学分保留。',
    },
    event: 'EndedEarly',
    by: ['mentor', 'trainee', 'academyAdmin'],
    from: ['active', 'reviewing'],
    to: ['ended'],
    unless: (standing) => (holdsRole(standing.actor, ['academyAdmin'], standing.kase) ? undefined : onlyPair(standing)),
    follows: ({ kase, actor, input: { reason } }) => {
      const standing = { kase, actor };
      const others =
        isMentor(standing) || isMentee(standing) ? [otherOf(kase.facts, actor.id)] : [kase.facts.mentor, kase.facts.mentee];
      return over(kase, 'ended', {
        reason,
        facts: { ending: { reason, by: actor.id }, successor: null },
        tell: others.map(({ id }) => tell({ person: id }, 'endedEarly', { name: actor.name, reason })),
      });
    },
  },
  remind: {
    title: { en: 'Remind', zh: '提醒' },
    event: 'Reminded',
    by: ['clock:acceptance', 'clock:silence', 'clock:midTerm', 'clock:review'],
    from: ['proposed', 'mentorAccepted', 'agreeing', 'active', 'reviewing'],
    follows: ({ kase, actor }) => ({ tell: reminders(kase, actor.id) }),
  },
  lapse: {
    title: { en: 'Lapse', zh: '失效' },
    description: {
      en: 'Without a session for too long, or without a final review, the pairing lapses. What was earned stays.',
      zh: '长期无带教或期满未评估的，结对自动失效；已得学分保留。',
    },
    event: 'Lapsed',
    by: ['clock:silence', 'clock:review'],
    from: ['active', 'reviewing'],
    to: ['lapsed'],
    follows: ({ kase }) =>
      over(kase, 'lapsed', {
        facts: { successor: null },
        tell: [...tellBoth(kase.facts, 'lapsed'), tell({ role: 'academyAdmin' }, 'lapsed')],
      }),
  },
};

/** Who is reminded of what, by the clock that reminds. */
const reminders = (kase: Pairing, clock: string) => {
  switch (clock) {
    case 'clock:silence':
      return tellBoth(kase.facts, 'silent');
    case 'clock:midTerm':
      return [tell({ person: kase.facts.mentor.id }, 'midTermDue')];
    case 'clock:review':
      return [tell({ person: kase.tasks.find(({ clock: of }) => of === 'review')?.person ?? kase.facts.mentor.id }, 'reviewDue')];
    default:
      return kase.tasks.flatMap(({ person }) => (person === undefined ? [] : [tell({ person }, 'answerDue')]));
  }
};
