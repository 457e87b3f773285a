/** Another mentor goes on, somebody ends it early, or it falls silent and lapses. */
import { isAcademy } from '../academy/administration.ts';
import { addParties, endParties, hold, release } from '../effects/index.ts';
import { type Notice, refuse } from '../kernel/process.ts';
import { freePlaces, isMentee, isMentor, mentorPlace, notify, notifyBoth, onlyPair, otherOf, unfit } from './pair.ts';
import type { Clock, GuardContext, Pairing, RulesOf } from './vocabulary.ts';

const onlySuccessor = ({ current, actor }: GuardContext) =>
  current.facts.successor?.id === actor.id
    ? undefined
    : refuse('successorsOwn', 'This is for the mentor who is asked to go on.', '此项由拟接任的导师办理。');

export const ending: RulesOf<'replaceMentor' | 'acceptReplacement' | 'declineReplacement' | 'endEarly' | 'remind' | 'lapse'> = {
  replaceMentor: {
    title: { en: 'Replace the mentor', zh: '更换导师' },
    description: {
      en: 'Somebody else is asked to go on; until they accept, the mentor stays, and confirms what still waits for them. What was earned stays with those who earned it.',
      zh: '邀请他人接任导师，接受前原导师不变，并应确认待其确认的带教；已得学分归原得分人。',
    },
    event: 'ReplacementAsked',
    by: ['academyAdmin'],
    from: ['active', 'reviewing'],
    decide: ({ current: { facts }, actor, input, reference, limits }) => {
      const { mentor } = reference;
      const wrong = unfit(reference, facts.mentee, limits);
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
        notify: [
          notify({ person: mentor.id }, 'askedToGoOn', { mentee: facts.mentee.name, reason: input.reason }),
          ...notifyBoth(facts, 'replacementAsked', { name: mentor.name, reason: input.reason }),
        ],
        effects: [
          ...(facts.successor ? [endParties({ role: 'successor', person: facts.successor.id })] : []),
          addParties({ role: 'successor', person: mentor.id }),
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
    decide: ({ current, actor, now, limits }) => {
      const { facts } = current;
      const mentor = { id: actor.id, name: actor.name };
      // The mentee still says whether what the former mentor logged took place; what that mentor was to confirm, nobody confirms any more.
      const { sessions } = facts;
      const lapsed = sessions.waiting.filter(({ by }) => by === facts.mentee.id);
      const waiting = sessions.waiting.filter((session) => !lapsed.includes(session));
      const changed = {
        mentor,
        formerMentors: [...facts.formerMentors, { ...facts.mentor, until: now }],
        successor: null,
        final: null,
        disagreement: null,
        sessions: {
          ...sessions,
          days: sessions.days.filter((day) => !lapsed.some((one) => one.day === day)),
          waiting,
          lapsed: [...sessions.lapsed, ...lapsed],
        },
      };
      return {
        facts: changed,
        title: `${mentor.name} → ${facts.mentee.name}`,
        ...(current.state === 'active' && waiting.length === 0 ? { clocks: { start: { silence: 'default' } } } : {}),
        notify: [
          ...notifyBoth(facts, 'mentorReplaced', { name: mentor.name }),
          ...(lapsed.length > 0
            ? [notify({ person: facts.mentee.id }, 'sessionsLapsed', { days: lapsed.map(({ day }) => day).join(', ') })]
            : []),
        ],
        effects: [
          hold(mentorPlace(mentor, limits)),
          release(`mentor:${facts.mentor.id}`),
          // Who was the mentor doesn't read what comes later.
          endParties({ role: 'mentor', person: facts.mentor.id }, { role: 'successor', person: mentor.id }),
          addParties({ role: 'mentor', person: mentor.id }),
        ],
      };
    },
  },
  declineReplacement: {
    title: { en: 'Decline to go on', zh: '谢绝接任' },
    event: 'ReplacementDeclined',
    by: ['mentor'],
    from: ['active', 'reviewing'],
    guard: onlySuccessor,
    decide: ({ actor, input: { reason } }) => ({
      facts: { successor: null },
      reason,
      effects: [endParties({ role: 'successor', person: actor.id })],
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
    guard: (context) => (isAcademy(context) ? undefined : onlyPair(context)),
    decide: ({ current, actor, input: { reason } }) => {
      const context = { current, actor };
      const others =
        isMentor(context) || isMentee(context)
          ? [otherOf(current.facts, actor.id)]
          : [current.facts.mentor, current.facts.mentee];
      return {
        state: 'ended',
        reason,
        facts: { ending: { reason, by: actor.id }, successor: null },
        notify: others.map(({ id }) => notify({ person: id }, 'endedEarly', { name: actor.name, reason })),
        effects: [freePlaces(current.facts)],
      };
    },
  },
  remind: {
    title: { en: 'Remind', zh: '提醒' },
    event: 'Reminded',
    by: ['clock:acceptance', 'clock:silence', 'clock:confirming', 'clock:midTerm', 'clock:review'],
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
    decide: ({ current: { facts } }) => ({
      state: 'lapsed',
      facts: { successor: null },
      notify: [...notifyBoth(facts, 'lapsed'), notify({ role: 'academyAdmin' }, 'lapsed')],
      effects: [freePlaces(facts)],
    }),
  },
};

/** What a clock reminds of. */
const reminders = (current: Pairing, clock: string): readonly Notice[] => {
  switch (clock) {
    case 'clock:silence':
      return notifyBoth(current.facts, 'silent');
    case 'clock:confirming':
      return reminded(current, 'confirming', 'toConfirmStill');
    case 'clock:midTerm':
      return reminded(current, 'midTerm', 'midTermDue');
    case 'clock:review':
      return reminded(current, 'review', 'reviewDue');
    default:
      return reminded(current, 'acceptance', 'answerDue');
  }
};

/** Notifies those for whom a task waits under this clock. */
const reminded = (
  { tasks }: Pairing,
  clock: Clock,
  notice: 'midTermDue' | 'reviewDue' | 'answerDue' | 'toConfirmStill',
): readonly Notice[] =>
  tasks
    .filter((task) => task.clock === clock)
    .map(({ person, role }) => notify(person === undefined ? { role: role as string } : { person }, notice));
