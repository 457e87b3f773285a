/** Another mentor goes on, somebody ends it early, or it falls silent and lapses. */
import { holdsRole, refuse } from '../kernel/process.ts';
import {
  type GuardContext,
  isMentee,
  isMentor,
  mentorPlace,
  notify,
  onlyPair,
  otherOf,
  over,
  tasksIn,
  tellBoth,
  unfit,
} from './pair.ts';
import type { Pairing, RulesOf } from './vocabulary.ts';

const onlySuccessor = ({ current, actor }: GuardContext) =>
  current.facts.successor?.id === actor.id
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
    decide: ({ current: { state, facts }, actor, input, reference }) => {
      const { mentor } = reference;
      const wrong = unfit(reference, facts.mentee);
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
        tasks: tasksIn(state, { ...facts, successor }),
        notify: [
          notify({ person: mentor.id }, 'askedToGoOn', { mentee: facts.mentee.name, reason: input.reason }),
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
    guard: onlySuccessor,
    decide: ({ current, actor, now, reference: { limits } }) => {
      const { facts } = current;
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
        ...(current.clocks.silence === 'running' ? { clocks: { start: { silence: 'default' } } } : {}),
        tasks: tasksIn(current.state, { ...facts, ...changed }),
        notify: [facts.mentor, facts.mentee].map(({ id }) => notify({ person: id }, 'mentorReplaced', { name: mentor.name })),
      };
    },
  },
  declineReplacement: {
    title: { en: 'Decline to go on', zh: '谢绝接任' },
    event: 'ReplacementDeclined',
    by: ['mentor'],
    from: ['active', 'reviewing'],
    guard: onlySuccessor,
    decide: ({ current: { state, facts }, actor, input: { reason } }) => ({
      facts: { successor: null },
      reason,
      tasks: tasksIn(state, { ...facts, successor: null }),
      notify: [notify({ role: 'academyAdmin' }, 'replacementDeclined', { name: actor.name, reason })],
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
    guard: (context) => (holdsRole(context.actor, ['academyAdmin'], context.current) ? undefined : onlyPair(context)),
    decide: ({ current, actor, input: { reason } }) => {
      const context = { current, actor };
      const others =
        isMentor(context) || isMentee(context)
          ? [otherOf(current.facts, actor.id)]
          : [current.facts.mentor, current.facts.mentee];
      return over(current, 'ended', {
        reason,
        facts: { ending: { reason, by: actor.id }, successor: null },
        notify: others.map(({ id }) => notify({ person: id }, 'endedEarly', { name: actor.name, reason })),
      });
    },
  },
  remind: {
    title: { en: 'Remind', zh: '提醒' },
    event: 'Reminded',
    by: ['clock:acceptance', 'clock:silence', 'clock:midTerm', 'clock:review'],
    from: ['proposed', 'mentorAccepted', 'agreeing', 'active', 'reviewing'],
    decide: ({ current, actor }) => ({ notify: reminders(current, actor.id) }),
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
    decide: ({ current }) =>
      over(current, 'lapsed', {
        facts: { successor: null },
        notify: [...tellBoth(current.facts, 'lapsed'), notify({ role: 'academyAdmin' }, 'lapsed')],
      }),
  },
};

/** Who is reminded of what, by the clock that reminds. */
const reminders = (current: Pairing, clock: string) => {
  switch (clock) {
    case 'clock:silence':
      return tellBoth(current.facts, 'silent');
    case 'clock:midTerm':
      return [notify({ person: current.facts.mentor.id }, 'midTermDue')];
    case 'clock:review':
      return [
        notify(
          { person: current.tasks.find(({ clock: of }) => of === 'review')?.person ?? current.facts.mentor.id },
          'reviewDue',
        ),
      ];
    default:
      return current.tasks.flatMap(({ person }) => (person === undefined ? [] : [notify({ person }, 'answerDue')]));
  }
};
